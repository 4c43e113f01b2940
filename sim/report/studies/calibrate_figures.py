"""Figures of a calibration: what was learnt, the corner plot, predictions over the data, and how the search went."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from sim.experiments.calibrate import posterior as weighted
from sim.experiments.calibrate.calibration import Calibration
from sim.experiments.calibrate.sentences import shown, statistic
from sim.experiments.named import parameter
from sim.language import Translator
from sim.report.bands import Fan
from sim.report.figures.lines import Look, fan_traces, named_axis
from sim.report.figures.panels import grid
from sim.report.style import (
    ACCENT,
    HUES,
    INK,
    LEGEND_ON_TOP,
    MUTED,
    axis,
    figure,
    hue,
    label,
    rounded,
    share_axis,
    tint,
)

Floats = NDArray[np.float64]

MOST_IN_CORNER = 6  # more would be too small to see anything in
BINS = 16
CELL = 128
LONGEST_KEY = 26
Z90 = 1.645  # standard errors that hold 90 %
PRIOR, POSTERIOR = MUTED, HUES[0]


def learnt(found: Calibration, t: Translator) -> go.Figure:
    """90 % intervals before and after, each parameter in shares of its prior."""
    keys = found.parameters
    traces: list[go.Scatter] = []
    for row, key in enumerate(reversed(keys)):
        shares = found.shares[key].to_numpy(dtype=np.float64)
        low, median, high = weighted.quantile(shares, found.weight)
        values = [shown(found.value(key, each), t) for each in (low, median, high)]
        told = t.text("study.calibrate.hover", low=values[0], median=values[1], high=values[2])
        hover = f"{_named(found, key, t)}<br>{told}"
        for ends, colour, width, name, place in (
            ((0.05, 0.95), PRIOR, 5, "before", row + 0.14), ((low, high), POSTERIOR, 9, "after", row - 0.12),
        ):  # fmt: skip
            traces.append(
                go.Scatter(
                    x=rounded(list(ends)), y=[place, place], mode="lines", line={"color": colour, "width": width},
                    name=t.text(f"study.calibrate.{name}"), legendgroup=name, showlegend=row == 0,
                    hovertemplate=f"{hover}<extra></extra>",
                )
            )  # fmt: skip
        traces.append(
            go.Scatter(
                x=rounded([median]), y=[row - 0.12], mode="markers", showlegend=False,
                marker={"color": "#ffffff", "size": 8, "line": {"color": INK, "width": 1.5}},
                hovertemplate=f"{hover}<extra></extra>",
            )
        )  # fmt: skip
    ticks = [label(parameter(key, found.base, t), LONGEST_KEY) for key in reversed(keys)]
    return figure(
        t, traces, height=110 + 46 * len(keys), showlegend=True, legend=LEGEND_ON_TOP,
        margin={"l": 190, "r": 28, "t": 44, "b": 48},
        xaxis=share_axis(t, t.text("study.calibrate.share")),
        yaxis=axis(tickvals=list(range(len(keys))), ticktext=ticks, range=[-0.6, len(keys) - 0.4], showgrid=False),
    )  # fmt: skip


def _named(found: Calibration, key: str, t: Translator, longest: int = 60) -> str:
    return label(parameter(key, found.base, t), longest)


def in_corner(found: Calibration) -> list[str]:
    """Parameters of the corner plot: all, or those the data say most about and those that go together."""
    if len(found.parameters) <= MOST_IN_CORNER:
        return found.parameters
    table = found.summary().sort_values("shrinkage", ascending=False, kind="stable")
    together = [key for pair in found.pairs for key in pair[:2]]
    wanted = list(dict.fromkeys([*together, *table["parameter"]]))[:MOST_IN_CORNER]
    return [key for key in found.parameters if key in wanted]


def corner(found: Calibration, t: Translator) -> go.Figure:
    """Every parameter by itself and against every other, in its prior's range."""
    keys = in_corner(found)
    n = len(keys)
    gap = 0.02
    size = (1 - gap * (n - 1)) / n
    traces: list[Any] = []
    layout: dict[str, Any] = {}
    strength = found.weight / found.weight.max()
    for row, below in enumerate(keys):
        for column, across in enumerate(keys[: row + 1]):
            number = row * n + column + 1
            axes = {"xaxis": named_axis("x", number), "yaxis": named_axis("y", number)}
            traces.append(
                _alone(found, below, axes, t) if row == column else _pair(found, (across, below), strength, axes, t)
            )
            left, bottom = column * (size + gap), 1 - (row + 1) * size - row * gap
            is_last, is_first = row == n - 1, column == 0 and row > 0
            layout[named_axis("xaxis", number)] = {
                **_scale(found, across, t, named=is_last), "domain": [left, min(1.0, left + size)],
                "anchor": axes["yaxis"],
            }  # fmt: skip
            layout[named_axis("yaxis", number)] = {
                **(_scale(found, below, t, named=is_first) if row != column else axis(showticklabels=False)),
                "domain": [max(0.0, bottom), max(0.0, bottom) + size], "anchor": axes["xaxis"],
            }  # fmt: skip
    # The page's script leaves the shares of the figure as they are: a corner has no narrower arrangement.
    return figure(t, traces, height=CELL * n + 90, margin={"l": 84, "r": 12, "t": 12, "b": 76}, **layout)


