"""Page: charts and findings, and beside or below them what one can change."""

from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from sim.app.explore.bars import bars
from sim.app.explore.controls import Control, first
from sim.app.explore.finding import margin
from sim.app.explore.link import Opened, opened
from sim.app.explore.measures import MEASURES
from sim.app.explore.question import GUESSES, MEASURE
from sim.app.explore.wording import name
from sim.app.pages.explore.attributes import attributes
from sim.app.pages.explore.faults import faults
from sim.app.pages.explore.rules import rule_rows, tabs
from sim.app.pages.explore.timeline import timeline
from sim.app.pages.visit import Visit
from sim.language import Translator
from sim.scenario.schema import Structure
from sim.scenario.variants import Value


def layout(visit: Visit) -> Component:
    """Show the state of the address."""
    t, library = visit.t, visit.site.library
    found = opened(visit.query, library)
    base = library.base(found.state.scenario)
    known = found.known
    titles = {each: t.own(library.base(each).title) for each in library.names()}
    return html.Div(
        [
            _head(found, titles, t),
            html.Div(faults(found.faults, known, base, t)),
            html.Div(id="explore-faults"),
            html.Div(
                [html.Div([_charts(found, t), _found(t)], className="explore-seen"), _changes(found, known, base, t)],
                className="explore-grid",
            ),
            *_stores(found, known, base, t),
        ],
        className="explore",
    )


def values(found: Opened, known: dict[str, Control]) -> dict[str, Value]:
    """Value of every control."""
    return {key: found.state.changes.get(key, each.value) for key, each in known.items()}


def _head(found: Opened, titles: dict[str, str], t: Translator) -> Component:
    picked = dmc.Select(
        id="explore-scenario", label=t.text("browser.explore.scenario"), value=found.state.scenario, size="md",
        data=[{"value": key, "label": title} for key, title in titles.items()], allowDeselect=False,
    )  # fmt: skip
    story = [html.Summary(t.text("browser.explore.story")), html.P(t.own(found.scenario.story))]
    return html.Div(
        [
            html.Div([html.H1(t.text("browser.explore.title")), html.P(t.text("browser.explore.lead"))]),
            html.Div([picked, html.Details(story, className="explore-story")]),
        ],
        className="explore-head",
    )


def _charts(found: Opened, t: Translator) -> Component:
    chips = [
        html.Button(
            t.text(f"measure.{each}"), className="explore-chip",
            **attributes(aria_pressed="true" if each in found.state.shown else "false", data_measure=each),
        )
        for each in MEASURES
    ]  # fmt: skip
    bar = html.Div(
        chips, className="explore-chips", role="group", **attributes(aria_label=t.text("browser.explore.shown"))
    )
    panels = html.Div([_panel(each, t) for each in MEASURES], id="explore-panels", className="explore-panels")
    status = html.Div(id="explore-status", className="explore-status")
    return html.Section(
        [html.H2(t.text("browser.explore.results"), className="hidden"), bar, _question(t), panels, status],
        className="explore-charts",
    )


def _panel(measure: str, t: Translator) -> Component:
    head = [
        html.Strong(t.text(f"measure.{measure}")),
        html.Span(t.text(f"browser.explore.unit.{measure}"), className="explore-unit"),
        html.Span(
            [
                html.Span(id={"type": "explore-ends", "measure": measure}, className="explore-ends"),
                html.Span(id={"type": "explore-change", "measure": measure}, className="explore-change"),
            ],
            className="explore-value",
        ),
    ]
    graph = dcc.Graph(
        id={"type": "explore-graph", "measure": measure}, config={"displayModeBar": False, "responsive": True},
        responsive=True, figure={"data": [], "layout": _EMPTY},
    )  # fmt: skip
    said = html.Span(id={"type": "explore-said", "measure": measure}, className="hidden")
    return html.Figure(
        [
            html.Figcaption([html.Div(head, className="explore-figure-head"), said]),
            html.Div(graph, className="explore-plot", **attributes(aria_hidden="true")),
        ],
        className="explore-panel", **attributes(data_measure=measure),
    )  # fmt: skip


