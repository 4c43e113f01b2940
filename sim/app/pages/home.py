"""The first page: what this is, and where to begin."""

from dash import html
from dash.development.base_component import Component

from sim.app.pages.visit import Visit

DOORS = ("explore", "watch", "play", "join")


def layout(visit: Visit) -> Component:
    """Say in two sentences what this is, and offer four doors."""
    t = visit.t
    return html.Div(
        [
            html.H1(t.text("browser.home.title")),
            html.P(t.text("browser.home.lead"), className="lead"),
            html.Ul([_door(visit, part) for part in DOORS], className="doors"),
        ],
        className="home",
    )


def _door(visit: Visit, part: str) -> Component:
    t = visit.t
    title, text = t.text(f"browser.home.{part}_title"), t.text(f"browser.home.{part}_text")
    return html.Li(html.A([html.Strong(title), html.Span(text)], href=visit.link(part), className=f"door door-{part}"))
