"""A scenario file and what is laid over it, thousands of times and fast: the design points of studies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from typing import Any, NamedTuple, Self

from sim.errors import ScenarioError
from sim.scenario.check import check
from sim.scenario.files import given_path
from sim.scenario.keys import find
from sim.scenario.resolve import Overrides, Source, check_name, merge, path_of, resolve, with_overrides
from sim.scenario.schema import Scenario
from sim.scenario.tree import Place, Problem, Written, closest, quoted

Value = bool | int | float | str
POINT = "design point"
KINDS = ("integer", "number", "boolean", "string")


class Spec(NamedTuple):
    """What may stand at a key: `integer`, `number`, `boolean` or `string`; bounds of a number, words of a text."""

    kind: str
    low: float | None
    high: float | None
    choices: tuple[str, ...] = ()  # none where any text may stand


@dataclass(frozen=True)
class Variants:
    """A scenario as written, of which variants are made: the same ones that `--set` would make."""

    source: Source

    @classmethod
    def of(cls, path: str | PathLike[str], overrides: Overrides = ()) -> Self:
        """Variants of a file under `a.b=value` overrides.

        Raises
        ------
        ScenarioError
            Where the file itself is wrong.
        """
        found = cls(resolve(given_path(path, "scenario"), overrides))
        _ = found.base
        return found

    def __reduce__(self) -> tuple[type[Self], tuple[Source]]:
        """Leave out what can be made again."""
        return type(self), (self.source,)

    @cached_property
    def base(self) -> Scenario:
        """Scenario without any change."""
        return _checked(self.source)

    def scenario(self, values: Mapping[str, Value], place: Place | None = None) -> Scenario:
        """Scenario with a value at each of some dotted keys; `place` is where errors say the values stand.

        Raises
        ------
        ScenarioError
            Where there is no such key, or the scenario is wrong with such a value.
        """
        place = place or Place(POINT)
        tree = self.source.tree
        for key, value in values.items():
            tree = merge(tree, _written(key, value, tree, place))
        return _checked(self.source._replace(tree=tree, files=[place.file, *self.source.files]))

    def over(self, values: Mapping[str, Value], places: Mapping[str, Place], overrides: Overrides = ()) -> Self:
        """Variants of the scenario with some values changed for good, where they were written; overrides come on top.

        Raises
        ------
        ScenarioError
            Where the scenario is wrong with them.
        """
        tree, files = self.source.tree, [place.file for place in places.values()]
        for key, value in values.items():
            tree = merge(tree, _written(key, value, tree, places[key]))
        source = self.source._replace(tree=tree, without_overrides=tree, files=[*files[:1], *self.source.files])
        found = type(self)(with_overrides(source, overrides))
        _ = found.base
        return found

    def spec(self, key: str, place: Place | None = None) -> Spec:
        """What may stand at a key.

        Raises
        ------
        ScenarioError
            Where nothing may, or no single value.
        """
        place = place or Place(POINT)
        path = path_of(key)
        if len(path) > 2:
            check_name(path, self.source.tree.entries.get(path[0]), place)
        found = find(tuple(path))
        kinds = [found] if found is None or "anyOf" not in found else found["anyOf"]
        kind = next((each for each in kinds if each is not None and each.get("type") in KINDS), None)
        if found is None or kind is None:
            wanted = "name a single value of the scenario, such as 'gossip.inhibit'"
            raise ScenarioError(str(Problem(place, key, wanted, quoted(key), _hint(key, path))))
        bounds = {**kind, **{name: found[name] for name in ("minimum", "maximum") if name in found}}
        return Spec(kind["type"], bounds.get("minimum"), bounds.get("maximum"), tuple(kind.get("enum", ())))


def _hint(key: str, path: list[str]) -> str:
    from sim.scenario.mechanisms import FORMS, FORMS_KEY, PARAMETERS

    word = key if find(tuple(path[:1])) is None or len(path) < 3 else path[-1]
    near = closest(word, [*PARAMETERS, *(f"{FORMS_KEY}.{name}" for name in FORMS)])
    return f"; did you mean {near!r}?" if near and near != key else ""


def _checked(source: Source) -> Scenario:
    scenario, problems = check(source)
    if problems or scenario is None:
        raise ScenarioError(*map(str, problems))
    return scenario


def _written(key: str, value: Value, tree: Written, place: Place) -> Written:
    path = path_of(key)
    if len(path) > 2:
        check_name(path, tree.entries.get(path[0]), place)
    found = Written(value, place, _text(value))
    for step in reversed(path):
        found = Written({step: found}, place)
    return found


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
