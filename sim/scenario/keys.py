"""What may stand at which key of a scenario, as JSON Schema, and the rule it states in words."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.schema import Scenario
from sim.scenario.tree import Path

Spec = dict[str, Any]

NAMED = {"departments": "a department", "meetings": "a meeting", "interventions": "an intervention"}
# Below these keys of the named parts stand dotted names of parameters, each of which is one key.
PARAMETER_TABLES = ("set", "add", "scale")
MANY_KEYS = 12
NAME_RULE = "be a name of small letters, digits and _ that starts with a letter, at most 40 long"
CLASS_NAME_RULE = "be a name of letters, digits and _ that starts with a letter, at most 40 long"


@cache
def root() -> Spec:
    """JSON Schema of a whole scenario."""
    return Scenario.model_json_schema()


def find(path: Path) -> Spec | None:
    """Return the schema of what stands at a path; None where nothing may."""
    spec: Spec | None = root()
    for number, step in enumerate(path):
        if spec is None:
            return None
        spec = parameter(path) if number == 3 and is_parameter(path) else _inside(spec, step)
    return spec


def is_parameter(path: Path) -> bool:
    """Tell whether a path leads into a `set`, `add` or `scale` table."""
    return len(path) == 4 and path[0] in NAMED and path[2] in PARAMETER_TABLES


def parameter(path: Path) -> Spec:
    """Schema of an entry of a `set`, `add` or `scale` table."""
    known = PARAMETERS.get(str(path[3]))
    if known is None or path[2] != "set":
        return {"type": "number"}
    return {"type": "number", "minimum": known.parameter.low, "maximum": known.parameter.high}


def referred(spec: Spec) -> Spec:
    """Return a schema with its reference filled in, also where it may be left out."""
    inner = next((each for each in spec.get("anyOf", []) if "$ref" in each), spec)
    name = inner.get("$ref", "").rpartition("/")[2]
    return {**root()["$defs"][name], **spec} if name else spec


def entry(spec: Spec) -> Spec | None:
    """Return the schema of every entry of a mapping whose keys are names."""
    named = next(iter(spec.get("patternProperties", {}).values()), spec.get("additionalProperties"))
    return referred(named) if isinstance(named, dict) else None


def known_keys(spec: Spec) -> list[str]:
    """Return the fixed keys of a mapping; none where its keys are names."""
    return list(spec.get("properties", {}))


def rule(spec: Spec) -> str:
    """Say what a value must be."""
    if "properties" in spec:
        return f"be {_mapping(spec)}"
    kinds = [each for each in spec.get("anyOf", [spec]) if each.get("type") != "null"]
    single = next((each for each in kinds if each.get("type") != "array"), spec)
    several = ", or a list of such" if len(kinds) > 1 else ""
    return f"be {_noun(single)}{several}"


def choices(spec: Spec) -> list[str]:
    """Return the words that a value must be one of; none where it is free."""
    return next((each["enum"] for each in spec.get("anyOf", [spec]) if "enum" in each), [])


def bounds(spec: Mapping[str, Any]) -> str:
    """Say between which numbers a value must lie; nothing where there are no bounds."""
    low, high = spec.get("minimum"), spec.get("maximum")
    return "" if low is None or high is None else f"between {low:.12g} and {high:.12g}"


def _inside(spec: Spec, step: str | int) -> Spec | None:
    if isinstance(step, int):
        arrays = [each for each in spec.get("anyOf", [spec]) if each.get("type") == "array"]
        return referred(arrays[0]["items"]) if arrays else None
    found = spec.get("properties", {}).get(step)
    return entry(spec) if found is None else referred(found)


def _noun(spec: Spec) -> str:
    if "enum" in spec:
        return "one of " + ", ".join(spec["enum"])
    kind = spec.get("type", "object")
    if kind in ("object", "array"):
        return _mapping(spec) if kind == "object" else _list(spec)
    nouns = {"integer": "a whole number", "number": "a number", "boolean": "true or false", "string": "a text"}
    if "pattern" in spec:
        return (CLASS_NAME_RULE if "A-Z" in spec["pattern"] else NAME_RULE).removeprefix("be ")
    if "maxLength" in spec:
        return f"a text of at most {spec['maxLength']} characters"
    if kind == "number" and not bounds(spec):
        return "a finite number"
    return f"{nouns[kind]} {bounds(spec)}".rstrip()


def _list(spec: Spec) -> str:
    each, most = referred(spec["items"]), spec.get("maxItems")
    what = f"with {', '.join(known_keys(each))} in each" if known_keys(each) else f"of {_noun(each)}"
    return f"a list of at most {most} entries {what}" if most else f"a list {what}"


def _mapping(spec: Spec) -> str:
    keys = known_keys(spec)
    if keys:
        return f"a mapping of {', '.join(keys)}" if len(keys) <= MANY_KEYS else "a mapping"
    low, high = spec.get("minProperties", 0), spec.get("maxProperties")
    return f"a mapping of {low} to {high} names" if high else "a mapping of names"
