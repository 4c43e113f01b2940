"""Fans over the weeks: every scenario on one axis, and the paired differences around zero."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from sim.experiments.compare.followed import DIFFERENCE, VALUE
from sim.report.figures.lines import fan_traces, weeks_axis
from sim.report.figures.panels import grid
from sim.report.studies.compare.view import Course, View
from sim.report.style import INK, LEGEND_ON_TOP, MUTED, axis, figure, label
from sim.statistics import ends_of_shares

HEIGHT = 420
LEGEND_ROW = 22
MOST_BANDS = 3
REST = ("influence", "resources", "revenue")


def values(view: View) -> go.Figure:
    """Image in every scenario: medians with bands."""
    traces = _value_traces(view, "image", 1, view.names)
    return _figure(view, traces, view.names, axis(range=[0, 1.02], tickformat=".1f", dtick=0.2))


def differences(view: View) -> go.Figure:
    """Image of every other scenario minus that of the baseline, replicate by replicate."""
    traces = _difference_traces(view, "image", 1)
    return _figure(view, traces, view.others, {**axis(tickformat=".2f", nticks=7), **_zero()})


def rest(view: View) -> go.Figure:
    """Influence, resources and revenue: above each scenario, below the differences."""
    t = view.t
    traces: list[Any] = [*_legend(view, view.names)]
    titles, y = [], []
    for at, measured in enumerate(REST):
        traces += _value_traces(view, measured, at + 1, view.names)
        titles.append(view.measure(measured))
        y.append({"rangemode": "tozero", "nticks": 6, "ticksuffix": _suffix(view, measured)})
    for at, measured in enumerate(REST):
        traces += _difference_traces(view, measured, len(REST) + at + 1)
        titles.append(t.text("study.compare.figure.minus", measure=t.text(f"measure.{measured}")))
        y.append({"nticks": 6, **_zero()})
    panels = grid(titles, weeks_axis(view, t), y, narrow_top=_top(view.names) + 26)
    top = _top(view.names) + 24
    return figure(
        t, traces, hovermode="x unified", showlegend=True, legend=LEGEND_ON_TOP,
        **{**panels, "height": panels["height"] - 26 + top, "margin": {"l": 52, "r": 12, "t": top, "b": 46}},
    )  # fmt: skip


def _figure(view: View, traces: list[Any], names: list[str], y: dict[str, Any]) -> go.Figure:
    top = _top(names)
    return figure(
        view.t, [*_legend(view, names), *traces], height=HEIGHT + top, hovermode="x unified", showlegend=True,
        legend=LEGEND_ON_TOP, margin={"l": 52, "r": 14, "t": top, "b": 46}, xaxis=weeks_axis(view, view.t), yaxis=y,
    )  # fmt: skip


def _top(names: list[str]) -> int:
    """Room for a row of the legend for each name."""
    return 14 + LEGEND_ROW * len(names)


def _legend(view: View, names: list[str]) -> list[go.Scatter]:
    looks = [view.look(name, "image") for name in names]
    return [
        go.Scatter(
            x=[None], y=[None], mode="lines", name=label(look.name, 44), hoverinfo="skip",
            line={"color": look.colour, "width": look.width, "dash": look.dash},
        )
        for look in looks
    ]  # fmt: skip


def _value_traces(view: View, measured: str, axes: int, names: list[str]) -> list[go.Scatter]:
    found: list[go.Scatter] = []
    for name in names:
        course = view.course(name, VALUE, measured)
        look = view.look(name, measured, axes)
        if axes > 1:
            look = look._replace(width=2.0)
        found += fan_traces(course.weeks, course.fan, look, view.t, bands=len(names) <= MOST_BANDS)
    return found


def _difference_traces(view: View, measured: str, axes: int) -> list[go.Scatter]:
    found: list[go.Scatter] = []
    for name in view.others:
        course, look = view.course(name, DIFFERENCE, measured), view.look(name, measured, axes)
        look = look._replace(number=".3f" if measured == "image" else ".1f", width=1.8)
        found += fan_traces(course.weeks, course.fan, look, view.t, bands=len(view.others) < MOST_BANDS)
    return found


def _zero() -> dict[str, Any]:
    return {"zeroline": True, "zerolinecolor": INK, "zerolinewidth": 1.4, "tickcolor": MUTED}


def _suffix(view: View, measured: str) -> str:
    return view.look(view.names[0], measured).unit


def settled(course: Course, margin: float) -> tuple[int, int] | None:
    """First week from which on most pairs differ to one side, and the side; None where they do not in the end.

    Most: the interval of their share lies above one half, each week by itself. Only where the last median difference is
    beyond the margin.
    """
    last = float(course.fan.median[-1])
    if not abs(last) > margin:
        return None
    low, _ = ends_of_shares(course.higher if last > 0 else course.lower, course.pairs)
    beyond = low > 0.5
    if not beyond[-1]:
        return None
    stays = np.logical_and.accumulate(beyond[::-1])[::-1]
    return int(course.weeks[int(stays.argmax())]), 1 if last > 0 else -1
