"""The section of a page about what the model's own uncertainty adds."""

from textwrap import wrap

import plotly.graph_objects as go

from sim.experiments.posterior import Uncertainty, words
from sim.language import Translator
from sim.report.studies.page import Section, Table
from sim.report.style import HUES, LEGEND_ON_TOP, MUTED, axis, figure, label, rounded, share_axis, tint

KEY = "uncertainty"
LINE = 34


def sections(found: Uncertainty | None, t: Translator) -> list[Section]:
    """The section, where a posterior was asked for."""
    return [] if found is None else [section(found, t)]


def section(found: Uncertainty, t: Translator) -> Section:
    """Luck and parameters apart: shares of the variance, or of the draws, and a table with the ranges."""
    readings = [t.text(f"study.posterior.reading.{_kind(found)}"), *words.left(found, t), words.method(found, t)]
    title = t.text("study.posterior.section")
    return Section(KEY, title, words.headline(found, t), draw(found, t), readings, table(found, t))


def table(found: Uncertainty, t: Translator) -> Table:
    """Every outcome at the calibrated point and over the draws."""
    kind, rows = _kind(found), []
    for row in words.rows(found):
        last = words.share(row, t) if kind == "run" else words.agree(row, t)
        rows.append([words.name(row, found, t), words.at_point(row, found, t), words.over_draws(row, found, t), last])
    columns = [
        t.text(f"study.posterior.column.{each}") for each in ("outcome", f"point.{kind}", "draws", f"last.{kind}")
    ]
    return Table(t.text("study.posterior.table"), columns, rows)


def draw(found: Uncertainty, t: Translator) -> go.Figure:
    """Bars of 0..1: the parameters' share and that of luck, or the draws in which the same holds and the others."""
    every = [row for row in words.rows(found) if _part(row, found) == _part(row, found)][::-1]
    names = [_wrapped(words.name(row, found, t)) for row in every]
    parts, kind = [_part(row, found) for row in every], _kind(found)
    traces = [
        go.Bar(
            x=rounded(shares), y=list(range(len(every))), orientation="h",
            marker={"color": colour, "line": {"width": 0}},
            name=t.text(f"study.posterior.part.{which}.{kind}"), customdata=[t.percent(each) for each in shares],
            hovertemplate="%{customdata}<extra></extra>",
        )
        for which, shares, colour in (
            ("first", parts, HUES[0]), ("second", [1 - each for each in parts], tint(MUTED, 0.35)),
        )
    ]  # fmt: skip
    return figure(
        t, traces, height=110 + 42 * len(every), barmode="stack", bargap=0.4, showlegend=True,
        legend={**LEGEND_ON_TOP, "traceorder": "normal"}, margin={"l": 225, "r": 16, "t": 44, "b": 48},
        xaxis=share_axis(t, t.text(f"study.posterior.axis.{kind}")),
        yaxis=axis(tickvals=list(range(len(every))), ticktext=names, range=[-0.6, len(every) - 0.4], showgrid=False),
    )  # fmt: skip


def _wrapped(name: str) -> str:
    """Name in two lines at most."""
    first, *rest = wrap(name, LINE) or [""]
    return "<br>".join(label(each, LINE) for each in [first, " ".join(rest)] if each)


def _part(row: words.Row, found: Uncertainty) -> float:
    if _kind(found) == "comparison" and not words.has_a_sign(row):
        return float("nan")
    return float(row["share"]) if _kind(found) == "run" else float(row["agree"]) / max(1, int(row["draws"]))


def _kind(found: Uncertainty) -> str:
    return str(found.manifest["what"])