_EMPTY: dict[str, Any] = {
    "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "xaxis": {"visible": False},
    "yaxis": {"visible": False}, "template": {},
}  # fmt: skip


def _question(t: Translator) -> Component:
    guesses = [
        html.Button(
            t.text(f"browser.explore.question.{each}"), className="explore-guess", **attributes(data_guess=each)
        )
        for each in GUESSES
    ]
    skip = html.Button(t.text("browser.explore.question.skip"), className="explore-skip", **attributes(data_guess=""))
    return html.Div(
        [
            html.Strong(t.text("browser.explore.question.title")),
            html.P(" ", id="explore-question-text"),
            html.Div([*guesses, skip], className="explore-guesses"),
        ],
        id="explore-question", className="explore-question card", hidden=True, role="region",
        **attributes(aria_label=t.text("browser.explore.question.title")),
    )  # fmt: skip


def _found(t: Translator) -> Component:
    most = t.percent(0.9)
    return html.Section(
        [
            html.H2(t.text("browser.explore.finding.title")),
            html.Div(html.P(t.text("browser.explore.finding.unchanged")), id="explore-found", role="status"),
            html.P(t.text("browser.explore.bands", most=most), className="muted explore-bands"),
            html.Details(
                [
                    html.Summary(t.text("browser.explore.numbers")),
                    html.P(t.text("browser.explore.numbers_note", most=most), className="muted"),
                    html.Div(id="explore-table", tabIndex="0", className="explore-tables"),
                ],
                className="explore-numbers",
            ),
        ],
        className="explore-found",
    )


def _changes(found: Opened, known: dict[str, Control], base: Structure, t: Translator) -> Component:
    now = values(found, known)
    top = first(base)
    buttons = [
        html.Button(t.text("browser.explore.keep"), id="explore-keep", className="explore-button"),
        html.Button(t.text("browser.explore.reset_all"), id="explore-reset-all", className="explore-button"),
        html.Button(t.text("browser.explore.copy"), id="explore-copy", className="explore-button"),
    ]
    return html.Section(
        [
            html.H2(t.text("browser.explore.controls"), className="hidden"),
            html.Div(
                [
                    html.H3(t.text("browser.explore.group.first")),
                    *rule_rows([known[key] for key in top], now, base, t),
                    html.Div(buttons, className="explore-buttons"),
                ],
                className="card explore-first",
            ),
            *timeline(bars(found.scenario, base, t), known, t),
            html.Div(
                [html.H3(t.text("browser.explore.group.more")), tabs(known, set(top), now, base, t)], className="card"
            ),
        ],
        className="explore-changes",
    )


def _stores(found: Opened, known: dict[str, Control], base: Structure, t: Translator) -> list[Component]:
    start = {
        "scenario": found.state.scenario,
        "language": t.language,
        "percent": t.percent_sign,
        "controls": {
            key: {"value": each.value, "digits": each.digits, "percent": each.is_percent, "name": name(each, base, t)}
            for key, each in known.items()
        },
        "texts": {
            "computing": t.text("browser.explore.computing"),
            "offline": t.text("browser.explore.offline"),
            "copied": t.text("browser.explore.copied"),
            "copy": t.text("browser.explore.copy"),
            "yes": t.text("browser.explore.yes"),
            "no": t.text("browser.explore.no"),
            "question": t.text(
                "browser.explore.question.text", name="{name}", old="{old}", new="{new}", margin=margin(MEASURE, t)
            ),
            "week": t.text("browser.explore.bar_value", week="{week}"),
        },
    }
    moved = {key: value for key, value in found.state.changes.items() if key.endswith((".start", ".end"))}
    return [
        dcc.Store(id="explore-start", data=start),
        dcc.Store(id="explore-moves", data=moved),
        dcc.Store(id="explore-shown", data=list(found.state.shown)),
        dcc.Store(id="explore-kept", data=found.state.kept),
        dcc.Store(id="explore-link"),
        dcc.Store(id="explore-ask"),
        dcc.Store(id="explore-answer"),
    ]
