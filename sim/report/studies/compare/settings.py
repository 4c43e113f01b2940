"""Which keys of the scenarios differ, from what to what."""

from collections.abc import Iterator
from typing import Any

from sim.report.studies.compare.view import View
from sim.report.studies.page import Table

TEXTS = ("title", "story", "shows")
MOST_SHOWN = 150
Leaves = dict[str, str]


def differing(view: View) -> list[list[str]]:
    """Key, then its value in every scenario; keys that are the same everywhere are left out."""
    every = [dict(leaves(each["scenario"])) for each in view.found.manifest["scenarios"]]
    keys = dict.fromkeys(key for each in every for key in each)
    return [
        [key, *(each.get(key, "–") for each in every)] for key in keys if len({each.get(key) for each in every}) > 1
    ]


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Values of a scenario by dotted key, without texts."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in TEXTS:
                yield from leaves(each, f"{path}.{key}" if path else key)
    elif value is not None:
        yield path, _plain(value)


def table(view: View, rows: list[list[str]]) -> Table | None:
    """The first of the differing keys; None where there are none."""
    t = view.t
    caption = t.text("study.compare.settings.caption")
    if len(rows) > MOST_SHOWN:
        caption = t.text("study.compare.settings.first", shown=t.number(MOST_SHOWN), all=t.number(len(rows)))
    columns = [t.text("study.compare.column.key"), *view.titles.values()]
    return Table(caption, columns, rows[:MOST_SHOWN]) if rows else None


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(map(_plain, value))
    return f"{value:.6g}" if isinstance(value, float) else str(value)
