"""Whether `set`, `add` and `scale` name parameters that may differ there, with values within bounds."""

from collections.abc import Iterator
from math import inf

from sim.scenario.keys import NAMED, PARAMETER_TABLES, parameter, rule
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.tree import Path, Problem, Written, dotted, nearest, quoted

OWNERS = {"person": "persons", "meeting": "meetings", "company": "the company"}
MECHANISMS = {each.mechanism for each in PARAMETERS.values()}


def problems(tree: Written) -> Iterator[Problem]:
    """Look at every such table of a scenario."""
    for part in NAMED:
        for name, entry in tree.find((part,)).entries.items():
            scope = _scope(part, entry)
            first: dict[str, str] = {}
            for table, key, value in _tables(entry):
                path = (part, name, table, key)
                yield from _entry(path, value, scope)
                if first.setdefault(key, table) != table:
                    got = f"it in {first[key]}, too"
                    yield Problem(value.place, dotted(path), "stand in only one of set, add and scale", got)


def _tables(entry: Written) -> Iterator[tuple[str, str, Written]]:
    for table in PARAMETER_TABLES:
        if table in entry.entries:
            for key, value in entry.entries[table].entries.items():
                yield table, key, value


def _scope(part: str, entry: Written) -> str | None:
    """Whose parameters may be changed; None for anybody's."""
    if part != "interventions":
        return "person" if part == "departments" else "meeting"
    named = {key for key, value in entry.entries.get("target", entry).entries.items() if value.value is not None}
    to_people, to_meetings = bool(named & {"department", "rank"}), "meeting" in named
    if "target" not in entry.entries or to_people == to_meetings:
        return None
    return "person" if to_people else "meeting"


def _entry(path: Path, value: Written, scope: str | None) -> Iterator[Problem]:
    key = str(path[-1])
    if key not in PARAMETERS:
        yield Problem(value.place, dotted(path), _wanted(path, scope), quoted(key), _hint(key, value, scope))
    elif scope is not None and PARAMETERS[key].scope != scope:
        got = f"one of {OWNERS[PARAMETERS[key].scope]}"
        yield Problem(value.place, dotted(path), _wanted(path, scope), got)
    else:
        yield from _value(path, value)


def _wanted(path: Path, scope: str | None) -> str:
    if scope is None:
        return "be a parameter such as 'gossip.inhibit'"
    wanted = f"be a parameter of {OWNERS[scope]}"
    if path[0] != "interventions":
        return wanted
    return f"{wanted}, as the target names {'departments or ranks' if scope == 'person' else 'meetings'}"


def _hint(key: str, value: Written, scope: str | None) -> str:
    if key in MECHANISMS and value.entries:
        return f"; write '{key}.{next(iter(value.entries))}: ...' as one key"
    return nearest(key, [each.key for each in PARAMETERS.values() if scope in {None, each.scope}])


def _value(path: Path, value: Written) -> Iterator[Problem]:
    spec = parameter(path)
    number = value.value
    is_number = isinstance(number, int | float) and not isinstance(number, bool)
    if not is_number or not spec.get("minimum", -inf) <= number <= spec.get("maximum", inf):
        yield Problem(value.place, dotted(path), rule(spec), value.shown())
