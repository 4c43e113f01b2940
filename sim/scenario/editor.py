"""The JSON Schema of scenarios as editors want it.

It is wider than what a whole scenario must be: a file that extends another one need not say everything,
and may remove with null. In the tables of parameters it is narrower: it lists them.
"""

from copy import deepcopy

from sim.scenario.keys import NAMED, PARAMETER_TABLES, Spec, parameter, root
from sim.scenario.mechanisms import PARAMETERS

# Entries of lists, which no file that extends another one adds to: they are always whole.
LISTED = ("Order",)
SCOPES_OF = {"Department": ("person",), "Meeting": ("meeting",), "Intervention": ("person", "meeting", "company")}


def editor_schema() -> Spec:
    """Return a schema of its own, with unit, bounds and default in every description."""
    schema = deepcopy(root())
    required = schema.pop("required")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "Flurfunk scenario",
        "anyOf": [{"required": ["extends"]}, {"required": required}],
    }
    schema["properties"]["extends"] = {"type": "string", "description": "Scenario file that this one starts from."}
    for name, model in schema["$defs"].items():
        if name not in LISTED:
            model.pop("required", None)
            model["type"] = ["object", "null"]
        for table in PARAMETER_TABLES:
            if name in SCOPES_OF and table in model["properties"]:
                model["properties"][table] |= _parameters(SCOPES_OF[name], table)
    for part in NAMED:
        schema["properties"][part]["additionalProperties"] = False
    for model in [schema, *schema["$defs"].values()]:
        for field in model["properties"].values():
            _describe(field)
    return schema


def _parameters(scopes: tuple[str, ...], table: str) -> Spec:
    return {
        "properties": {
            key: {**parameter(("", "", table, key)), "description": _described(each.parameter._asdict())}
            for key, each in PARAMETERS.items()
            if each.scope in scopes
        },
        "additionalProperties": False,
    }


def _describe(field: Spec) -> None:
    described = {
        "meaning": field.get("description", ""),
        "low": field.get("minimum"),
        "high": field.get("maximum"),
        **{key: field.get(key) for key in ("unit", "default", "source")},
    }
    if field.get("description"):
        field["description"] = _described(described)


def _described(p: Spec) -> str:
    """Return meaning, unit, bounds, default and source in one text, as editors show nothing else."""
    facts = [str(p["unit"])] if p.get("unit") else []
    if p.get("low") is not None and p.get("high") is not None:
        facts.append(f"{p['low']:.12g} to {p['high']:.12g}")
    if isinstance(p.get("default"), int | float) and not isinstance(p["default"], bool):
        facts.append(f"default {p['default']:.12g}")
    if p.get("source"):
        facts.append(f"source: {p['source']}")
    return f"{p['meaning']} [{'; '.join(facts)}]" if facts else str(p["meaning"])
