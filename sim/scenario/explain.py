"""What the keys of a scenario mean, put together from the rules and the schema."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import NamedTuple

from sim.errors import ScenarioError
from sim.scenario.keys import Spec, bounds, entry, referred, root, rule
from sim.scenario.mechanisms import PARAMETERS, SCOPES, ParameterKey, mechanisms
from sim.scenario.tree import Place, Problem, nearest, quoted

Rows = list[tuple[str, str]]

SCOPE_TITLES = {
    "person": "Mechanisms that can differ by department and rank",
    "meeting": "Mechanisms that can differ by meeting",
    "company": "Mechanisms that are the same for the whole company",
}
DIFFERS = {"person": "by department and rank", "meeting": "by meeting", "company": "not within the company"}
CLAIM = re.compile(r"\s*\(K\d+(, K\d+)*\)")
ARTICLE = ("K16", "von Kutzschenbach 2016, 'Wenn Kundenorientierung zum Alibi wird'")
DIRECTION_ONLY = "assumption, explored; the article gives only the direction of the effect"
EXTENDS = "Scenario file that this one starts from; what is written here replaces or adds, null removes."
NAME = "NAME"


class Part(NamedTuple):
    """An explanation: what it is about, what it means, facts about it, and what it consists of."""

    title: str
    meaning: str
    facts: Rows
    entries: Rows


def overview() -> list[Part]:
    """Explain a scenario as a whole: its mechanisms by scope, and its other keys."""
    by_scope = [
        Part(title, "", [], [(mechanism, _first_line(mechanism)) for mechanism in mechanisms(scope)])
        for scope, title in SCOPE_TITLES.items()
    ]
    others = [(key, meaning) for key, meaning in _entries(root()) if key not in _scopes()]
    return [*by_scope, Part("Other keys", "", [], [("extends", EXTENDS), *others])]


def explained(key: str) -> Part:
    """Explain one key; names of departments, meetings and so on may be there or left out."""
    parameter = re.sub(r"^.*\.(set|add|scale)\.", "", key)
    if parameter in PARAMETERS:
        return _parameter(PARAMETERS[parameter])
    if key in _scopes():
        return _mechanism(key)
    if key == "extends":
        return Part(key, EXTENDS, [("must", "be the name of a file, relative to this one")], [])
    for path, spec in _structural().items():
        if re.fullmatch(re.escape(path).replace(rf"\.{NAME}", r"(\.[^.]+)?"), key):
            return _structure(path, spec)
    raise ScenarioError(str(Problem(Place("explain"), "KEY", "be a key of a scenario", quoted(key), _hint(key))))


def _hint(key: str) -> str:
    known = [*PARAMETERS, *_scopes(), "extends", *(path.replace(f".{NAME}", "") for path in _structural())]
    same_end = [each for each in known if each.endswith(f".{key}")]
    return f"; did you mean {' or '.join(map(repr, same_end[:3]))}?" if same_end else nearest(key, known)


def _scopes() -> dict[str, str]:
    return {mechanism: scope for scope in SCOPES for mechanism in mechanisms(scope)}


def _module(mechanism: str) -> str:
    return mechanisms(_scopes()[mechanism])[mechanism].__module__


def _first_line(mechanism: str) -> str:
    """Return what a mechanism's file says of itself, without its name and the numbers of the theory's claims."""
    said = (import_module(_module(mechanism)).__doc__ or "").partition("\n")[0]
    meaning = CLAIM.sub("", said).partition(": ")[2]
    return meaning[:1].upper() + meaning[1:]


def _file(mechanism: str) -> str:
    return _module(mechanism).replace(".", "/") + ".py"


def _mechanism(mechanism: str) -> Part:
    parameters = [
        (each.key, f"{each.parameter.meaning} {_in_brackets(each)}")
        for each in PARAMETERS.values()
        if each.mechanism == mechanism
    ]
    facts = [("differs", DIFFERS[_scopes()[mechanism]]), ("rule", _file(mechanism))]
    return Part(mechanism, _first_line(mechanism), facts, parameters)


def _in_brackets(each: ParameterKey) -> str:
    p = each.parameter
    return f"[{p.default:.12g}; {p.low:.12g} to {p.high:.12g}; {p.unit}]"


def _parameter(each: ParameterKey) -> Part:
    p = each.parameter
    facts = [
        ("unit", p.unit),
        ("default", f"{p.default:.12g}"),
        ("bounds", f"{p.low:.12g} to {p.high:.12g}"),
        ("source", p.source.replace(*ARTICLE)),
        *([("number", DIRECTION_ONLY)] if p.source.startswith(ARTICLE[0]) else []),
        ("mechanism", f"{each.mechanism}: {_first_line(each.mechanism)}"),
        ("rule", _file(each.mechanism)),
        ("differs", DIFFERS[each.scope] + (", and by meeting" if _differs_by_meeting(each) else "")),
    ]
    return Part(each.key, p.meaning, facts, _ways_to_set(each))


def _differs_by_meeting(each: ParameterKey) -> bool:
    return each.scope == "person" and not each.parameter.is_weekly


def _ways_to_set(each: ParameterKey) -> Rows:
    value = f"{each.parameter.default:.12g}"
    parts = {"person": ["department", "meeting"], "meeting": ["meeting"]}.get(each.scope, [])
    if each.parameter.is_weekly:
        parts = ["department"]
    own = [(f"in one {part}", f"{part}s: {{{NAME}: {{set: {{{each.key}: {value}}}}}}}") for part in parts]
    return [
        ("everywhere", f"{each.mechanism}: {{{each.name}: {value}}}"),
        *own,
        ("for some weeks", f"interventions: {{{NAME}: {{title: ..., start: 27, set: {{{each.key}: {value}}}}}}}"),
        ("for one run", f"--set {each.key}={value}"),
    ]


def _structure(path: str, spec: Spec) -> Part:
    facts = [("unit", spec["unit"])] if "unit" in spec else []
    default = spec.get("default")
    if default is not None and not isinstance(default, dict | list):
        facts.append(("default", str(default).lower() if isinstance(default, bool) else str(default)))
    inside = _entries(spec) or _entries(_each(spec))
    inside = inside or [(f"{NAME}.{name}", meaning) for name, meaning in _entries(entry(spec) or {})]
    if bounds(spec):
        facts.append(("bounds", bounds(spec).removeprefix("between ").replace(" and ", " to ")))
    elif not inside:
        facts.append(("must", rule(spec)))
    return Part(path, spec.get("description", ""), facts, inside)


def _each(spec: Spec) -> Spec:
    """Return the schema of every entry of a list."""
    return referred(spec["items"]) if "items" in spec else {}


def _entries(spec: Spec) -> Rows:
    return [(key, referred(each).get("description", "")) for key, each in spec.get("properties", {}).items()]


@cache
def _structural() -> dict[str, Spec]:
    """Return every key that is no parameter of a mechanism, NAME standing for what the scenario names."""
    return {path: spec for path, spec in _walk("", root()) if path.partition(".")[0] not in _scopes()}


def _walk(prefix: str, spec: Spec) -> Iterator[tuple[str, Spec]]:
    named = entry(spec)
    if named is not None:
        yield from _walk(f"{prefix}{NAME}.", named)
    for key, each in spec.get("properties", {}).items():
        inside = referred(each)
        yield f"{prefix}{key}", inside
        yield from _walk(f"{prefix}{key}.", inside)
        yield from _walk(f"{prefix}{key}.", _each(inside))
