"""From an address to a page."""

from importlib import import_module
from types import ModuleType

from dash import Dash, Input, Output, State

from sim.app.pages.shell import shell
from sim.app.pages.visit import visit
from sim.app.site import Site

# Name in the address, and the module that has its layout.
PARTS = {
    "": "home",
    "explore": "explore",
    "watch": "watch",
    "play": "play",
    "join": "room.join",
    "room": "room",
    "lead": "lead",
    "projector": "lead.projector",
}


def page(part: str) -> ModuleType:
    """Module of a page."""
    return import_module(f"sim.app.pages.{PARTS[part]}")


def register(app: Dash, site: Site) -> None:
    """Register the callback that renders pages, and every page's own."""

    @app.callback(Output("page", "children"), Input("url", "pathname"), State("url", "search"))
    def show(pathname: str | None, search: str | None) -> object:
        asked = visit(pathname, search, site)
        if asked.part not in PARTS:
            asked = asked._replace(part="")
        return shell(asked, page(asked.part).layout(asked))

    for part in PARTS:
        found = page(part)
        if hasattr(found, "register"):
            found.register(app, site)
