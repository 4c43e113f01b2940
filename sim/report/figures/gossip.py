"""Gossip: who is talked about in their absence, how, and how often somebody present stopped it."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from sim.language import Translator
from sim.report.bands import mean
from sim.report.figures.bars import over_quarters, weeks_hovered
from sim.report.figures.lines import named_axis, weeks_axis
from sim.report.figures.panels import grid
from sim.report.runs import Floats, Runs
from sim.report.style import LEGEND_ON_TOP, MUTED, SHADES, SURFACE, figure, rounded, tint

VALENCES = ("negative", "neutral", "positive")
HATCHING = {"fgcolor": SURFACE, "size": 6, "solidity": 0.25, "fillmode": "overlay"}
PATTERNS = {"negative": "/", "neutral": "", "positive": ".", "stopped": ""}


def draw(runs: Runs, t: Translator) -> go.Figure:
    """Panel per department: bars per quarter, stacked by valence, stopped talk on top as hollow bars."""
    counts = {each: mean(runs.per_quarter(runs.weekly(f"talk_{each}")), 0) for each in (*VALENCES, "stopped")}
    traces = [
        _bars(runs, t, counts[kind][:, number], kind, place + 1)
        for place, number in enumerate(runs.drawn)
        for kind in counts
    ]
    titles = [t.own(runs.scenario.departments[runs.departments[each]].title) for each in runs.drawn]
    highest = float(np.sum(list(counts.values()), axis=0).max(initial=1.0))
    y: dict[str, Any] = {"range": [0, 1.06 * highest], "nticks": 6}
    panels = grid(titles, weeks_axis(runs, t), [y] * len(titles), narrow_top=74)
    top = 52
    return figure(
        t, traces, barmode="stack", bargap=0.12, showlegend=True, hovermode="closest",
        **{**panels, "height": panels["height"] - 26 + top, "margin": {"l": 48, "r": 12, "t": top, "b": 46}},
        legend={**LEGEND_ON_TOP, "traceorder": "normal"},
    )  # fmt: skip


def _bars(runs: Runs, t: Translator, counts: Floats, kind: str, axes: int) -> go.Bar:
    colour = SHADES.get(kind, tint(MUTED, 0.02))
    name = t.text(f"figure.gossip.{kind}")
    hover = f"{weeks_hovered(t)}<br>{t.text('figure.gossip.hover', kind=name, count='%{y:.0f}')}"
    return go.Bar(
        **over_quarters(runs), y=rounded(counts, 1),
        name=name, legendgroup=kind, showlegend=axes == 1,
        marker={
            "color": colour, "line": {"color": MUTED if kind == "stopped" else colour, "width": 1.2},
            "pattern": {**HATCHING, "shape": PATTERNS[kind]},
        },
        hovertemplate=f"{hover}<extra></extra>", xaxis=named_axis("x", axes), yaxis=named_axis("y", axes),
    )  # fmt: skip
