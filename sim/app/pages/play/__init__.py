"""The page `play`."""

from dash import html
from dash.development.base_component import Component

from sim.app.pages.visit import Visit


def layout(visit: Visit) -> Component:
    """Show the page."""
    return html.H1(visit.t.text("browser.shell.to_play"))
