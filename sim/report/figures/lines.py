"""Parts that the figures over time share: bands, lines, names at the end of lines, axes of weeks."""

from typing import Any, NamedTuple, Protocol

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from sim.language import Translator
from sim.report.bands import Fan
from sim.report.runs import Ints
from sim.report.style import axis, label, rounded, tint

Floats = NDArray[np.float64]

LINE_HEIGHT = 17
LONGEST_AT_END = 18


class Look(NamedTuple):
    """How one line is drawn, and on which axes."""

    name: str
    colour: str
    dash: str = "solid"
    width: float = 2.2
    number: str = ".2f"
    unit: str = ""
    axes: int = 1


class EndLabel(NamedTuple):
    """Name beside the last value of a line."""

    value: float
    name: str
    colour: str


def fan_traces(weeks: Ints, fan: Fan, look: Look, t: Translator, *, bands: bool = True) -> list[go.Scatter]:
    """Median as a line over bands that hold 50 and 90 % of the runs."""
    filled = []
    if bands:
        filled = [band(weeks, fan.low90, fan.high90, look, 0.13), band(weeks, fan.low50, fan.high50, look, 0.22)]
    return [*filled, median(weeks, fan, look, t)]


def band(weeks: Ints, low: Floats, high: Floats, look: Look, opacity: float) -> go.Scatter:
    """Area between two quantiles, over the weeks that have a value."""
    known = ~np.isnan(low)
    x, low, high = weeks[known], low[known], high[known]
    return go.Scatter(
        x=[*x.tolist(), *x[::-1].tolist()], y=rounded(np.concatenate([low, high[::-1]])), fill="toself",
        fillcolor=tint(look.colour, opacity), line={"width": 0}, mode="lines", hoverinfo="skip", showlegend=False,
        xaxis=named_axis("x", look.axes), yaxis=named_axis("y", look.axes),
    )  # fmt: skip


def median(weeks: Ints, fan: Fan, look: Look, t: Translator) -> go.Scatter:
    """Median, whose hover text tells the 90 % band as well."""
    number, unit = look.number, look.unit
    shown = {
        "value": f"%{{y:{number}}}{unit}",
        "low": f"%{{customdata[0]:{number}}}",
        "high": f"%{{customdata[1]:{number}}}{unit}",
    }
    text = t.text("figure.hover.band", name=label(look.name, 60), **shown)
    return go.Scatter(
        x=weeks.tolist(), y=rounded(fan.median),
        customdata=[list(each) for each in zip(rounded(fan.low90), rounded(fan.high90), strict=True)],
        hovertemplate=f"{text}<extra></extra>", name=label(look.name), showlegend=False,
        mode="lines" if len(weeks) > 1 else "markers",
        line={"color": look.colour, "width": look.width, "dash": look.dash},
        xaxis=named_axis("x", look.axes), yaxis=named_axis("y", look.axes),
    )  # fmt: skip


def end_labels(found: list[EndLabel], bottom: float, top: float, height: int) -> list[dict[str, Any]]:
    """Names at the end of the lines, moved apart where they would touch."""
    distance = (top - bottom) * LINE_HEIGHT / height
    ordered = sorted((each for each in found if each.value == each.value), key=lambda each: each.value)
    placed: list[float] = []
    for each in ordered:
        placed.append(max(each.value, placed[-1] + distance) if placed else max(each.value, bottom))
    excess = max(0.0, placed[-1] - top) if placed else 0.0
    for row in range(len(placed) - 1, -1, -1):
        above = placed[row + 1] - distance if row + 1 < len(placed) else top
        placed[row] = min(placed[row], above) if excess else placed[row]
    return [
        {
            "x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "y": y, "yref": "y", "yanchor": "middle",
            "text": f"<b>{label(each.name, LONGEST_AT_END)}</b>", "showarrow": False,
            "font": {"color": each.colour, "size": 13}, "name": "end",
        }
        for each, y in zip(ordered, placed, strict=True)
    ]  # fmt: skip


def label_margin(names: list[str]) -> int:
    """Room in pixels for the names at the end of the lines."""
    return 16 + round(7.6 * min(LONGEST_AT_END, max(len(each) for each in names)))


class Lasting(Protocol):
    """Anything that lasts some weeks."""

    @property
    def n_weeks(self) -> int:
        """Length."""


def weeks_axis(runs: Lasting, t: Translator, **more: Any) -> dict[str, Any]:
    """Axis of weeks, with a tick per quarter, or per year and more in long runs."""
    last = runs.n_weeks
    span = [1, last] if last > 1 else [0.5, 1.5]
    step = next((each for each in (1, 2, 4, 13, 26, 52, 104, 260, 520) if last / each <= 12), 1040)
    return axis(
        t.text("figure.week"), range=span, tickvals=list(range(step, last + 1, step)), showgrid=False, ticks="outside",
        unifiedhovertitle={"text": t.text("figure.hover.week", week="%{x}")}, tickangle=0, **more,
    )  # fmt: skip


def named_axis(letter: str, number: int) -> str:
    """Axis as plotly numbers them: x, x2, x3, ..."""
    return letter if number == 1 else f"{letter}{number}"
