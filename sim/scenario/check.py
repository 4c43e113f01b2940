"""Every mistake in a scenario, with the line where it was written."""

import math
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pydantic import ValidationError

from sim.scenario import company, interventions, numbers, orders, parameters, texts
from sim.scenario.keys import CLASS_NAME_RULE, MANY_KEYS, NAME_RULE, NAMED, choices, find, known_keys, rule
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.resolve import Source
from sim.scenario.schema import Scenario
from sim.scenario.tree import Path, Problem, Written, dotted, nearest, quoted

MAX_PROBLEMS = 50


def check(source: Source) -> tuple[Scenario | None, list[Problem]]:
    """Return the scenario and what is wrong with it, in the order of the files' lines."""
    wrong = list(islice(_schema_problems(source.tree), MAX_PROBLEMS))
    broken = [path for path, _ in wrong]
    found = [*source.problems, *islice(parameters.problems(source.tree), MAX_PROBLEMS)]
    found += islice(texts.problems(source.tree), MAX_PROBLEMS)
    told = {(each.place, each.key) for each in found}
    found += [each for _, each in wrong if (each.place, each.key) not in told]
    scenario = _validated(_pruned(source.tree.plain(), broken))
    if scenario is not None:
        found += islice(_rule_problems(scenario, source, {str(path[0]) for path in broken if path}), MAX_PROBLEMS)
        found = found or list(interventions.out_of_bounds(scenario, source.tree))
    found.sort(key=lambda each: (source.layer(each.place), each.place.line))
    return scenario, found[:MAX_PROBLEMS]


def _rule_problems(scenario: Scenario, source: Source, touched: set[str]) -> Iterator[Problem]:
    """Apply the rules over several fields, except where a field they would read is itself wrong."""
    yield from company.problems(scenario, source, touched)
    weeks = source.without_overrides.find(("weeks",)).value
    own_weeks = weeks if isinstance(weeks, int) else scenario.weeks
    last_week = max(own_weeks, scenario.weeks)
    if "weeks" not in touched:
        yield from interventions.out_of_time(scenario, source.tree, last_week)
    yield from interventions.out_of_reach(scenario, source.tree, touched)
    if scenario.orders and not touched & {"weeks", "departments", "meetings", "portfolio"}:
        yield from orders.problems(scenario, source.tree, last_week)


def _validated(plain: Any) -> Scenario | None:
    try:
        return Scenario.model_validate(plain, strict=True)
    except ValidationError:
        return None


def _pruned(plain: Any, broken: list[Path]) -> Any:
    """Leave out what is wrong, so that the rest can be checked further."""
    if not broken:
        return plain
    kept = dict(plain)
    for path in broken:
        if len(path) > 1 and path[0] in NAMED and isinstance(kept.get(str(path[0])), dict):
            kept[str(path[0])] = {k: v for k, v in kept[str(path[0])].items() if k != path[1]}
        elif path:
            kept.pop(str(path[0]), None)
    nameless = {"en": "", "de": ""}
    return {"title": nameless, "story": nameless, **kept}


def _schema_problems(tree: Written) -> Iterator[tuple[Path, Problem]]:
    try:
        Scenario.model_validate(tree.plain(), strict=True)
    except ValidationError as error:
        seen: set[Path] = set()
        for each in error.errors(include_url=False, include_context=False, include_input=False):
            path = each["loc"] if each["type"] == "missing" else tree.written(each["loc"])
            # A value that may be of several types is wrong once for each.
            keys = tuple(step for step in path if isinstance(step, str))
            if keys not in seen:
                yield path, _problem(tree, path, each["type"], each["loc"][-1] == "[key]")
            seen.add(keys)


def _problem(tree: Written, path: Path, kind: str, is_name: bool) -> Problem:
    written = tree.find(path)
    if kind == "missing":
        return Problem(written.place, dotted(path), "be given", "nothing")
    if kind == "extra_forbidden":
        return _unknown(written, path)
    if is_name:
        wanted = CLASS_NAME_RULE if path[0] == "portfolio" else NAME_RULE
        return Problem(written.place, dotted(path), wanted, quoted(str(path[-1])))
    spec = find(path) or {}
    if written.value is None and len(path) == 2 and path[0] in NAMED:
        known = [key for key in tree.find(path[:1]).entries if key != path[1]]
        rule_of_null = f"be a mapping, or name {NAMED[str(path[0])]} of an extended file to remove"
        return Problem(written.place, dotted(path), rule_of_null, "nothing", nearest(str(path[1]), known))
    return Problem(written.place, dotted(path), rule(spec), written.shown(), _hint(tree, path, spec))


def _unknown(written: Written, path: Path) -> Problem:
    key = str(path[-1])
    known = known_keys(find(path[:-1]) or {})
    hint = nearest(key, known) or numbers.after_comma(key, written.value)
    wanted = "be one of " + ", ".join(known) if not hint and len(known) <= MANY_KEYS else "be a known key"
    if key in PARAMETERS:
        hint = f"; write {PARAMETERS[key].name!r} below {PARAMETERS[key].mechanism!r}"
    elif not hint and len(known) > MANY_KEYS:
        hint = "; 'flurfunk explain' lists them"
    return Problem(written.place, dotted(path), wanted, quoted(key), hint)


def _hint(tree: Written, path: Path, spec: dict[str, Any]) -> str:
    written = tree.find(path)
    value, whole = written.value, spec.get("type") == "integer"
    if (isinstance(value, str) and spec.get("type") == "number") or (isinstance(value, str | float) and whole):
        low, high = spec.get("minimum", -math.inf), spec.get("maximum", math.inf)
        text = value if isinstance(value, str) else written.text
        return numbers.hint(text, whole=whole, low=low, high=high, is_quoted=isinstance(value, str))
    if isinstance(value, str):
        return nearest(value, choices(spec))
    return ""
