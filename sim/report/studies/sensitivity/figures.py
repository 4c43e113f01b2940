"""The figures of an analysis of sensitivity."""

from itertools import combinations
from textwrap import wrap
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go

from sim.experiments.outcomes import unit
from sim.experiments.sensitivity.estimates import Estimates, Floats
from sim.experiments.sensitivity.finding import Finding
from sim.language import Translator
from sim.report import style
from sim.report.figures.lines import EndLabel, end_labels, label_margin
from sim.report.style import ACCENT, INK, MUTED, axis, cut, dash, figure, hue, label, rounded, tint

ROW = 44
HEAD, FOOT = 40, 50
MOST_PAIRED = 12
MOST_LINES = 6
CELL = 48
LINE = 20
LONGEST_NAME = 36
LOWEST_SCALE = 0.1


class Named(NamedTuple):
    """One outcome with its parameters' names, and which of them to show, the first on top."""

    found: Finding
    names: list[str]
    order: list[int]


def tornado(told: Named, t: Translator) -> go.Figure:
    """Total and first-order indices as pairs of bars."""
    assert told.found.sobol is not None
    bars = ((told.found.sobol.total, "total", -0.36, ACCENT), (told.found.sobol.first, "first", 0.0, tint(ACCENT, 0.4)))
    traces = [
        go.Bar(
            y=_names(told), x=_values(estimates, told), orientation="h", width=0.34, offset=offset,
            name=t.text(f"study.sensitivity.legend.{key}"), marker={"color": colour},
            error_x=_reach(estimates, told), **_hover(estimates, told, key, t),
        )
        for estimates, key, offset, colour in bars
    ]  # fmt: skip
    low, high = _span([each[0] for each in bars])
    return figure(
        t, traces, height=HEAD + FOOT + ROW * len(told.order), margin=_margin(told, HEAD),
        showlegend=True, legend=style.LEGEND_ON_TOP,
        xaxis=axis(t.text("study.sensitivity.axis.share"), range=[low, high], zeroline=True, zerolinecolor=MUTED),
        yaxis=_rows(), meta={"paper": 0.9},
    )  # fmt: skip


def interactions(told: Named, t: Translator) -> go.Figure:
    """Second-order indices as the lower half of a matrix."""
    assert told.found.sobol is not None
    shown = told.order[:MOST_PAIRED]
    values, notes = _matrix(told, shown, t)
    size = len(shown)
    scale = max(LOWEST_SCALE, float(np.nanmax(np.abs(values))))
    colours = [[0.0, tint("#bf4a00", 0.55)], [0.5, tint("#c3cad1", 0.15)], [1.0, tint("#005a96", 0.55)]]
    heat = go.Heatmap(
        z=[rounded(row) for row in values], zmin=-scale, zmax=scale, colorscale=colours, xgap=2, ygap=2,
        showscale=False, hoverinfo="skip",
    )  # fmt: skip
    places = list(range(size))
    rows = [_wrapped(f"{place + 1} {told.names[at]}") for place, at in enumerate(shown)]
    return figure(
        t, [heat], height=CELL * size + 60, annotations=notes, margin={**_margin(told, 12), "b": 32},
        xaxis=axis(
            showgrid=False, tickvals=places[:-1], ticktext=[str(place + 1) for place in places[:-1]],
            range=[-0.5, size - 1.5],
        ),
        yaxis=axis(
            showgrid=False, tickvals=places, ticktext=rows, range=[size - 0.5, -0.5],
            tickfont={"color": INK, "size": 13},
        ),
        meta={"paper": 0.9},
    )  # fmt: skip


