"""The chain from absence to revenue: one strip per measure over the same weeks, onsets marked."""

from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from sim.language import Translator
from sim.report.bands import Fan, fan
from sim.report.figures import spans
from sim.report.figures.lines import Look, fan_traces, named_axis, weeks_axis
from sim.report.runs import Runs
from sim.report.style import INK, SURFACE, axis, figure, hue, tint
from sim.results.onset import onset, reached_by_half
from sim.results.trailing import trailing

Floats = NDArray[np.float64]

MEASURES = ("attendance", "visibility", "esteem", "influence", "resources", "image", "revenue")
PERCENT = ("attendance", "resources", "revenue")
STRIP = 88
GAP = 34
TITLE = 22


class Link(NamedTuple):
    """One link of the chain: fans over the shown weeks, and the onsets: by when half of the runs have had it.

    There is a fan for all runs, or one for each of the two groups in which they end.
    """

    measure: str
    fans: list[Fan]
    onset: int | None
    onsets: Floats  # (replicate,) NaN where it never comes


def links(runs: Runs) -> list[Link]:
    """Links of the department in focus that have a value; revenue only where there are customers."""
    found = []
    for measure in MEASURES:
        if measure == "revenue" and not runs.has_customers:
            continue
        values = runs.company(measure) if measure == "revenue" else runs.in_focus(measure)
        # Alone, a department has all the influence and all the resources.
        if np.isnan(values).all() or (runs.is_alone and measure in {"influence", "resources"}):
            continue
        scale = 100.0 if measure in PERCENT else 1.0
        shown = scale * trailing(values)[:, runs.shown]
        onsets = onset(values)
        found.append(Link(measure, [fan(shown[part]) for part in runs.parts], reached_by_half(onsets), onsets))
    return found


def draw(runs: Runs, t: Translator, found: list[Link]) -> go.Figure:
    """Strips from top to bottom in the order of the chain."""
    top = spans.room(runs) + TITLE
    height = len(found) * (STRIP + GAP) - GAP
    traces: list[go.Scatter] = []
    layout: dict[str, Any] = {"xaxis": weeks_axis(runs, t, anchor=named_axis("y", len(found)))}
    behind = spans.behind(runs, t)
    notes = [{**each, "yshift": each["yshift"] + TITLE} for each in behind["annotations"]]
    for place, link in enumerate(found):
        number = place + 1
        bottom = 1 - (place * (STRIP + GAP) + STRIP) / height
        layout[named_axis("yaxis", number)] = _strip(link, t, max(0.0, bottom), bottom + STRIP / height)
        unit = t.percent_sign if link.measure in PERCENT else ""
        look = Look(
            t.text(f"measure.{link.measure}"), hue(runs.drawn.index(runs.focus)), number=_number(link), unit=unit
        )
        for each in link.fans:
            for trace in fan_traces(runs.weeks, each, look, t):
                traces.append(trace.update(yaxis=named_axis("y", number)))
        notes.append(_title(link, number, t))
        if link.onset is not None:
            traces.append(_onset(link, runs, number))
            notes.append(_onset_note(link, runs, number, t))
    margin = {"l": 52, "r": 20, "t": top, "b": 46}
    return figure(
        t, traces, height=height + top + 46, margin=margin, hovermode="x unified",
        shapes=[_within(strip, each) for each in behind["shapes"] for strip in range(1, len(found) + 1)],
        annotations=notes, hoversubplots="axis", meta={**behind["meta"], "spansShift": TITLE, "paper": 0.8}, **layout,
    )  # fmt: skip


def _within(number: int, shape: dict[str, Any]) -> dict[str, Any]:
    """Shape behind one strip, so that it does not cross the titles between them."""
    return {**shape, "yref": f"{named_axis('y', number)} domain"}


def _number(link: Link) -> str:
    return ".2f" if link.measure in {"visibility", "esteem", "image"} else ".0f"


def _strip(link: Link, t: Translator, bottom: float, top: float) -> dict[str, Any]:
    unit = t.percent_sign if link.measure in PERCENT else ""
    tops = np.concatenate([each.high90 for each in link.fans])
    highest = np.nanmax(tops) if not np.isnan(tops).all() else 1.0
    return axis(
        domain=[bottom, top], rangemode="tozero", range=[0, max(1e-6, 1.25 * float(highest))], nticks=4, ticksuffix=unit
    )


def _title(link: Link, number: int, t: Translator) -> dict[str, Any]:
    return {
        "x": 0, "xref": "paper", "xanchor": "left",
        "y": 1, "yref": f"{named_axis('y', number)} domain", "yanchor": "bottom", "yshift": 3,
        "showarrow": False, "font": {"size": 13.5, "color": INK}, "name": "strip",
        "text": f"<b>{number} {t.text(f'measure.{link.measure}')}</b>  {t.text(f'figure.chain.{link.measure}')}",
    }  # fmt: skip


def _onset(link: Link, runs: Runs, number: int) -> go.Scatter:
    row = int(np.argmin(np.abs(runs.weeks - (link.onset or 0))))
    marker = {"size": 10, "color": INK, "symbol": "triangle-down"}
    value = _lowest(link, row)
    return go.Scatter(
        x=[link.onset], y=[value], mode="markers", marker=marker, hoverinfo="skip", yaxis=named_axis("y", number)
    )


def _lowest(link: Link, row: int) -> float:
    """Median at a week, of the lower group where there are two: it is the one that gives way."""
    return min(float(each.median[row]) for each in link.fans)


def _onset_note(link: Link, runs: Runs, number: int, t: Translator) -> dict[str, Any]:
    row = int(np.argmin(np.abs(runs.weeks - (link.onset or 0))))
    late = (link.onset or 0) > 0.8 * runs.n_weeks
    return {
        "x": link.onset, "xanchor": "right" if late else "left", "xshift": -6 if late else 6, "showarrow": False,
        "y": _lowest(link, row), "yref": named_axis("y", number), "yanchor": "bottom", "yshift": 6,
        "text": t.text("figure.chain.onset", week=link.onset), "bgcolor": tint(SURFACE, 0.7),
        "font": {"size": 12.5, "color": INK},
    }  # fmt: skip