def _alone(found: Calibration, key: str, axes: dict[str, str], t: Translator) -> go.Bar:
    shares = found.shares[key].to_numpy(dtype=np.float64)
    heights, edges = np.histogram(shares, bins=BINS, range=(0, 1), weights=found.weight)
    middles = (edges[:-1] + edges[1:]) / 2
    return go.Bar(
        x=rounded(middles), y=rounded(heights * BINS), width=[1 / BINS] * BINS, showlegend=False,
        marker={"color": POSTERIOR, "line": {"width": 0}},
        hovertemplate=f"{_named(found, key, t)}<extra></extra>", **axes,
    )  # fmt: skip


def _pair(
    found: Calibration, keys: tuple[str, str], strength: Floats, axes: dict[str, str], t: Translator
) -> go.Scatter:
    across, below = (found.shares[key].to_numpy(dtype=np.float64) for key in keys)
    r = float(weighted.correlations(found.shares[list(keys)], found.weight).to_numpy()[0, 1])
    names = [_named(found, each, t) for each in keys]
    hover = f"{names[0]}<br>{names[1]}<br>r = {t.number(r, 2)}"
    colour = ACCENT if abs(r) >= weighted.TOGETHER else POSTERIOR
    return go.Scatter(
        x=rounded(across), y=rounded(below), mode="markers", showlegend=False,
        marker={"color": colour, "size": 4.5, "opacity": rounded(0.15 + 0.6 * strength, 2)},
        hovertemplate=f"{hover}<extra></extra>", **axes,
    )  # fmt: skip


def _scale(found: Calibration, key: str, t: Translator, *, named: bool) -> dict[str, Any]:
    ends = (0.15, 0.85)  # nearer to the ends, numbers would touch those of the next panel
    words = [shown(_short(found.value(key, each)), t) for each in ends]
    title = label(parameter(key, found.base, t), 19)
    return axis(
        title if named else None, range=[0, 1], tickvals=list(ends), ticktext=words,
        showticklabels=named, tickangle=0,
    )  # fmt: skip


def _short(value: Any) -> Any:
    return float(f"{value:.2g}") if isinstance(value, float) else value


def over_weeks(found: Calibration, measure: str, t: Translator) -> go.Figure:
    """Prediction and data by week, a panel for each department."""
    own = found.weekly[found.weekly["measure"] == measure]
    names = list(dict.fromkeys(own["department"]))
    traces: list[go.Scatter] = []
    for place, name in enumerate(names):
        rows = own[own["department"] == name]
        weeks = rows["week"].to_numpy(dtype=np.int64)
        bands = Fan(*(rows[each].to_numpy(dtype=np.float64) for each in Fan._fields))
        known = ~np.isnan(bands.median)
        bands = Fan(*(each[known] for each in bands))
        number = ".1f" if measure == "influence" else ".2f"
        title = _title(found, name, t)
        look = Look(title, hue(place), number=number, axes=place + 1)
        traces += fan_traces(weeks[known], bands, look, t)
        traces.append(_data(rows, place + 1, t))
    top = 100.0 if measure == "influence" else 1.0
    sides = [axis(range=_range(own, top), tickformat=".1f" if top == 1.0 else ".0f")] * len(names)
    layout = grid([_title(found, name, t) for name in names], _weeks(own, t), sides, 200)
    return figure(t, traces, margin={"l": 48, "r": 12, "t": 26, "b": 46}, **layout)


def _data(rows: pd.DataFrame, number: int, t: Translator) -> go.Scatter:
    seen = rows.dropna(subset=["observed"])
    return go.Scatter(
        x=seen["week"].tolist(), y=rounded(seen["observed"].to_numpy(dtype=np.float64)), mode="markers",
        marker={"color": INK, "size": 5.5, "symbol": "circle"}, showlegend=False,
        error_y={
            "type": "data", "array": rounded(Z90 * seen["error"].to_numpy(dtype=np.float64)), "thickness": 1.2,
            "width": 0, "color": MUTED, "visible": bool((seen["error"] > 0).any()),
        },
        hovertemplate=f"{t.text('study.calibrate.observed')} %{{y:.2f}}<extra></extra>",
        xaxis=named_axis("x", number), yaxis=named_axis("y", number),
    )  # fmt: skip


