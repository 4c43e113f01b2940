"""Figures of a recommendation: what measures add, image with and without, effort against probability, too late."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from sim.experiments.recommend import Recommendation, words
from sim.experiments.recommend.evidence import Tried
from sim.experiments.recommend.judge import share
from sim.language import Translator
from sim.report.bands import fan
from sim.report.figures.lines import Look, fan_traces, weeks_axis
from sim.report.style import ACCENT, HUES, INK, LEGEND_ON_TOP, MUTED, SURFACE, axis, dash, figure, hue, label, rounded

HEIGHT = 420
LEGEND_ROOM = 40
ROW = 44
SYMBOLS = {
    "": "circle",
    "nothing": "circle-open",
    "open": "triangle-up",
    "recommended": "star",
    "runner_up": "diamond",
    "everything": "square",
}
SIZES = {"recommended": 17, "open": 12, "runner_up": 12}


class _Weeks:
    """Length of the run, for the axis of weeks."""

    def __init__(self, n_weeks: int) -> None:
        self.n_weeks = n_weeks


def worth(found: Recommendation, t: Translator) -> go.Figure:
    """What the probability of each goal loses without each measure."""
    names = [step.name for step in sorted(found.choice.plan, key=lambda each: each.start, reverse=True)]
    names = [name for name in names if name in found.worth]
    titles = [label(words.title(name, found.setup.task.scenario, t), 34) for name in names]
    several = len(found.goals) > 1
    traces = []
    for place, goal in enumerate(found.goals):
        gaps = [found.worth[name][place].adds for name in names]
        traces.append(
            go.Scatter(
                x=rounded([100 * each.mean for each in gaps], 1), y=titles, mode="markers", showlegend=several,
                name=label(words.goal(goal, found.setup.task.scenario, t), 60),
                marker={"color": hue(place), "size": 10, "symbol": "circle"},
                error_x={
                    "type": "data", "symmetric": False, "color": hue(place), "thickness": 2, "width": 5,
                    "array": rounded([100 * (each.high - each.mean) for each in gaps], 1),
                    "arrayminus": rounded([100 * (each.mean - each.low) for each in gaps], 1),
                },
                hovertemplate="%{y}: %{x}<extra></extra>",
            )
        )  # fmt: skip
    top = LEGEND_ROOM * several
    return figure(
        t, traces, height=70 + top + ROW * max(2, len(names)), showlegend=several, legend=LEGEND_ON_TOP,
        margin={"l": 12, "r": 20, "t": 10 + top, "b": 52},
        xaxis=axis(
            t.text("study.recommend.column.adds"), rangemode="tozero", zeroline=True, zerolinecolor=INK,
            zerolinewidth=1.5,
        ),
        yaxis=axis(automargin=True, showgrid=False, range=[-0.6, len(names) - 0.4]),
    )  # fmt: skip


def fans(found: Recommendation, t: Translator) -> go.Figure:
    """Image of the department in focus under the plan and under nothing."""
    weeks = np.array(found.fans.weeks)
    looks = [
        (Look(t.text("study.recommend.figure.nothing"), HUES[1], "7px,3px"), found.fans.nothing),
        (Look(t.text("study.recommend.figure.plan"), HUES[0], width=3.0), found.fans.plan),
    ]
    shown = looks if found.choice.plan else looks[:1]
    traces = [trace for look, values in shown for trace in fan_traces(weeks, fan(values), look, t)]
    keys = [
        go.Scatter(
            x=[None], y=[None], mode="lines", name=label(look.name, 44), hoverinfo="skip",
            line={"color": look.colour, "width": look.width, "dash": look.dash},
        )
        for look, _ in reversed(shown)
    ]  # fmt: skip
    starts = sorted({step.start for step in found.choice.plan})
    shapes = [
        {
            "type": "line", "xref": "x", "yref": "paper", "x0": week, "x1": week, "y0": 0, "y1": 1, "layer": "below",
            "line": {"color": ACCENT, "width": 1, "dash": "2px,2px"},
        }
        for week in starts
    ]  # fmt: skip
    return figure(
        t, [*keys, *traces], height=HEIGHT + LEGEND_ROOM, hovermode="x unified", showlegend=True, legend=LEGEND_ON_TOP,
        margin={"l": 52, "r": 14, "t": LEGEND_ROOM, "b": 46}, shapes=shapes,
        xaxis=weeks_axis(_Weeks(found.setup.task.scenario.weeks), t),
        yaxis=axis(t.text("figure.image.y"), range=[0, 1.02], tickformat=".1f", dtick=0.2),
    )  # fmt: skip


def front(found: Recommendation, t: Translator) -> go.Figure:
    """Effort against the probability of each goal."""
    traces: list[Any] = []
    several = len(found.goals) > 1
    for place, goal in enumerate(found.goals):
        colour = hue(place)
        name = label(words.goal(goal, found.setup.task.scenario, t), 60) if several else ""
        best = [each for each, mark in zip(found.compared, found.marks, strict=True) if mark]
        traces.append(
            go.Scatter(
                x=rounded([each.effort for each in best], 1), y=_percent(found, best, place), mode="lines",
                name=name or t.text("study.recommend.figure.front"), hoverinfo="skip",
                line={"color": colour, "width": 2, "dash": dash(place), "shape": "hv"},
            )
        )  # fmt: skip
        traces += _marks(found, place, colour, t)
    return _against(found, traces, axis(t.text("study.recommend.figure.effort"), rangemode="tozero"), t)


def _marks(found: Recommendation, place: int, colour: str, t: Translator) -> list[go.Scatter]:
    """Plans as marks with intervals, those with a role named in the legend: they are often close to each other."""
    traces = []
    for role, symbol in SYMBOLS.items():
        plans = [each for each in found.compared if found.role(each.plan) == role]
        own = ACCENT if role == "recommended" else colour
        traces.append(
            go.Scatter(
                x=rounded([each.effort for each in plans], 1), y=_percent(found, plans, place), mode="markers",
                name=t.text(f"study.recommend.role.{role}") if role else "",
                showlegend=bool(role and plans and place == 0), cliponaxis=False,
                customdata=[label(words.steps(each.plan, found.setup.task.scenario, t), 110) for each in plans],
                hovertemplate=f"%{{customdata}}<br>%{{x}} · %{{y}}{t.percent_sign}<extra></extra>",
                marker={
                    "color": own, "symbol": symbol, "size": SIZES.get(role, 9), "line": {"color": SURFACE, "width": 1},
                },
                error_y=_error(found, plans, place, own),
            )
        )  # fmt: skip
    return [each for each in traces if len(each.x)]


def late(found: Recommendation, t: Translator) -> go.Figure:
    """Probability of each goal when the plan begins in another week."""
    first = min(step.start for step in found.choice.plan)
    plans = list(found.evidence.shifts.values())
    weeks = [first + each for each in found.evidence.shifts]
    several = len(found.goals) > 1
    traces: list[Any] = [
        go.Scatter(
            x=weeks, y=_percent(found, plans, place), mode="lines+markers", showlegend=several,
            name=label(words.goal(goal, found.setup.task.scenario, t), 60),
            line={"color": hue(place), "width": 2, "dash": dash(place)}, marker={"color": hue(place), "size": 8},
            error_y=_error(found, plans, place, hue(place)), cliponaxis=False,
            hovertemplate=f"%{{x}}: %{{y}}{t.percent_sign}<extra></extra>",
        )
        for place, goal in enumerate(found.goals)
    ]  # fmt: skip
    drawn = _against(found, traces, axis(t.text("study.recommend.figure.begins"), showgrid=False, ticks="outside"), t)
    drawn.add_shape(
        type="line", xref="x", yref="paper", x0=first, x1=first, y0=0, y1=1, layer="below",
        line={"color": ACCENT, "width": 1, "dash": "2px,2px"},
    )  # fmt: skip
    drawn.add_annotation(
        x=first, xref="x", y=1, yref="paper", yanchor="bottom", xanchor="left", showarrow=False,
        text=t.text("study.recommend.role.recommended"), font={"color": ACCENT, "size": 12.5},
    )  # fmt: skip
    return drawn


def _against(found: Recommendation, traces: list[Any], x: dict[str, Any], t: Translator) -> go.Figure:
    """Figure with probabilities upwards, and the wanted ones as lines."""
    wanted = sorted({goal.probability for goal in found.goals})
    shapes = [
        {
            "type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": 100 * each, "y1": 100 * each,
            "layer": "below", "line": {"color": MUTED, "width": 1.2, "dash": "4px,4px"},
        }
        for each in wanted
    ]  # fmt: skip
    notes = [
        {
            "x": 1, "xref": "paper", "xanchor": "right", "y": 100 * each, "yref": "y", "yanchor": "top",
            "text": t.text("study.recommend.figure.wanted", share=t.percent(each)), "showarrow": False,
            "font": {"color": MUTED, "size": 12.5},
        }
        for each in wanted
    ]  # fmt: skip
    several = any(trace.showlegend is not False for trace in traces)
    top = LEGEND_ROOM if several else 24
    return figure(
        t, traces, height=HEIGHT + top, showlegend=several, legend=LEGEND_ON_TOP, shapes=shapes, annotations=notes,
        margin={"l": 58, "r": 20, "t": top, "b": 52}, xaxis=x,
        yaxis=axis(t.text("study.recommend.figure.probability"), range=[0, 104], dtick=20, ticksuffix=t.percent_sign),
    )  # fmt: skip


def _percent(found: Recommendation, plans: list[Tried], place: int) -> list[float | None]:
    return rounded([100 * share(each.held(found.goals)[:, place]).share for each in plans], 1)


def _error(found: Recommendation, plans: list[Tried], place: int, colour: str) -> dict[str, Any]:
    shares = [share(each.held(found.goals)[:, place]) for each in plans]
    return {
        "type": "data", "symmetric": False, "color": colour, "thickness": 1.6, "width": 4,
        "array": rounded([100 * (each.high - each.share) for each in shares], 1),
        "arrayminus": rounded([100 * (each.share - each.low) for each in shares], 1),
    }  # fmt: skip