def _matrix(told: Named, shown: list[int], t: Translator) -> tuple[Floats, list[dict[str, Any]]]:
    """Values (row, column) with gaps above the diagonal, and the numbers to write into the cells."""
    assert told.found.sobol is not None
    second, n = told.found.sobol.second, len(told.names)
    place = {pair: at for at, pair in enumerate(combinations(range(n), 2))}
    values = np.full((len(shown), len(shown)), np.nan)
    notes = []
    for row in range(len(shown)):
        for column in range(row):
            one, other = sorted((shown[row], shown[column]))
            at = place[one, other]
            values[row, column] = second.value[at]
            sure = second.low[at] > 0 or second.high[at] < 0
            text = t.number(float(second.value[at]), 2)
            font = {"size": 12, "color": INK if sure else MUTED}
            notes.append({
                "x": column, "y": row, "text": f"<b>{text}</b>" if sure else text, "showarrow": False, "font": font,
            })  # fmt: skip
    return values, notes


def morris(told: Named, t: Translator) -> go.Figure:
    """The plane of mean size and spread of effects, and what luck alone would make of each."""
    assert told.found.morris is not None
    effects = told.found.morris
    size, spread = effects.mu_star, effects.sigma.value
    dots = go.Scatter(
        x=_values(size, told), y=_values(effects.sigma, told), mode="markers+text",
        text=[f"<b>{number + 1}</b>" for number in range(len(told.order))], textposition="top center",
        textfont={"size": 14, "color": INK}, error_x=_reach(size, told), marker={"size": 9, "color": ACCENT},
        name=t.text("study.sensitivity.legend.effects"), **_hover(size, told, "mu_star", t),
    )  # fmt: skip
    ticks = go.Scatter(
        x=rounded(effects.luck[told.order], 6), y=_values(effects.sigma, told), mode="markers", hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 14, "line": {"width": 2, "color": MUTED}},
        name=t.text("study.sensitivity.legend.luck"),
    )  # fmt: skip
    traces = [dots, ticks]
    named = unit(told.found.outcome, t)
    left, right = _span([size])
    top = 1.2 * float(max(spread.max(), size.value.max() / 4, 1e-9))
    return figure(
        t, traces, height=420, meta={"paper": 0.8}, margin={"l": 64, "r": 24, "t": HEAD, "b": 52},
        showlegend=True, legend=style.LEGEND_ON_TOP,
        xaxis=axis(t.text("study.sensitivity.axis.mu_star", unit=named), range=[left, right]),
        yaxis=axis(t.text("study.sensitivity.axis.sigma", unit=named), range=[-0.04 * top, top]),
    )  # fmt: skip


def pawn(told: Named, t: Translator) -> go.Figure:
    """Distances of distributions over the band of dummies."""
    assert told.found.pawn is not None
    distance, dummy = told.found.pawn.distance, told.found.pawn.dummy
    dots = go.Scatter(
        y=_names(told), x=_values(distance, told), mode="markers", marker={"size": 10, "color": ACCENT},
        error_x=_reach(distance, told), **_hover(distance, told, "pawn", t),
    )  # fmt: skip
    band = {
        "type": "rect", "x0": float(dummy.low[0]), "x1": float(dummy.high[0]), "xref": "x", "y0": 0, "y1": 1,
        "yref": "paper", "fillcolor": tint("#c3cad1", 0.45), "line": {"width": 0}, "layer": "below",
    }  # fmt: skip
    low, high = _span([distance, dummy])
    return figure(
        t, [dots], height=28 + FOOT + ROW * len(told.order), margin=_margin(told, 28), shapes=[band],
        annotations=[_note(float(dummy.value[0]), 1.0, t.text("study.sensitivity.legend.dummy"))],
        xaxis=axis(t.text("study.sensitivity.axis.pawn"), range=[min(0.0, low), high]), yaxis=_rows(),
        meta={"paper": 0.9},
    )  # fmt: skip


