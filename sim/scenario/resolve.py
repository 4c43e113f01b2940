"""From a scenario file to one tree: what it extends comes first, then the file, then `--set` on top.

Mappings are merged at every depth; any other value replaces the one below it. `null` removes a key
that the extended file has, but only if it is written out: a value left empty is a mistake.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from sim.errors import ScenarioError
from sim.scenario.files import read
from sim.scenario.keys import NAMED, PARAMETER_TABLES
from sim.scenario.parse import MAX_DEPTH, parse
from sim.scenario.tree import COMMAND_LINE, OVERRIDES, Place, Problem, Written, moved, nearest, quoted, shortened

EXTENDS = "extends"
STUDY = frozenset({"scenario", "parameters"})  # keys that every study has, and no scenario
HANDED_OVER = Place(OVERRIDES)
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


Overrides = str | Sequence[str] | Mapping[str, object] | None


class Source(NamedTuple):
    """A scenario as written: the tree with and without the command line's values, and the files, the last first.

    `removed` tells where departments were removed that an extended file has.
    """

    tree: Written
    without_overrides: Written
    files: list[str]
    problems: list[Problem]
    removed: dict[str, Place]

    def layer(self, place: Place) -> int:
        """Number of the layer of a place: -1 for the command line, 0 for the file itself, more for what it extends."""
        return self.files.index(place.file) if place.file in self.files else -1


class OfCommandLine(str):
    """A `KEY=VALUE` of the command line, and told as such wherever it is wrong."""

    __slots__ = ()


def origin(override: str) -> str:
    """Say where one `a.b=value` text was given."""
    return COMMAND_LINE if isinstance(override, OfCommandLine) else OVERRIDES


def as_texts(overrides: Overrides) -> tuple[str, ...]:
    """`a.b=value` texts of none, of one such text, of several, or of values by their dotted keys."""
    if overrides is None:
        return ()
    if isinstance(overrides, str):
        return (overrides,)
    if hasattr(overrides, "items"):  # series of pandas are no mappings
        return tuple(f"{key}={_as_yaml(key, value)}" for key, value in overrides.items())
    if not isinstance(overrides, Iterable):
        _refuse(HANDED_OVER, "", "be KEY=VALUE texts, or values by their keys", shortened(repr(overrides)))
    for each in overrides:
        if not isinstance(each, str):
            _refuse(HANDED_OVER, "", "be of the form KEY=VALUE", quoted(repr(each)))
    return tuple(overrides)


def _as_yaml(key: object, value: object) -> str:
    """Value as YAML; numbers of numpy are numbers."""
    item = getattr(value, "item", None)
    try:
        plain = item() if callable(item) else value
        if isinstance(plain, float) and not math.isfinite(plain):
            _refuse(HANDED_OVER, str(key), "be a finite number", str(plain))
        return json.dumps(plain, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        _refuse(HANDED_OVER, str(key), "be a plain value", quoted(repr(value)))


def resolve(path: Path, overrides: Overrides) -> Source:
    """Read a file, all it extends, and the command line."""
    layers, problems = _chain(path)
    tree = layers[-1]
    for layer in reversed(layers[:-1]):
        tree = merge(tree, layer)
    changed, own = tree, []
    for override in as_texts(overrides):
        own.append(_override(override, changed))
        changed = merge(changed, own[-1])
    return Source(changed, tree, [each.place.file for each in layers], problems, _removed([*reversed(layers), *own]))


def with_overrides(source: Source, overrides: Overrides) -> Source:
    """Lay more of the command line over a scenario as written."""
    tree = source.tree
    for override in as_texts(overrides):
        tree = merge(tree, _override(override, tree))
    return source._replace(tree=tree)


def merge(below: Written, above: Written) -> Written:
    """Lay one tree over another."""
    if not (isinstance(below.value, dict) and isinstance(above.value, dict)):
        return above
    merged = dict(below.value)
    for key, value in above.value.items():
        if key not in merged:
            merged[key] = value
        elif value.value is None and value.text:
            del merged[key]
        else:
            merged[key] = merge(merged[key], value)
    return Written(merged, above.place)


def _removed(layers: list[Written]) -> dict[str, Place]:
    every = [each.entries["departments"].entries for each in layers if "departments" in each.entries]
    return {name: written.place for entries in every for name, written in entries.items() if written.value is None}


def _chain(path: Path) -> tuple[list[Written], list[Problem]]:
    layers: list[Written] = []
    problems: list[Problem] = []
    seen: dict[Path, str] = {}
    place, key = Place(str(path)), ""
    while True:
        text = read(path, place, key)
        known = path.resolve()
        if known in seen:
            _refuse(place, EXTENDS, "not lead back to a file that extends this one", quoted(seen[known]))
        seen[known] = str(path)
        layer, found = parse(text, str(path))
        problems += found
        if not isinstance(layer.value, dict):
            _refuse(Place(str(path), layer.place.line), "", "hold 'key: value' lines", layer.shown())
        if set(layer.value) >= STUDY:
            got = "a study, which flurfunk sweep, sensitivity and map take"
            _refuse(Place(str(path), layer.place.line), "", "be a scenario", got)
        above = layer.value.get(EXTENDS)
        layers.append(Written({key: each for key, each in layer.value.items() if key != EXTENDS}, layer.place))
        if above is None:
            return layers, problems
        if not isinstance(above.value, str):
            _refuse(above.place, EXTENDS, "be the name of a file", above.shown())
        if ADDRESS.match(above.value):
            _refuse(above.place, EXTENDS, "be the name of a file", f"{quoted(above.value)}, an address")
        path, place, key = path.parent / above.value, above.place, EXTENDS


def _override(text: str, tree: Written) -> Written:
    """Return one `a.b.c=value` as a tree of its own."""
    key, _, value = text.partition("=")
    path = path_of(key.strip())
    place = Place(origin(text))
    if not value.strip() or not all(path) or len(path) > MAX_DEPTH:
        _refuse(place, "", "be of the form KEY=VALUE", quoted(text))
    if len(path) > 2:
        check_name(path, tree.entries.get(path[0]), place)
    written, _ = parse(value, f"{place.file} {key.strip()}")
    written = moved(written, place)
    for step in reversed(path):
        written = Written({step: written}, place)
    return written


def path_of(key: str) -> list[str]:
    """Split a dotted key; what follows `set`, `add` or `scale` stays in one piece."""
    tables = "|".join(PARAMETER_TABLES)
    found = re.fullmatch(rf"((?:{'|'.join(NAMED)})\.[^.]*\.(?:{tables}))\.(.+)", key)
    return [*found[1].split("."), found[2]] if found else key.split(".")


def check_name(path: list[str], named: Written | None, place: Place) -> None:
    """Refuse a name that the scenario does not have, lest a misspelt one start an entry of its own."""
    if path[0] in NAMED and path[1] not in (named.entries if named else {}):
        names: Iterable[str] = named.entries if named else ()
        hint = nearest(path[1], names)
        _refuse(place, ".".join(path), f"name {NAMED[path[0]]} of the scenario", quoted(path[1]), hint)


def _refuse(place: Place, key: str, rule: str, got: str, hint: str = "") -> NoReturn:
    raise ScenarioError(str(Problem(place, key, rule, got, hint)))
