"""What is done in each scenario, and when."""

from typing import Any

import plotly.graph_objects as go

from sim.report.figures.lines import weeks_axis
from sim.report.figures.timeline import bar
from sim.report.interventions import measures
from sim.report.studies.compare.view import View
from sim.report.studies.page import Table
from sim.report.style import INK, MUTED, SURFACE, axis, figure, label

ROW = 46


def draw(view: View) -> go.Figure:
    """Bars under the title of each scenario."""
    traces: list[go.Scatter] = []
    notes: list[dict[str, Any]] = []
    line = 0
    for name, plan in view.plans.items():
        line += 1
        notes.append(_note(line, f"<b>{label(view.titles[name], 52)}</b>", INK))
        if not plan.interventions:
            notes[-1]["text"] += f"  {view.t.text('study.compare.none')}"
        for number, each in enumerate(plan.interventions, start=1):
            line += 1
            traces.append(bar(view.n_weeks, view.t, each, -line))
            notes.append(_note(line, f"{number}  {label(view.t.own(each.title), 52)}", MUTED))
    return figure(
        view.t, traces, height=ROW * line + 60, margin={"l": 8, "r": 14, "t": 8, "b": 46}, annotations=notes,
        xaxis={**weeks_axis(view, view.t), "showgrid": True},
        yaxis=axis(range=[-line - 0.1, 0.05], showticklabels=False, showgrid=False),
    )  # fmt: skip


def table(view: View) -> Table | None:
    """Every intervention of every scenario; None where there are none."""
    t = view.t
    rows = [
        [f"{number}  {each.title}", view.titles[name], each.when, each.whom, "; ".join(each.what)]
        for name, plan in view.plans.items()
        for number, each in enumerate(measures(plan, t), start=1)
    ]
    columns = [
        t.text("timeline.title"), t.text("study.compare.column.scenario"), t.text("timeline.when"),
        t.text("timeline.whom"), t.text("timeline.what"),
    ]  # fmt: skip
    return Table(t.text("study.compare.interventions.caption"), columns, rows) if rows else None


def headline(view: View) -> str:
    """How many interventions each scenario has."""
    counts = {name: len(plan.interventions) for name, plan in view.plans.items()}
    if not any(counts.values()):
        return view.t.text("study.compare.interventions.none")
    parts = []
    for name, count in counts.items():
        key = "count" if count else "zero"
        shown = {"number": view.t.number(count), "scenario": view.quoted(name)}
        parts.append(view.t.text(f"study.compare.interventions.{key}", count=count, **shown))
    return "; ".join(parts)


def _note(line: int, text: str, colour: str) -> dict[str, Any]:
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": -line + 0.62, "yref": "y", "yanchor": "middle", "text": text,
        "showarrow": False, "font": {"color": colour, "size": 13}, "bgcolor": SURFACE,
    }  # fmt: skip
