"""Image of every department: fan charts."""

import plotly.graph_objects as go

from sim.language import Translator
from sim.report.bands import Fan, fan
from sim.report.figures import spans
from sim.report.figures.lines import EndLabel, Look, end_labels, fan_traces, label_margin, weeks_axis
from sim.report.runs import Runs
from sim.report.style import axis, dash, figure, hue

HEIGHT = 420
MOST_BANDS = 4


def draw(runs: Runs, t: Translator) -> go.Figure:
    """Median image with bands; bands for the department in focus only where there are many departments."""
    image = runs.weekly("image")[:, runs.shown]
    titles = [t.own(each.title) for each in runs.scenario.departments.values()]
    traces: list[go.Scatter] = []
    ends = []
    for place, number in enumerate(runs.drawn):
        found = Fan(*(each[:, number] for each in fan(image)))
        in_focus = number == runs.focus
        look = Look(titles[number], hue(place), dash(place), 3.2 if in_focus else 2.0)
        bands = in_focus or len(runs.drawn) <= MOST_BANDS
        traces += fan_traces(runs.weeks, found, look, t, bands=bands)
        ends.append(EndLabel(float(found.median[-1]), titles[number], look.colour))
    top = spans.room(runs)
    behind = spans.behind(runs, t)
    return figure(
        t, traces, height=HEIGHT + top, hovermode="x unified", shapes=behind["shapes"], meta=behind["meta"],
        margin={"l": 48, "r": label_margin([each.name for each in ends]), "t": top, "b": 46},
        xaxis=weeks_axis(runs, t), yaxis=axis(t.text("figure.image.y"), range=[0, 1.02], tickformat=".1f", dtick=0.2),
        annotations=[*behind["annotations"], *end_labels(ends, 0, 1.02, HEIGHT - 46)],
    )  # fmt: skip
