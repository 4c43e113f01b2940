"""Mistakes in a file that a schema finds, each with the line where it was written."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.scenario import numbers
from sim.scenario.tree import Path, Problem, Written, dotted, nearest, quoted

NOUNS = {
    "int": "a whole number", "float": "a number", "string": "a text", "bool": "true or false", "dict": "a mapping",
    "model": "a mapping", "list": "a list", "finite": "a finite number",
}  # fmt: skip
LIMITS = {
    "greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most"), "greater_than": ("gt", "above"),
    "less_than": ("lt", "below"),
}  # fmt: skip


def mistakes(model: type[BaseModel], tree: Written) -> Iterator[Problem]:
    """Everything in a tree that a schema does not allow, one problem for a key."""
    try:
        model.model_validate(tree.plain(), strict=True)
    except ValidationError as error:
        told: set[Path] = set()
        for each in error.errors(include_url=False):
            path = tree.written(each["loc"]) if each["type"] != "missing" else each["loc"]
            if path not in told:
                yield _problem(model, tree, path, dict(each))
            told.add(path)


def _problem(model: type[BaseModel], tree: Written, path: Path, error: dict[str, Any]) -> Problem:
    here = tree.find(path)
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return Problem(here.place, dotted(path), "be given", "nothing")
    if kind == "extra_forbidden":
        known = _known(model, path[:-1])
        wanted = f"be one of {', '.join(known)}"
        key = str(path[-1])
        hint = nearest(key, known) or numbers.after_comma(key, here.value)
        return Problem(here.place, dotted(path), wanted, quoted(key), hint)
    if error["loc"][-1] == "[key]":
        wanted = "be a name of small letters, digits and _ that starts with a letter, at most 40 long"
        return Problem(here.place, dotted(path), wanted, quoted(str(path[-1])))
    return Problem(here.place, dotted(path), _rule(kind, context), here.shown(), _hint(here, kind, context))


def _rule(kind: str, context: dict[str, Any]) -> str:
    if kind in LIMITS:
        name, words = LIMITS[kind]
        return f"be {words} {context[name]:,}"
    if kind == "literal_error":
        return f"be one of {context['expected'].replace(' or ', ', ')}".replace("'", "")
    if kind in {"too_short", "string_too_short"}:
        return f"have at least {context['min_length']} {'entry' if context['min_length'] == 1 else 'entries'}"
    if kind in {"too_long", "string_too_long"}:
        return f"have at most {context['max_length']:,} entries"
    return f"be {NOUNS.get(kind.split('_', maxsplit=1)[0], 'something else')}"


def _hint(here: Written, kind: str, context: dict[str, Any]) -> str:
    whole = kind.startswith("int")
    if (isinstance(here.value, str) and kind.startswith("float")) or (isinstance(here.value, str | float) and whole):
        return numbers.hint(here.text, whole=whole, is_quoted=isinstance(here.value, str))
    choices = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "").split(", ")
    return nearest(here.value, choices) if isinstance(here.value, str) and any(choices) else ""


def _known(model: type[BaseModel], path: Path) -> list[str]:
    """Keys that may stand at a path."""
    schema = model.model_json_schema()
    here: dict[str, Any] = schema
    for step in path:
        here = _referred(schema, here)
        here = here.get("properties", {}).get(step) or here.get("additionalProperties") or {}
        here = next(iter(here.get("patternProperties", {}).values()), here)
    return list(_referred(schema, here).get("properties", {}))


def _referred(schema: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    inner = next((each for each in here.get("anyOf", []) if "$ref" in each), here)
    name = inner.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = schema["$defs"][name] if name else here
    return found
