"""All differences with their intervals in one figure."""

from typing import Any

import plotly.graph_objects as go

from sim.experiments.compare import sentences
from sim.experiments.compare.verdict import DECIDED
from sim.experiments.outcomes import Outcome, parse
from sim.experiments.outcomes import unit as unit_of
from sim.report.figures.lines import named_axis
from sim.report.studies.compare.view import View
from sim.report.style import GRID, INK, LEGEND_ON_TOP, SURFACE, axis, figure, label, rounded

ROW = 30
NAME = 26
GAP = 64
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "triangle-down", "pentagon", "star", "hexagon")
OF_100 = {"level": 100.0, "share": 100.0, "points": 1.0}


def draw(view: View) -> go.Figure:
    """Panel for each unit, row for each outcome: name above, then a mark with its interval for each scenario."""
    groups = _groups(view)
    heights = [len(each) * _row(view) for each in groups.values()]
    total = sum(heights) + GAP * (len(groups) - 1)
    layout: dict[str, Any] = {"annotations": [], "shapes": []}
    traces: list[go.Scatter] = []
    top = 14 + 22 * len(view.others)
    base = total
    for number, (unit, outcomes) in enumerate(groups.items(), start=1):
        height = heights[number - 1]
        base -= height
        traces += _panel(view, outcomes, number)
        layout["annotations"] += _names(view, outcomes, number)
        layout["shapes"] += _margins(view, outcomes, number)
        domain = [base / total, (base + height) / total]
        layout[named_axis("yaxis", number)] = axis(
            range=[-len(outcomes) * _row(view), 0], showgrid=False, showticklabels=False, domain=domain,
            anchor=named_axis("x", number),
        )  # fmt: skip
        layout[named_axis("xaxis", number)] = axis(
            _heading(view, unit, outcomes[0]), anchor=named_axis("y", number), range=_range(view, outcomes),
            zeroline=True, zerolinecolor=INK, zerolinewidth=1.4, nticks=8, ticks="outside",
        )  # fmt: skip
        base -= GAP
    return figure(
        view.t, [*_legend(view), *traces], height=total + top + 56, showlegend=True, legend=LEGEND_ON_TOP,
        margin={"l": 10, "r": 14, "t": top, "b": 56}, meta={"paper": 0.9}, **layout,
    )  # fmt: skip


def _row(view: View) -> int:
    return NAME + ROW * len(view.others)


def _groups(view: View) -> dict[str, list[Outcome]]:
    """Outcomes that share an axis: levels, shares and points are all of 100."""
    found: dict[str, list[Outcome]] = {}
    for outcome in view.found.setup.outcomes:
        found.setdefault("of_100" if outcome.unit in OF_100 else outcome.unit, []).append(outcome)
    return found


def _scale(outcome: Outcome) -> float:
    return OF_100.get(outcome.unit, 1.0)


def _heading(view: View, unit: str, outcome: Outcome) -> str:
    if unit == "of_100":
        return view.t.text("study.compare.figure.of_100")
    return view.t.text("study.compare.figure.minus", measure=unit_of(outcome, view.t))


def _rows(view: View, outcome: Outcome) -> list[dict[str, Any]]:
    return [row for row in view.rows if row["outcome"] == outcome.text]


def _at(view: View, place: int, scenario: int) -> float:
    """Height of a mark."""
    return -place * _row(view) - NAME - ROW * (scenario + 0.4)


def _panel(view: View, outcomes: list[Outcome], number: int) -> list[go.Scatter]:
    traces = []
    for at, name in enumerate(view.others):
        rows = [(place, row) for place, each in enumerate(outcomes) for row in _rows(view, each)]
        own = [(place, row) for place, row in rows if row["scenario"] == name]
        look = view.look(name, "image")
        middle, low, high = (
            rounded([_scale(outcomes[place]) * row[key] for place, row in own], 3)
            for key in ("difference", "low", "high")
        )
        y = [_at(view, place, at) for place, _ in own]
        colours = [look.colour if row["verdict"] in DECIDED else SURFACE for _, row in own]
        lines: list[tuple[float | None, float | None]] = []
        for one, two, height in zip(low, high, y, strict=True):
            lines += [(one, height), (two, height), (None, None)]
        style = {"xaxis": named_axis("x", number), "yaxis": named_axis("y", number), "showlegend": False}
        traces += [
            go.Scatter(
                x=[x for x, _ in lines], y=[each for _, each in lines], mode="lines", hoverinfo="skip",
                line={"color": look.colour, "width": 2.2}, **style,
            ),
            go.Scatter(
                x=middle, y=y, mode="markers", customdata=[[_told(view, row)] for _, row in own],
                hovertemplate="%{customdata[0]}<extra></extra>",
                marker={
                    "size": 10, "symbol": SYMBOLS[at % len(SYMBOLS)], "color": colours,
                    "line": {"color": look.colour, "width": 2},
                }, **style,
            ),
        ]  # fmt: skip
    return traces


def _told(view: View, row: dict[str, Any]) -> str:
    outcome = parse(row["outcome"])
    named = label(view.titles[row["scenario"]], 60)
    return f"{named}: {sentences.difference(row, outcome, view.t)}<br>{sentences.verdict(row, outcome, view.t)}"


def _names(view: View, outcomes: list[Outcome], number: int) -> list[dict[str, Any]]:
    names = [sentences.opening(sentences.brief(each, view.found, view.t)) for each in outcomes]
    return [
        {
            "x": 0, "xref": f"{named_axis('x', number)} domain", "xanchor": "left",
            "y": -place * _row(view) - 0.6 * NAME, "yref": named_axis("y", number), "yanchor": "middle",
            "text": f"<b>{label(name, 60)}</b>", "showarrow": False, "font": {"size": 13, "color": INK},
            "bgcolor": SURFACE,
        }
        for place, name in enumerate(names)
    ]  # fmt: skip


def _margins(view: View, outcomes: list[Outcome], number: int) -> list[dict[str, Any]]:
    """Differences too small to matter, as a grey box behind each row."""
    found = []
    for place, outcome in enumerate(outcomes):
        margin = _scale(outcome) * max(row["margin"] for row in _rows(view, outcome))
        found.append(
            {
                "type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": GRID,
                "x0": -margin, "x1": margin, "xref": named_axis("x", number), "yref": named_axis("y", number),
                "y0": -place * _row(view) - NAME, "y1": -(place + 1) * _row(view) + 6,
            }
        )  # fmt: skip
    return found


def _range(view: View, outcomes: list[Outcome]) -> list[float]:
    """Room for all intervals, zero and the margins."""
    ends = [0.0]
    for outcome in outcomes:
        for row in _rows(view, outcome):
            values = (row["difference"], row["low"], row["high"], row["margin"], -row["margin"])
            ends += [_scale(outcome) * each for each in values if each == each]
    room = 0.06 * max(max(ends) - min(ends), 1e-9)
    return [min(ends) - room, max(ends) + room]


def _legend(view: View) -> list[go.Scatter]:
    found = []
    for at, name in enumerate(view.others):
        look = view.look(name, "image")
        marker = {"size": 10, "symbol": SYMBOLS[at % len(SYMBOLS)], "color": look.colour}
        found.append(
            go.Scatter(x=[None], y=[None], mode="markers", name=label(look.name, 44), marker=marker, hoverinfo="skip")
        )
    return found
