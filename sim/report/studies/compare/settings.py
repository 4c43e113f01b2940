"""Which keys of the scenarios differ, from what to what."""

from collections.abc import Iterator
from typing import Any

from sim.language import Translator
from sim.report.studies.compare.view import View
from sim.report.studies.page import Table

MISSING = "–"
TEXTS = ("title", "story", "shows")
MOST_SHOWN = 150
MOST_SINGLE = 12  # more rows than that are read by nobody
MOST_TOGETHER = 8
PARTS = 2  # of a key: `interventions.presence`, `departments.sales`
Leaves = dict[str, str]


def differing(view: View) -> list[list[str]]:
    """Key, then its value in every scenario; keys that are the same everywhere are left out."""
    every = [dict(leaves(each["scenario"])) for each in view.found.manifest["scenarios"]]
    keys = dict.fromkeys(key for each in every for key in each)
    return [
        [key, *(each.get(key, MISSING) for each in every)] for key in keys if len({each.get(key) for each in every}) > 1
    ]


def grouped(rows: list[list[str]], t: Translator) -> list[list[str]]:
    """One row for all that differs in one intervention, department, meeting or mechanism."""
    found: dict[str, list[list[str]]] = {}
    for row in rows:
        found.setdefault(".".join(row[0].split(".")[:PARTS]), []).append(row)
    return [own[0] if len(own) == 1 else [name, *_together(name, own, t)] for name, own in found.items()]


def _together(name: str, rows: list[list[str]], t: Translator) -> Iterator[str]:
    """What every scenario has of a group: `start 27; strength 0.5`."""
    keys = [row[0].removeprefix(f"{name}.") for row in rows]
    for values in zip(*(row[1:] for row in rows), strict=True):
        told = [f"{key}\N{NO-BREAK SPACE}{value}" for key, value in zip(keys, values, strict=True) if value != MISSING]
        shown, more = "; ".join(told[:MOST_TOGETHER]) or MISSING, len(told) - MOST_TOGETHER
        yield t.text("study.compare.settings.more", shown=shown, number=t.number(more)) if more > 0 else shown


def headline(view: View, rows: list[list[str]]) -> str:
    """How many keys differ, and in how many rows they stand where some are put together."""
    t, count = view.t, len(rows)
    told = t.text("study.compare.finding.settings", count=count, number=t.number(count))
    if count <= MOST_SINGLE:
        return told
    parts = len(grouped(rows, t))
    return t.text("study.compare.finding.settings.parts", count=parts, settings=told, number=t.number(parts))


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Values of a scenario by dotted key, without texts."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in TEXTS:
                yield from leaves(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for number, each in enumerate(value, start=1):
            yield from leaves(each, f"{path}.{number}")
    elif value is not None:
        yield path, _plain(value)


def table(view: View, rows: list[list[str]]) -> Table | None:
    """The first of the differing keys, put together where there are many; None where there are none."""
    t = view.t
    caption = t.text("study.compare.settings.caption")
    if len(rows) > MOST_SINGLE:
        rows = grouped(rows, t)
        caption = t.text("study.compare.settings.grouped")
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
