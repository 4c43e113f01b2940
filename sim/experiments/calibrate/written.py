"""The calibrated scenario as a file: what was found, laid over the scenario that was calibrated."""

import json
from collections.abc import Mapping
from typing import Any

from sim.scenario.resolve import path_of
from sim.scenario.schema import Structure
from sim.scenario.variants import Value

FILE = "calibrated.yaml"
INDENT = "  "


def text(extends: str, scenario: Structure, values: Mapping[str, Value], comments: Mapping[str, str]) -> str:
    """YAML of a scenario that extends another one; `comments` stand behind the values they are about."""
    lines = [
        "# One accepted particle of a calibration: the one nearest to all others. Behind each value stands what the",
        "# data leave open: the median of the posterior, and its 90 % interval.",
        f"extends: {json.dumps(extends, ensure_ascii=False)}",
        f"title: {_title(scenario)}",
    ]
    if scenario.shows is not None:
        lines.append("shows: null  # what the scenario claimed was about its own parameters")
    tree: dict[str, Any] = {}
    for key, value in values.items():
        *parts, last = path_of(key)
        here = tree
        for part in parts:
            here = here.setdefault(part, {})
        here[last] = (value, comments.get(key, ""))
    return "\n".join([*lines, *_lines(tree, 0)]) + "\n"


def _title(scenario: Structure) -> str:
    en, de = (
        json.dumps(each, ensure_ascii=False)
        for each in (f"{scenario.title.en}, calibrated", f"{scenario.title.de}, kalibriert")
    )
    return f"{{en: {en}, de: {de}}}"


def _lines(tree: Mapping[str, Any], depth: int) -> list[str]:
    lines = []
    for key, each in tree.items():
        if isinstance(each, dict):
            lines += [f"{INDENT * depth}{key}:", *_lines(each, depth + 1)]
        else:
            value, comment = each
            lines.append(f"{INDENT * depth}{key}: {_scalar(value)}{f'  # {comment}' if comment else ''}")
    return lines


def _scalar(value: Value) -> str:
    if isinstance(value, float):
        return repr(float(f"{value:.6g}"))
    return json.dumps(value, ensure_ascii=False)