def _range(own: pd.DataFrame, top: float) -> list[float]:
    lowest = float(np.nanmin(own[["observed", "low90"]].to_numpy(dtype=np.float64)))
    highest = float(np.nanmax(own[["observed", "high90"]].to_numpy(dtype=np.float64)))
    if highest - lowest > 0.4 * top:
        return [0.0, 1.02 * max(highest, top if top == 1.0 else highest)]
    return [max(0.0, lowest - 0.05 * top), min(top, highest) + 0.05 * top]


def _weeks(own: pd.DataFrame, t: Translator) -> dict[str, Any]:
    last = int(own["week"].max())
    step = next((each for each in (4, 13, 26, 52, 104) if last / each <= 6), 260)
    return axis(
        t.text("figure.week"), range=[1, max(2, last)], tickvals=list(range(step, last + 1, step)), showgrid=False
    )


def _title(found: Calibration, name: str, t: Translator) -> str:
    return t.own(found.base.departments[name].title)


def checks(found: Calibration, rows: pd.DataFrame, t: Translator) -> go.Figure:
    """Where the data lie in their predictive intervals, each statistic on a scale of its own."""
    count = len(rows)
    traces: list[go.Scatter] = []
    for place, row in enumerate(rows.iloc[::-1].to_dict("records")):
        half = max((row["high"] - row["low"]) / 2, 1e-9)
        middle = (row["high"] + row["low"]) / 2
        at = float(np.clip((row["observed"] - middle) / half, -3, 3))
        colour = POSTERIOR if row["inside"] else HUES[1]
        name = label(statistic(row["statistic"], found.base, t), 60)
        values = {each: t.number(row[each], 3) for each in ("observed", "low", "high")}
        hover = f"{name}<br>{t.text('study.calibrate.hover.check', **values)}<extra></extra>"
        traces.append(
            go.Scatter(
                x=[-1, 1], y=[place, place], mode="lines", line={"color": tint(MUTED, 0.4), "width": 8},
                hovertemplate=hover, showlegend=False,
            )
        )  # fmt: skip
        traces.append(
            go.Scatter(
                x=[round(at, 3)], y=[place], mode="markers", hovertemplate=hover, showlegend=False,
                marker={"color": colour, "size": 10, "symbol": "circle" if row["inside"] else "diamond"},
            )
        )  # fmt: skip
    names = [label(statistic(each, found.base, t), 34) for each in rows["statistic"].iloc[::-1]]
    words = [t.text("study.calibrate.low"), "", t.text("study.calibrate.high")]
    return figure(
        t, traces, height=90 + 26 * count, margin={"l": 220, "r": 16, "t": 12, "b": 48},
        xaxis=axis(
            t.text("study.calibrate.check.x"), range=[-3.2, 3.2], tickvals=[-1, 0, 1], ticktext=words, tickangle=0
        ),
        yaxis=axis(tickvals=list(range(count)), ticktext=names, range=[-0.7, count - 0.3], showgrid=False),
    )  # fmt: skip


def search(found: Calibration, t: Translator) -> go.Figure:
    """Distance allowed, and share accepted, by population."""
    table = found.populations
    x = table["population"].tolist()
    accepted = (table["accepted"] / table["simulated"]).to_numpy(dtype=np.float64)
    traces = [
        go.Scatter(
            x=x, y=rounded(values), mode="lines+markers", line={"color": hue(place), "width": 2.4}, showlegend=False,
            hovertemplate="%{x}: %{y}<extra></extra>",
            xaxis=named_axis("x", place + 1), yaxis=named_axis("y", place + 1),
        )
        for place, values in enumerate((table["epsilon"].to_numpy(dtype=np.float64), 100.0 * accepted))
    ]  # fmt: skip
    sides = [axis(rangemode="tozero", tickformat=".1f"), axis(rangemode="tozero", ticksuffix=t.percent_sign)]
    names = [t.text("study.calibrate.epsilon"), t.text("study.calibrate.accepted")]
    layout = grid(names, axis(t.text("study.calibrate.population"), dtick=1, showgrid=False), sides, 190)
    return figure(t, traces, margin={"l": 52, "r": 12, "t": 26, "b": 46}, **layout)
