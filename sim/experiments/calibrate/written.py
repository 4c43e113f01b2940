"""The calibrated scenario as a file: what was found, laid over the scenario that was calibrated."""

import json
from collections.abc import Mapping
from typing import Any

from sim.scenario.resolve import path_of
from sim.scenario.schema import Structure
from sim.scenario.variants import Value

FILE = "calibrated.yaml"
INDENT = "  "


CALIBRATED = """\
# What a calibration found: the accepted particle nearest to all others in what the data say something about.
# Behind each value stands what the data leave open: the median of the posterior, and its 90 % interval.
# What the data say nothing about is as it was."""
IMPOSSIBLE = """\
# NOT A CALIBRATION: no parameters in the ranges that were searched make the data.
# These are the values of the particle that came nearest. They do not stand for the organisation that was observed."""


def text(
    extends: str,
    scenario: Structure,
    values: Mapping[str, Value | None],
    comments: Mapping[str, str],
    *,
    possible: bool,
) -> str:
    """YAML of a scenario that extends another one; `comments` stand behind the values they are about.

    Of a key without a value there is only the comment, at the top.
    """
    lines = [
        CALIBRATED if possible else IMPOSSIBLE,
        *(f"# {key}: {comments.get(key, '')}" for key, value in values.items() if value is None),
        f"extends: {json.dumps(extends, ensure_ascii=False)}",
        f"title: {_title(scenario, possible=possible)}",
    ]
    if scenario.shows is not None:
        lines.append("shows: null  # what the scenario claimed was about its own parameters")
    tree: dict[str, Any] = {}
    for key, value in values.items():
        if value is None:
            continue
        *parts, last = path_of(key)
        here = tree
        for part in parts:
            here = here.setdefault(part, {})
        here[last] = (value, comments.get(key, ""))
    return "\n".join([*lines, *_lines(tree, 0)]) + "\n"


def _title(scenario: Structure, *, possible: bool) -> str:
    ends = ("calibrated", "kalibriert") if possible else ("does not make the data", "erzeugt die Daten nicht")
    titles = (scenario.title.en, scenario.title.de)
    en, de = (json.dumps(f"{title}, {end}", ensure_ascii=False) for title, end in zip(titles, ends, strict=True))
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
