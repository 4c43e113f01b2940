"""What the page consists of; `assets/watch.js` builds the office into it, so that playing never waits for a server."""

from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from sim.app.pages.visit import Visit
from sim.app.watch.address import SEED, Asked, asked, is_small_enough, whole
from sim.app.watch.story import DECISION, PERSON
from sim.app.watch.words import words
from sim.errors import ScenarioError
from sim.report.style import hue

MOST_NUMBER = 999_999  # of a person or a meeting


def layout(visit: Visit) -> Component:
    """Show the office of the replicate that the address names, or the usual one."""
    t = visit.t
    try:
        wanted, note = asked(visit.query, visit.site.library), None
    except ScenarioError:
        wanted, note = asked({}, visit.site.library), "unknown"
    fits = is_small_enough(wanted.scenario)
    note = note if fits else "large"
    return html.Div(
        [
            html.Div(
                [
                    html.Div([html.H1(t.text("browser.watch.title")), html.P(t.text("browser.watch.lead"))]),
                    html.Div(id="watch-choice"),
                ],
                className="watch-head",
            ),
            html.P(t.text(f"browser.watch.{note}"), className="watch-remark") if note else None,
            html.Div(id="watch-office"),
            dcc.Store(id="watch-setup", data=setup(visit, wanted)),
            dcc.Store(id="watch-started"),
        ],
        className="watch",
    )


def about(query: dict[str, str]) -> list[Any] | None:
    """Story that an address asks for: of a person or a decision, by number; the office knows whether there is one."""
    for name in (PERSON, DECISION):
        try:
            number = whole(query, name, 0, MOST_NUMBER)
        except ScenarioError:
            continue
        if number is not None:
            return [name, number]
    return None


def setup(visit: Visit, wanted: Asked) -> dict[str, Any]:
    """What the office has to know before it asks for frames."""
    t, library = visit.t, visit.site.library
    fits = is_small_enough(wanted.scenario)
    return {
        "language": t.language,
        "query": wanted.query,
        "week": wanted.week,
        "about": about(visit.query),
        "explore": f"{visit.link('explore')}?{urlencode({k: v for k, v in wanted.query.items() if k != SEED})}",
        "fits": fits,
        "scenarios": [[name, t.own(library.base(name).title)] for name in library.names()],
        "hues": [hue(number) for number in range(len(wanted.scenario.departments))],
        "interventions": [
            {"start": each.start, "end": each.end, "title": t.own(each.title)}
            for each in sorted(wanted.scenario.interventions.values(), key=lambda each: each.start)
        ],
        "words": words(wanted.scenario, t),
    }
