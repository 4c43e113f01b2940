"""Image of the department in focus in the traced run, with the numbers of the story's moments on it."""

from collections.abc import Sequence

import plotly.graph_objects as go

from sim.language import Translator
from sim.report.figures.lines import weeks_axis
from sim.report.runs import Runs
from sim.report.style import SURFACE, axis, figure, hue, rounded

HEIGHT = 230
TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]
NEAR = 0.055
STEP = 0.15


def draw(runs: Runs, t: Translator, weeks: Sequence[int]) -> go.Figure:
    """Line of the image; numbers that would overlap stand above each other."""
    image = runs.in_focus("image")[0]
    colour = hue(runs.drawn.index(runs.focus))
    heights = _heights(weeks, image.tolist(), runs.n_weeks)
    line = go.Scatter(
        x=runs.weeks.tolist(), y=rounded(image[runs.shown]), mode="lines", hoverinfo="skip",
        line={"color": colour, "width": 2.4},
    )  # fmt: skip
    numbers = go.Scatter(
        x=list(weeks), y=rounded(heights), text=[str(place + 1) for place in range(len(weeks))], mode="markers+text",
        textfont={"color": SURFACE, "size": 11}, cliponaxis=False,
        marker={"size": 19, "color": colour, "line": {"color": SURFACE, "width": 1}},
        hovertemplate=t.text("figure.hover.week", week="%{x}") + "<extra></extra>",
    )  # fmt: skip
    top = max([1.0, *heights])
    span = [1 - 0.03 * runs.n_weeks, max(2, 1.01 * runs.n_weeks)]
    return figure(
        t, [line, numbers], height=HEIGHT + round(150 * (top - 1)), margin={"l": 48, "r": 16, "t": 16, "b": 46},
        xaxis={**weeks_axis(runs, t), "range": span},
        yaxis=axis(t.text("figure.image.y"), range=[0, top + 0.06], tickvals=TICKS, tickformat=".1f"),
    )  # fmt: skip


def _heights(weeks: Sequence[int], image: list[float], n_weeks: int) -> list[float]:
    """Image at each moment, higher where an earlier number is in the way."""
    placed: list[tuple[int, float]] = []
    for week in weeks:
        height = image[week - 1]
        near = sorted(y for x, y in placed if abs(x - week) < NEAR * n_weeks)
        for taken in near:
            if abs(taken - height) < STEP:
                height = taken + STEP
        placed.append((week, height))
    return [height for _, height in placed]
