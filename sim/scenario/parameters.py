"""Whether `set`, `add` and `scale` name parameters that may differ there, with values within bounds."""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from sim.scenario.keys import NAMED, PARAMETER_TABLES, parameter, rule
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.tree import Path, Problem, Written, dotted, nearest, quoted

OWNERS = {"person": "persons", "meeting": "meetings", "company": "the company"}
MECHANISMS = {each.mechanism for each in PARAMETERS.values()}


def problems(tree: Written) -> Iterator[Problem]:
    """Look at every such table of a scenario."""
    for part in NAMED:
        for name, entry in tree.find((part,)).entries.items():
            scopes = _scopes(part, entry)
            first: dict[str, str] = {}
            for table, key, value in _tables(entry):
                path = (part, name, table, key)
                yield from _entry(path, value, scopes)
                if first.setdefault(key, table) != table:
                    got = f"it in {first[key]}, too"
                    yield Problem(value.place, dotted(path), "stand in only one of set, add and scale", got)


def _tables(entry: Written) -> Iterator[tuple[str, str, Written]]:
    for table in PARAMETER_TABLES:
        if table in entry.entries:
            for key, value in entry.entries[table].entries.items():
                yield table, key, value


class Scopes(NamedTuple):
    """Whose parameters may be changed, and whether in certain meetings only."""

    allowed: tuple[str, ...]
    in_meetings: bool


def _scopes(part: str, entry: Written) -> Scopes:
    if part == "departments":
        return Scopes(("person",), in_meetings=False)
    if part == "meetings":
        return Scopes(("meeting", "person"), in_meetings=True)
    target = entry.entries.get("target")
    named = {key for key, value in target.entries.items() if value.value is not None} if target else set()
    if named & {"department", "rank"}:
        return Scopes(("person",), "meeting" in named)
    return Scopes(("meeting", "person"), in_meetings=True) if "meeting" in named else Scopes(tuple(OWNERS), False)


def _entry(path: Path, value: Written, scopes: Scopes) -> Iterator[Problem]:
    key = str(path[-1])
    if key not in PARAMETERS:
        yield Problem(value.place, dotted(path), _wanted(path, scopes), quoted(key), _hint(key, value, scopes))
    elif PARAMETERS[key].scope not in scopes.allowed:
        got = f"one of {OWNERS[PARAMETERS[key].scope]}"
        yield Problem(value.place, dotted(path), _wanted(path, scopes), got)
    elif scopes.in_meetings and PARAMETERS[key].parameter.is_weekly:
        rule = "be a parameter that acts in meetings, as it is set for some"
        yield Problem(value.place, dotted(path), rule, "one that acts on whole weeks")
    else:
        yield from _value(path, value)


def _wanted(path: Path, scopes: Scopes) -> str:
    if len(scopes.allowed) == len(OWNERS):
        return "be a parameter such as 'gossip.inhibit'"
    wanted = f"be a parameter of {' or '.join(OWNERS[each] for each in scopes.allowed)}"
    if path[0] != "interventions":
        return wanted
    return f"{wanted}, as the target names {'departments or ranks' if scopes.allowed == ('person',) else 'meetings'}"


def _hint(key: str, value: Written, scopes: Scopes) -> str:
    if key in MECHANISMS and value.entries:
        return f"; write '{key}.{next(iter(value.entries))}: ...' as one key"
    return nearest(key, [each.key for each in PARAMETERS.values() if each.scope in scopes.allowed])


def _value(path: Path, value: Written) -> Iterator[Problem]:
    spec = parameter(path)
    number = value.value
    is_number = isinstance(number, int | float) and not isinstance(number, bool)
    if not is_number or not spec.get("minimum", -inf) <= number <= spec.get("maximum", inf):
        yield Problem(value.place, dotted(path), rule(spec), value.shown())