def convergence(told: Named, t: Translator) -> go.Figure:
    """Total indices over growing numbers of base samples."""
    steps = told.found.convergence
    shown = told.order[:MOST_LINES]
    samples = [each.samples for each in steps]
    traces = [_wandering(told, at, number, len(shown)) for number, at in enumerate(shown)]
    ends = [EndLabel(float(steps[-1].total.value[at]), told.names[at], hue(number)) for number, at in enumerate(shown)]
    # Intervals of the first steps are as wide as nothing else; their ends may lie outside.
    low, high = _span([*(each.total for each in steps[-2:]), *(Estimates(*[each.total.value] * 4) for each in steps)])
    height = 360
    return figure(
        t, traces, height=height + 70, annotations=end_labels(ends, low, high, height),
        margin={"l": 52, "r": label_margin([told.names[at] for at in shown]), "t": 18, "b": 52},
        xaxis=axis(
            t.text("study.sensitivity.axis.samples"), type="log", tickvals=samples,
            ticktext=[t.number(each) for each in samples],
        ),
        yaxis=axis(t.text("study.sensitivity.legend.total"), range=[low, high], zeroline=True, zerolinecolor=MUTED),
    )  # fmt: skip


def _wandering(told: Named, at: int, number: int, count: int) -> go.Scatter:
    """Total index of one parameter over base samples; intervals are set a little apart, so that all are seen."""
    steps, colour = told.found.convergence, hue(number)
    reach = rounded([float(each.total.half_width[at]) for each in steps])
    return go.Scatter(
        x=[each.samples * (1 + 0.03 * (number - (count - 1) / 2)) for each in steps],
        y=rounded([float(each.total.value[at]) for each in steps]), mode="lines+markers", name=label(told.names[at]),
        line={"color": colour, "dash": dash(number), "width": 2}, marker={"size": 6, "color": colour}, hoverinfo="skip",
        error_y={"array": reach, "color": tint(colour, 0.5), "thickness": 1.2, "width": 3},
    )  # fmt: skip


def _names(told: Named) -> list[str]:
    return [_wrapped(told.names[at]) for at in told.order]


def _wrapped(name: str) -> str:
    """Name in two short lines at most."""
    lines = wrap(cut(name, LONGEST_NAME), LINE)
    return "<br>".join(label(each, LINE) for each in [lines[0], " ".join(lines[1:])] if each)


def _values(estimates: Estimates, told: Named) -> list[float | None]:
    return rounded(estimates.value[told.order], 6)


def _reach(estimates: Estimates, told: Named) -> dict[str, Any]:
    up, down = (rounded(each[told.order], 6) for each in (estimates.half_width, estimates.value - estimates.low))
    return {"array": up, "arrayminus": down, "symmetric": False, "color": INK, "thickness": 1.3, "width": 4}


def _hover(estimates: Estimates, told: Named, index: str, t: Translator) -> dict[str, Any]:
    """Name and interval of what is hovered over."""
    ends = [[label(told.names[at], 60), *rounded([estimates.low[at], estimates.high[at]])] for at in told.order]
    shown = t.text(
        "study.sensitivity.hover", name="%{customdata[0]}", index=t.text(f"study.sensitivity.column.{index}"),
        value="%{x:.3f}", low="%{customdata[1]:.3f}", high="%{customdata[2]:.3f}",
    )  # fmt: skip
    return {"customdata": ends, "hovertemplate": f"{shown}<extra></extra>"}


def _span(found: list[Estimates]) -> tuple[float, float]:
    """Range of an axis that holds all intervals, and zero."""
    low = min(0.0, *(float(each.low.min()) for each in found))
    high = max(1e-9, *(float(each.high.max()) for each in found))
    edge = 0.04 * (high - low)
    return (low - edge if low < 0 else 0.0), high + edge


def _rows() -> dict[str, Any]:
    return axis(autorange="reversed", showgrid=False, tickfont={"color": INK, "size": 13})


def _margin(told: Named, top: int) -> dict[str, int]:
    longest = max(len(line) for each in told.names for line in _wrapped(each).split("<br>"))
    return {"l": 18 + round(7.0 * longest), "r": 16, "t": top, "b": FOOT}


def _note(x: float, y: float, text: str) -> dict[str, Any]:
    return {
        "x": x, "y": y, "yref": "paper", "yanchor": "bottom", "showarrow": False, "text": text,
        "font": {"size": 12.5, "color": MUTED},
    }  # fmt: skip
