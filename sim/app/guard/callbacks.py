"""Callbacks: only those that exist, asked with what they ask for.

Dash believes a browser when it says which inputs there are and what they are called, and fails with a traceback in the
log otherwise. Values are the pages' to check; here it is made sure that there is one for each, and of what.
"""

import json
from collections.abc import Mapping
from typing import Any

from flask import abort, request

from sim.app.guard.own import own

PATH = "/_dash-update-component"
LISTS = ("inputs", "state", "changedPropIds")
WILDCARDS = ("ALL", "MATCH", "ALLSMALLER")


def check() -> None:
    """Refuse a request for a callback that does not exist, or whose parts are not the callback's."""
    if request.path != PATH or request.method != "POST":
        return
    known = own().callbacks
    if known is not None and not is_possible(request.get_json(), known):
        abort(400)


def is_possible(body: object, callbacks: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a browser that shows our pages could have sent this."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    callback = callbacks.get(body["output"])
    if callback is None or "callback" not in callback or not _has_lists(body):
        return False
    outputs = body.get("outputs") if isinstance(body.get("outputs"), list) else [body.get("outputs")]
    return (
        _fit(body.get("inputs", []), callback["inputs"])
        and _fit(body.get("state", []), callback["state"])
        and (bool(callback.get("no_output")) or _fit(outputs, _declared(callback["output"])))
    )


def _has_lists(body: dict[str, Any]) -> bool:
    changed = body.get("changedPropIds", [])
    return all(isinstance(body.get(each, []), list) for each in LISTS) and all(
        isinstance(each, str) for each in changed
    )


def _declared(output: Any) -> list[dict[str, Any]]:
    """Outputs as inputs are told: a single one, or some grouping of them that Dash has laid flat."""
    return [each.to_dict() for each in (output if isinstance(output, (list, tuple)) else [output])]


def _fit(sent: Any, declared: list[dict[str, Any]]) -> bool:
    return len(sent) == len(declared) and all(_is(each, spec) for each, spec in zip(sent, declared, strict=True))


def _is(sent: object, spec: dict[str, Any]) -> bool:
    """Whether one entry is of the component and property that the callback names; a pattern may stand for several."""
    pattern = _pattern(spec["id"])
    if pattern is not None and isinstance(sent, list):
        return all(_is(each, spec) for each in sent if not isinstance(each, list)) and not any(
            isinstance(each, list) for each in sent
        )
    if not isinstance(sent, dict) or not _is_property(sent.get("property"), spec["property"]):
        return False
    return sent.get("id") == spec["id"] if pattern is None else _matches(sent.get("id"), pattern)


def _is_property(sent: object, declared: str) -> bool:
    """Dash adds a hash where several callbacks write the same property."""
    return isinstance(sent, str) and sent.partition("@")[0] == declared.partition("@")[0]


def _pattern(name: str) -> dict[str, Any] | None:
    """Pattern of ids that stands in a callback as JSON, or None for a plain id."""
    return json.loads(name) if name.startswith("{") else None


def _matches(sent: object, pattern: dict[str, Any]) -> bool:
    return (
        isinstance(sent, dict)
        and sent.keys() == pattern.keys()
        and all(
            isinstance(sent[each], (str, int, float)) if _is_wildcard(value) else sent[each] == value
            for each, value in pattern.items()
        )
    )


def _is_wildcard(value: object) -> bool:
    return isinstance(value, list) and len(value) == 1 and value[0] in WILDCARDS
