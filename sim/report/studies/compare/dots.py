"""Every paired difference as a dot: whether a little in all pairs, or much in a few, makes the mean."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from sim.experiments.compare import sentences
from sim.experiments.outcomes import Outcome
from sim.report.figures.lines import named_axis
from sim.report.figures.panels import grid
from sim.report.studies.compare.view import View
from sim.report.style import INK, LEGEND_ON_TOP, MUTED, axis, figure, label, rounded
from sim.statistics import Floats

AT_THE_ENDS = 40  # dots at each end, where the pairs that part are; the others are thinned evenly
BETWEEN = 160
PERCENT = 100.0


def draw(view: View) -> go.Figure:
    """Panel for each outcome that is no event: differences in order, the smallest on the left."""
    t, outcomes = view.t, drawn(view)
    traces: list[Any] = []
    for number, outcome in enumerate(outcomes, start=1):
        traces += [_dots(view, outcome, name, number) for name in view.others]
    titles = [sentences.opening(sentences.brief(each, view.found, t)) for each in outcomes]
    y = [{"nticks": 6, "zeroline": True, "zerolinecolor": INK, "zerolinewidth": 1.4, "tickcolor": MUTED}] * len(titles)
    x = axis(t.text("study.compare.figure.share_of_pairs"), range=[-2, 102], ticksuffix=t.percent_sign, nticks=5)
    panels = grid(titles, x, y)
    top = 38 + 22 * len(view.others)
    return figure(
        t, [*_legend(view), *traces], showlegend=True, legend=LEGEND_ON_TOP,
        **{**panels, "height": panels["height"] - 26 + top, "margin": {"l": 52, "r": 22, "t": top, "b": 46}},
    )  # fmt: skip


def drawn(view: View) -> list[Outcome]:
    """Outcomes that have differences to draw."""
    known = {row["outcome"] for row in view.rows if row["n"] > 1}
    return [each for each in view.found.setup.outcomes if each.text in known and not each.is_event]


def thinned(ordered: Floats) -> tuple[Floats, Floats]:
    """Some of the values in order, all at the ends among them, and where each lies among all, in percent."""
    n = ordered.size
    middle = np.linspace(0, n - 1, min(n, BETWEEN)).round().astype(np.int64)
    ends = np.concatenate([np.arange(min(n, AT_THE_ENDS)), np.arange(max(0, n - AT_THE_ENDS), n)])
    at = np.unique(np.concatenate([middle, ends]))
    return ordered[at], PERCENT * (at + 0.5) / n


def _dots(view: View, outcome: Outcome, name: str, number: int) -> go.Scatter:
    at, place = view.names.index(name), view.found.setup.outcomes.index(outcome)
    own, base = view.found.values[at, :, place], view.found.values[0, :, place]
    difference = own - base
    value, share = thinned(np.sort(difference[~np.isnan(difference)]))
    look = view.look(name, "image")
    scale = PERCENT if outcome.unit == "share" else 1.0
    return go.Scatter(
        x=rounded(share, 2), y=rounded(scale * value, 4), mode="markers", showlegend=False, name=label(look.name),
        marker={"size": 4.5, "color": look.colour, "opacity": 0.75},
        hovertemplate=f"%{{y:+.{3 if outcome.unit == 'level' else 1}f}}<extra></extra>",
        xaxis=named_axis("x", number), yaxis=named_axis("y", number),
    )  # fmt: skip


def _legend(view: View) -> list[go.Scatter]:
    looks = [view.look(name, "image") for name in view.others]
    return [
        go.Scatter(x=[None], y=[None], mode="markers", name=label(each.name, 44), hoverinfo="skip",
                   marker={"size": 8, "color": each.colour})
        for each in looks
    ]  # fmt: skip
