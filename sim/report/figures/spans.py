"""Interventions as labelled spans behind the lines."""

from typing import Any, NamedTuple

import numpy as np

from sim.language import Translator
from sim.report.runs import Runs
from sim.report.style import ACCENT, label, tint

MOST_NAMED = 4
ROW_HEIGHT = 18
NEAR = 0.09
GAP = 10


class Begun(NamedTuple):
    """An intervention that begins during the run, with its number in the list of all."""

    start: int
    end: int
    number: int
    title: str


def begun(runs: Runs, t: Translator) -> list[Begun]:
    """Interventions in the order of their start."""
    every = enumerate(runs.interventions, start=1)
    found = [Begun(each.start, each.end or runs.n_weeks, number, t.own(each.title)) for number, each in every]
    return [each for each in found if each.start <= runs.n_weeks]


def behind(runs: Runs, t: Translator) -> dict[str, Any]:
    """Layout of a figure over time: shades, starts, names above the plot, and what phones show instead of names."""
    found = begun(runs, t)
    grouped = [_note(start, ", ".join(numbers), 0, "center") for start, numbers in _grouped(found, runs.n_weeks)]
    notes = grouped
    if len(found) <= MOST_NAMED:
        notes = [_named(each, row, runs.n_weeks) for row, each in enumerate(found)]
    return {
        "shapes": [*_shades(found, runs.n_weeks), *(_start(week) for week in sorted({each.start for each in found}))],
        "annotations": notes,
        "meta": {"spans": grouped, "spansRoom": room(runs) - GAP - ROW_HEIGHT if found else 0},
    }


def room(runs: Runs) -> int:
    """Pixels above the plot that the names take."""
    rows = sum(each.start <= runs.n_weeks for each in runs.interventions)
    return GAP + ROW_HEIGHT * (rows if rows <= MOST_NAMED else 1)


def _shades(found: list[Begun], n_weeks: int) -> list[dict[str, Any]]:
    """Shade behind the weeks in which anything is in force; where spans overlap it is no darker."""
    in_force = np.zeros(n_weeks + 2, dtype=np.int64)
    for each in found:
        in_force[each.start : each.end + 1] = 1
    edges = np.flatnonzero(np.diff(in_force[: n_weeks + 1], append=0)).tolist()
    spans = zip(edges[::2], edges[1::2], strict=True)
    fill = {"type": "rect", "fillcolor": tint(ACCENT, 0.06), "line": {"width": 0}}
    return [{**_whole_height(first + 1), **fill, "x1": last} for first, last in spans]


def _start(week: int) -> dict[str, Any]:
    return {**_whole_height(week), "type": "line", "x1": week, "line": {"color": ACCENT, "width": 1, "dash": "2px,2px"}}


def _whole_height(week: int) -> dict[str, Any]:
    return {"xref": "x", "yref": "paper", "x0": week, "y0": 0, "y1": 1, "layer": "below"}


def _named(each: Begun, row: int, n_weeks: int) -> dict[str, Any]:
    return _note(
        each.start,
        f"{each.number}\N{EN SPACE}{label(each.title, 40)}",
        row,
        "right" if each.start > 0.55 * n_weeks else "left",
    )


def _note(start: int, text: str, row: int, anchor: str) -> dict[str, Any]:
    return {
        "x": start, "xref": "x", "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": anchor, "showarrow": False,
        "yshift": 3 + ROW_HEIGHT * row, "text": text, "font": {"color": ACCENT, "size": 12.5}, "name": "span",
    }  # fmt: skip


def _grouped(found: list[Begun], n_weeks: int) -> list[tuple[int, list[str]]]:
    """Numbers of interventions that begin so close together that they share a place; the first few of many."""
    groups: list[tuple[int, list[str]]] = []
    for each in found:
        if groups and each.start - groups[-1][0] < NEAR * n_weeks:
            groups[-1][1].append(str(each.number))
        else:
            groups.append((each.start, [str(each.number)]))
    return [(start, numbers if len(numbers) <= 4 else [*numbers[:2], "…"]) for start, numbers in groups]
