"""Who decides: a hundred influence points, split between the departments."""

import numpy as np
import plotly.graph_objects as go

from sim.language import Translator
from sim.report.bands import fan, mean
from sim.report.figures import spans
from sim.report.figures.lines import EndLabel, Look, band, end_labels, label_margin, weeks_axis
from sim.report.runs import Floats, Runs
from sim.report.style import axis, figure, hue, label, rounded, tint
from sim.results.trailing import trailing

HEIGHT = 400
THINNEST_LABELLED = 2.0


def draw(runs: Runs, t: Translator) -> go.Figure:
    """Stacked means, the department in focus at the bottom with its band; of the larger group where runs end in two."""
    points = trailing(runs.weekly("influence")[runs.larger_part])[:, runs.shown]
    rows = _rows(runs, mean(points, 0), t)
    traces = [_area(runs, t, row, place) for place, row in enumerate(rows)]
    spread = fan(points[:, :, runs.focus])
    traces.append(band(runs.weeks, spread.low90, spread.high90, Look("", rows[0][1]), 0.25))
    ends = []
    base = 0.0
    for title, colour, means in rows:
        if means[-1] >= THINNEST_LABELLED:
            ends.append(EndLabel(base + float(means[-1]) / 2, title, colour))
        base += float(np.nan_to_num(means[-1]))
    top = spans.room(runs)
    behind = spans.behind(runs, t)
    return figure(
        t, traces, height=HEIGHT + top, hovermode="x unified", shapes=behind["shapes"], meta=behind["meta"],
        margin={"l": 48, "r": label_margin([each[0] for each in rows]), "t": top, "b": 46},
        xaxis=weeks_axis(runs, t), yaxis=axis(t.text("figure.influence.y"), range=[0, 100], dtick=20),
        annotations=[*behind["annotations"], *end_labels(ends, 0, 100, HEIGHT - 46)],
    )  # fmt: skip


def _rows(runs: Runs, means: Floats, t: Translator) -> list[tuple[str, str, Floats]]:
    """Title, colour and means (week,) of what is stacked, from the bottom."""
    titles = [t.own(each.title) for each in runs.scenario.departments.values()]
    order = [runs.focus, *(each for each in runs.drawn if each != runs.focus)]
    rows = [(titles[each], hue(runs.drawn.index(each)), means[:, each]) for each in order]
    left = [each for each in range(len(titles)) if each not in runs.drawn]
    if left:
        rows.append((t.text("figure.others"), hue(5), means[:, left].sum(axis=1)))
    return rows


def _area(runs: Runs, t: Translator, row: tuple[str, str, Floats], place: int) -> go.Scatter:
    title, colour, means = row
    weeks = runs.weeks.tolist() if runs.n_weeks > 1 else [0.5, 1.5]
    hover = t.text("figure.influence.hover", name=label(title, 60), points="%{y:.0f}")
    return go.Scatter(
        x=weeks, y=rounded(means.repeat(len(weeks) // len(means)), 2), stackgroup="points", mode="lines",
        name=label(title),
        fillcolor=tint(colour, 0.16 if place else 0.42), line={"color": colour, "width": 1.0 if place else 2.4},
        hovertemplate=f"{hover}<extra></extra>",
    )  # fmt: skip
