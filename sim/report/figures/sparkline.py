"""Image of the department in focus in the traced run, with the numbers of the story's moments in lanes above it."""

from collections.abc import Sequence

import plotly.graph_objects as go

from sim.language import Translator
from sim.report.figures.lines import weeks_axis
from sim.report.runs import Runs
from sim.report.style import GRID, SURFACE, axis, figure, hue, rounded

PLOT = 168  # pixels of the line's own axis
LANE = 22
GAP = 6
TOP = 8
BOTTOM = 46
NEAR = 0.055
TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1]


def draw(runs: Runs, t: Translator, weeks: Sequence[int]) -> go.Figure:
    """Line of the image, and above it numbers that have no height of their own: where one is near, in another lane."""
    image = runs.in_focus("image")[0]
    colour = hue(runs.drawn.index(runs.focus))
    lanes = _lanes(weeks, runs.n_weeks)
    n_lanes = 1 + max(lanes, default=0)
    line = go.Scatter(
        x=runs.weeks.tolist(), y=rounded(image[runs.shown]), mode="lines", hoverinfo="skip",
        line={"color": colour, "width": 2.4},
    )  # fmt: skip
    numbers = go.Scatter(
        x=list(weeks), y=lanes, text=[str(place + 1) for place in range(len(weeks))], mode="markers+text",
        textfont={"color": SURFACE, "size": 11}, cliponaxis=False, yaxis="y2",
        marker={"size": 19, "color": colour, "line": {"color": SURFACE, "width": 1}},
        hovertemplate=t.text("figure.hover.week", week="%{x}") + "<extra></extra>",
    )  # fmt: skip
    inner = PLOT + GAP + n_lanes * LANE
    span = [1 - 0.03 * runs.n_weeks, max(2, 1.01 * runs.n_weeks)]
    stems = [
        {
            "type": "line", "x0": week, "x1": week, "yref": "paper", "y0": 0, "y1": (PLOT + GAP) / inner,
            "layer": "below", "line": {"color": GRID, "width": 1},
        }
        for week in sorted(set(weeks))
    ]  # fmt: skip
    return figure(
        t, [line, numbers], height=inner + TOP + BOTTOM, margin={"l": 48, "r": 16, "t": TOP, "b": BOTTOM},
        meta={"paper": 1}, shapes=stems, xaxis={**weeks_axis(runs, t), "range": span, "showgrid": False},
        yaxis=axis(
            t.text("figure.image.y"), range=[0, 1.02], tickvals=TICKS, tickformat=".1f", domain=[0, PLOT / inner]
        ),
        yaxis2=axis(
            range=[-0.5, n_lanes - 0.5], domain=[(PLOT + GAP) / inner, 1], showticklabels=False, showgrid=False
        ),
    )  # fmt: skip


def _lanes(weeks: Sequence[int], n_weeks: int) -> list[int]:
    """Lowest lane of each moment in which no earlier number is near."""
    placed: list[tuple[int, int]] = []
    for week in weeks:
        taken = {lane for other, lane in placed if abs(other - week) < NEAR * n_weeks}
        placed.append((week, next(lane for lane in range(len(weeks) + 1) if lane not in taken)))
    return [lane for _, lane in placed]
