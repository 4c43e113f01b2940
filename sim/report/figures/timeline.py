"""Interventions on a time line: what, when and how strongly."""

from typing import Any

import plotly.graph_objects as go

from sim.language import Translator
from sim.report.figures.lines import weeks_axis
from sim.report.runs import Runs
from sim.report.style import ACCENT, INK, SURFACE, axis, figure, label, tint
from sim.scenario.schema import Intervention

ROW = 46


def draw(runs: Runs, t: Translator) -> go.Figure:
    """Bar per intervention, as high as its strength; a ramp rises."""
    every = runs.interventions
    traces = [bar(runs.n_weeks, t, each, len(every) - 1 - place) for place, each in enumerate(every)]
    notes: list[dict[str, Any]] = [
        {
            "x": 0, "xref": "paper", "xanchor": "left",
            "y": len(every) - 1 - place + 0.62, "yref": "y", "yanchor": "middle",
            "text": f"<b>{place + 1}</b>  {label(t.own(each.title), 52)}", "showarrow": False,
            "font": {"color": INK, "size": 13}, "bgcolor": SURFACE,
        }
        for place, each in enumerate(every)
    ]  # fmt: skip
    y = axis(range=[-0.08, len(every) - 0.1], showticklabels=False, showgrid=False)
    return figure(
        t, traces, height=ROW * len(every) + 60, margin={"l": 8, "r": 14, "t": 8, "b": 46}, annotations=notes,
        xaxis={**weeks_axis(runs, t), "showgrid": True}, yaxis=y,
    )  # fmt: skip


def bar(n_weeks: int, t: Translator, each: Intervention, base: float) -> go.Scatter:
    """Bar of an intervention, on a line at `base`."""
    first = each.start
    end = min(each.end or n_weeks, n_weeks)
    full = min(first + each.ramp, end)
    reached = (full - first + 1) / (each.ramp + 1)
    x = [first, first, full, end + 0.9, end + 0.9]
    y = [base, base + 0.36 / (each.ramp + 1), base + 0.36 * reached, base + 0.36 * reached, base]
    return go.Scatter(
        x=x, y=[round(value, 3) for value in y], fill="toself", mode="lines", fillcolor=tint(ACCENT, 0.35),
        line={"color": ACCENT, "width": 1.2}, hoveron="fills", name=label(t.own(each.title), 80), hoverinfo="name",
        hoverlabel={"namelength": -1},
    )  # fmt: skip
