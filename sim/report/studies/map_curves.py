"""Figures of a phase diagram that are curves: slices through the map, and the warning signs along a ramp."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from sim.experiments.map.phase_map import STARTS, PhaseMap
from sim.experiments.map.ramp import RUNS
from sim.language import Translator
from sim.report.figures.lines import named_axis
from sim.report.figures.panels import grid
from sim.report.studies import map_words
from sim.report.studies.map_figures import LEGEND_ROOM, key_axis, named_line
from sim.report.style import HUES, LEGEND_ON_TOP, MUTED, axis, figure, label, tint
from sim.results.verdict import COLLAPSED_BELOW

Floats = NDArray[np.float64]

LOOKS = {"low": (HUES[1], "7px,3px"), "high": (HUES[0], "solid")}
SIGN_LOOKS = {"ramp": (HUES[1], "solid"), "control": (HUES[5], "7px,3px")}
TIMES = 10_000.0  # variances are small


def slices(drawn: PhaseMap, rows: list[float], t: Translator) -> go.Figure:
    """Long-run image over x at some values of y, from both starts: where the curves part, the start decides."""
    traces: list[go.Scatter] = []
    for number, y in enumerate(rows):
        for start in STARTS:
            own = drawn.points[(drawn.points["y"] == y) & (drawn.points["start"] == start)]
            own = own.dropna(subset=["image"]).sort_values("x")
            traces += _curve(own, start, number + 1, t)
    titles = [f"{label(map_words.name(drawn, drawn.frame.y.key, t), 40)} = {t.number(y, 2)}" for y in rows]
    x = key_axis(map_words.name(drawn, drawn.frame.x.key, t), drawn.frame.x.values.tolist())
    level = axis(range=[0, 1.02], tickformat=".1f", dtick=0.2)
    layout = grid(titles, x, [level] * len(rows), 230)
    layout["shapes"] = [_collapse_line(number + 1) for number in range(len(rows))]
    return _under_legend(t, traces, layout)


def signs(drawn: PhaseMap, t: Translator) -> go.Figure:
    """Image along the ramp, and the warning signs before it falls, against runs without a ramp."""
    assert drawn.warnings is not None, "only a ramp that was run is drawn"
    assert drawn.course is not None, "only a ramp that was run is drawn"
    weeks = drawn.warnings.weeks
    panels = ["image", "variance", "autocorrelation"]
    traces: list[go.Scatter] = []
    for number, measure in enumerate(panels):
        parts = ("image_p05", "image_p95") if measure == "image" else (f"{measure}_low", f"{measure}_high")
        for run in RUNS:
            own = weeks[weeks["run"] == run].dropna(subset=[measure])
            colour, dash = SIGN_LOOKS[run]
            scale = TIMES if measure == "variance" else 1.0
            traces += _lines(own["week"], scale * own[[measure, *parts]], colour, dash, number + 1, t)
    for run in RUNS:
        traces.append(named_line(t.text(f"study.map.run.{run}"), *SIGN_LOOKS[run]))
    x = axis(t.text("figure.week"), range=[1, int(weeks["week"].max())], showgrid=False, ticks="outside")
    y = [axis(range=[0, 1.02], tickformat=".1f"), axis(rangemode="tozero", nticks=5), axis(nticks=5)]
    layout = grid([t.text(f"study.map.panel.{name}") for name in panels], x, y, 230)
    until = drawn.warnings.until
    layout["shapes"] = [
        {
            "type": "line", "x0": week, "x1": week, "y0": 0, "y1": 1, "xref": named_axis("x", number + 1),
            "yref": f"{named_axis('y', number + 1)} domain", "line": {"color": MUTED, "width": 1, "dash": "2px,3px"},
        }
        for number in range(len(panels)) for week in (drawn.course.before, until)
    ]  # fmt: skip
    return _under_legend(t, traces, layout)


def _curve(own: pd.DataFrame, start: str, number: int, t: Translator) -> list[go.Scatter]:
    colour, dash = LOOKS[start]
    found = _lines(own["x"], own[["image", "image_p05", "image_p95"]], colour, dash, number, t)
    name = t.text(f"study.map.from.{start}")
    return [*found, *([named_line(name, colour, dash)] if number == 1 else [])]


def _lines(  # noqa: PLR0913, PLR0917 - a line with its band and its look
    x: "pd.Series[float]", values: pd.DataFrame, colour: str, dash: str, number: int, t: Translator
) -> list[go.Scatter]:
    """Line of the typical run over the band beside it."""
    axes = {"xaxis": named_axis("x", number), "yaxis": named_axis("y", number), "showlegend": False}
    middle, low, high = (values[name].to_numpy() for name in values.columns)
    at = x.tolist()
    shown = t.text("study.map.hover", mean="%{y:.3g}", low="%{customdata[0]:.3g}", high="%{customdata[1]:.3g}")
    return [
        go.Scatter(
            x=[*at, *at[::-1]], y=_digits(np.concatenate([low, high[::-1]])), fill="toself",
            fillcolor=tint(colour, 0.18), line={"width": 0}, mode="lines", hoverinfo="skip", **axes,
        ),
        go.Scatter(
            x=at, y=_digits(middle), mode="lines", line={"color": colour, "width": 2.2, "dash": dash},
            customdata=[list(each) for each in zip(_digits(low), _digits(high), strict=True)],
            hovertemplate=f"%{{x:.3~f}}: {shown}<extra></extra>", **axes,
        ),
    ]  # fmt: skip


def _under_legend(t: Translator, traces: list[go.Scatter], layout: dict[str, Any]) -> go.Figure:
    layout["height"] += LEGEND_ROOM
    layout["meta"]["narrowTop"] = LEGEND_ROOM + 54
    margin = {"l": 52, "r": 16, "t": LEGEND_ROOM + 26, "b": 46}
    return figure(t, traces, showlegend=True, legend=LEGEND_ON_TOP, margin=margin, **layout)


def _collapse_line(number: int) -> dict[str, Any]:
    """Level below which an image counts as collapsed."""
    return {
        "type": "line", "x0": 0, "x1": 1, "y0": COLLAPSED_BELOW, "y1": COLLAPSED_BELOW,
        "xref": f"{named_axis('x', number)} domain", "yref": named_axis("y", number),
        "line": {"color": MUTED, "width": 1, "dash": "2px,3px"},
    }  # fmt: skip


def _digits(values: Floats) -> list[float | None]:
    """Numbers with four digits that count: variances are small."""
    return [
        None if value != value else float(f"{value:.4g}") for value in np.asarray(values, dtype=np.float64).tolist()
    ]
