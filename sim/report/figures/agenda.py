"""Agenda and airtime of every department, beside its share of the people."""

from typing import Any

import plotly.graph_objects as go

from sim.language import Translator
from sim.report.bands import Fan, fan
from sim.report.figures.lines import Look, band, median, weeks_axis
from sim.report.figures.panels import grid
from sim.report.runs import Runs
from sim.report.style import LEGEND_ON_TOP, MUTED, figure, hue
from sim.results.trailing import trailing

DASHES = {"agenda": "solid", "airtime": "2px,3px"}


def draw(runs: Runs, t: Translator) -> go.Figure:
    """Panel per department: both shares with the 90 % band, and the share of the people as a flat line."""
    fans = {each: fan(100.0 * trailing(runs.weekly(each))[:, runs.shown]) for each in DASHES}
    titles = [t.own(each.title) for each in runs.scenario.departments.values()]
    traces: list[go.Scatter] = []
    for place, number in enumerate(runs.drawn):
        for measure, dash in DASHES.items():
            cut = Fan(*(each[:, number] for each in fans[measure]))
            look = Look(t.text(f"figure.agenda.{measure}"), hue(place), dash, 2.4, ".0f", t.percent_sign, place + 1)
            traces += [band(runs.weeks, cut.low90, cut.high90, look, 0.12), median(runs.weeks, cut, look, t)]
        traces.append(_headcount(runs, t, number, place + 1))
    highest = max(float(each.high90[~(each.high90 != each.high90)].max(initial=1.0)) for each in fans.values())
    share = 100.0 * runs.headcount.max() / max(1, runs.headcount.sum())
    y: dict[str, Any] = {"range": [0, 1.08 * max(highest, share)], "ticksuffix": t.percent_sign, "nticks": 6}
    x = weeks_axis(runs, t)
    panels = grid([titles[each] for each in runs.drawn], x, [y] * len(runs.drawn), narrow_top=92)
    top = 52
    return figure(
        t, [*_legend(t), *traces], hovermode="x unified", showlegend=True,
        **{**panels, "height": panels["height"] - 26 + top, "margin": {"l": 48, "r": 12, "t": top, "b": 46}},
        legend=LEGEND_ON_TOP,
    )  # fmt: skip


def _headcount(runs: Runs, t: Translator, number: int, axes: int) -> go.Scatter:
    share = 100.0 * float(runs.headcount[number] / max(1, runs.headcount.sum()))
    hover = t.text("figure.agenda.headcount.hover", share=t.percent(share / 100))
    ends = sorted({1, runs.n_weeks})
    return go.Scatter(
        x=ends, y=[round(share, 1)] * len(ends), mode="lines", line={"color": MUTED, "width": 1.2, "dash": "8px,4px"},
        hovertemplate=f"{hover}<extra></extra>", showlegend=False, xaxis=f"x{axes}", yaxis=f"y{axes}",
    ).update(**({"xaxis": "x", "yaxis": "y"} if axes == 1 else {}))  # fmt: skip


def _legend(t: Translator) -> list[go.Scatter]:
    lines = {**{each: (2.4, dash) for each, dash in DASHES.items()}, "headcount": (1.2, "8px,4px")}
    return [
        go.Scatter(
            x=[None], y=[None], mode="lines", name=t.text(f"figure.agenda.{name}"),
            line={"color": MUTED, "width": width, "dash": dash}, hoverinfo="skip",
        )
        for name, (width, dash) in lines.items()
    ]  # fmt: skip
