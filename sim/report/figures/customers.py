"""Customers and revenue: five panels over time."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from sim.language import Translator
from sim.report.bands import fan, mean
from sim.report.figures.bars import over_quarters, weeks_hovered
from sim.report.figures.lines import Look, fan_traces, named_axis, weeks_axis
from sim.report.figures.panels import grid
from sim.report.runs import Floats, Runs
from sim.report.style import HUES, INK, MUTED, cut, figure, rounded
from sim.results.trailing import trailing

PANELS = ("revenue", "goodwill", "service", "c_visits", "cancelled")
LONGEST_CLASS = 12


def share_of_last_class(runs: Runs) -> Floats:
    """Visits to the last, least valuable class among all visits: (replicate, week), NaN without visits."""
    visits, last = runs.company("visits"), runs.company("c_visits")
    share: Floats = np.divide(last, visits, out=np.full(visits.shape, np.nan), where=visits > 0)
    return share


def draw(runs: Runs, t: Translator) -> go.Figure:
    """Revenue against plan, goodwill, service, share of visits to the last class, cancelled dates."""
    last_class = list(runs.scenario.portfolio.classes)[-1]
    titles = [t.text(f"figure.customers.{each}", last=cut(last_class, LONGEST_CLASS)) for each in PANELS]
    values = {
        "revenue": runs.company("revenue"), "goodwill": runs.company("goodwill"), "service": runs.company("service"),
        "c_visits": share_of_last_class(runs),
    }  # fmt: skip
    traces: list[Any] = []
    for place, name in enumerate(values):
        percent = name in {"revenue", "c_visits"}
        look = Look(
            t.text(f"measure.{name}", last=last_class), HUES[0], number=".0f" if percent else ".2f",
            unit=t.percent_sign if percent else "", axes=place + 1,
        )  # fmt: skip
        traces += fan_traces(
            runs.weeks, fan((100.0 if percent else 1.0) * trailing(values[name])[:, runs.shown]), look, t
        )
    traces += [_plan(runs, t), *_cancelled(runs, t, len(PANELS))]
    panels = grid(titles, weeks_axis(runs, t), _axes(t), row=180)
    panels["annotations"].append(_plan_name(runs, t))
    return figure(
        t, traces, barmode="overlay", hovermode="x unified", margin={"l": 48, "r": 12, "t": 28, "b": 46},
        **{**panels, "height": panels["height"] + 2},
    )  # fmt: skip


def _axes(t: Translator) -> list[dict[str, Any]]:
    sign = t.percent_sign
    share = {"rangemode": "tozero", "ticksuffix": sign, "nticks": 6}
    level = {"range": [0, 1.02], "tickformat": ".1f", "dtick": 0.2}
    return [share, level, level, {**share, "range": [0, 102]}, {"rangemode": "tozero", "nticks": 6}]


def _plan(runs: Runs, t: Translator) -> go.Scatter:
    plan = 100.0 * mean(runs.company("plan")[:, runs.shown], 0)
    hover = t.text("figure.customers.plan.hover", share=f"%{{y:.0f}}{t.percent_sign}")
    return go.Scatter(
        x=runs.weeks.tolist(), y=rounded(plan, 1), mode="lines", line={"color": MUTED, "width": 1.4, "dash": "8px,4px"},
        hovertemplate=f"{hover}<extra></extra>",
    )  # fmt: skip


def _plan_name(runs: Runs, t: Translator) -> dict[str, Any]:
    plan, revenue = (100.0 * float(mean(runs.company(each)[:, -1], 0)) for each in ("plan", "revenue"))
    return {
        "x": 1, "xref": "x domain", "xanchor": "right", "y": plan, "yref": "y",
        "yanchor": "top" if revenue > plan else "bottom", "showarrow": False,
        "text": t.text("figure.customers.plan"), "font": {"size": 12, "color": MUTED},
    }  # fmt: skip


def _cancelled(runs: Runs, t: Translator, axes: int) -> list[go.Bar]:
    weeks = weeks_hovered(t)
    looks = {
        "cancelled": {"color": "rgba(0,0,0,0)", "line": {"color": INK, "width": 1.2}},
        "explained": {"color": HUES[2], "line": {"color": HUES[2], "width": 1.2}},
    }
    return [
        go.Bar(
            **over_quarters(runs), y=rounded(mean(runs.per_quarter(runs.company(name)), 0), 1), marker=marker,
            hovertemplate=f"{t.text(f'figure.customers.{name}.hover', count='%{y:.0f}')} ({weeks})<extra></extra>",
            xaxis=named_axis("x", axes), yaxis=named_axis("y", axes),
        )
        for name, marker in looks.items()
    ]  # fmt: skip
