"""Image of every department: fan charts."""

import numpy as np
import plotly.graph_objects as go

from sim.language import Translator
from sim.report.bands import fan
from sim.report.figures import spans
from sim.report.figures.lines import EndLabel, Look, end_labels, fan_traces, label_margin, weeks_axis
from sim.report.runs import Runs
from sim.report.style import axis, dash, figure, hue

HEIGHT = 420
MOST_BANDS = 4


def draw(runs: Runs, t: Translator) -> go.Figure:
    """Median image with bands; bands for the department in focus only where there are many departments.

    Where its runs end in two groups, each group has a line and bands of its own.
    """
    image = runs.weekly("image")[:, runs.shown]
    titles = [t.own(each.title) for each in runs.scenario.departments.values()]
    traces: list[go.Scatter] = []
    ends = []
    for place, number in enumerate(runs.drawn):
        in_focus = number == runs.focus
        bands = in_focus or len(runs.drawn) <= MOST_BANDS
        for part in runs.parts if in_focus else [np.ones(runs.n_replicates, dtype=bool)]:
            found = fan(image[part, :, number])
            count = f" ({t.number(part.sum())})" if in_focus and len(runs.parts) > 1 else ""
            look = Look(titles[number] + count, hue(place), dash(place), 3.2 if in_focus else 2.0)
            traces += fan_traces(runs.weeks, found, look, t, bands=bands)
            ends.append(EndLabel(float(found.median[-1]), look.name, look.colour))
    top = spans.room(runs)
    behind = spans.behind(runs, t)
    return figure(
        t, traces, height=HEIGHT + top, hovermode="x unified", shapes=behind["shapes"], meta=behind["meta"],
        margin={"l": 48, "r": label_margin([each.name for each in ends]), "t": top, "b": 46},
        xaxis=weeks_axis(runs, t), yaxis=axis(t.text("figure.image.y"), range=[0, 1.02], tickformat=".1f", dtick=0.2),
        annotations=[*behind["annotations"], *end_labels(ends, 0, 1.02, HEIGHT - 46)],
    )  # fmt: skip
