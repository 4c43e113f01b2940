"""The page `lead`: the facilitator's rooms, and the desk of one of them."""

from dash import Dash, html
from dash.development.base_component import Component

from sim.app.pages.lead import console, downloads, entry, overview
from sim.app.pages.lead.desk import room_of
from sim.app.pages.room.access import is_facilitator
from sim.app.pages.visit import Visit
from sim.app.site import Site


def layout(visit: Visit) -> Component:
    """Show the room that the address names, else all of them; strangers learn how to get in."""
    if not is_facilitator():
        return entry.layout(visit.t)
    room = room_of(visit)
    return html.Div(overview.layout(visit) if room is None else console.layout(visit, room), className="lead-page")


def register(app: Dash, site: Site) -> None:
    """Register what happens on the page."""
    for part in (entry, overview, console, downloads):
        part.register(app, site)
