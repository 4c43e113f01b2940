"""From an address to a page."""

import json
from importlib import import_module
from types import ModuleType
from typing import Any

from dash import Dash, Input, Output, State
from plotly.io.json import to_json_plotly

from sim.app.ensembles.recent import Recent
from sim.app.pages.shell import MAIN, shell
from sim.app.pages.visit import Visit, visit
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
# Pages that depend on their address alone. A workshop opens them all at once, and making one takes longest.
LASTING = {"explore"}
MOST = 16


def page(part: str) -> ModuleType:
    """Module of a page."""
    return import_module(f"sim.app.pages.{PARTS[part]}")


def register(app: Dash, site: Site) -> None:
    """Register the callback that renders pages, and every page's own."""
    kept: Recent[Any] = Recent(MOST)

    @app.callback(Output("page", "children"), Input("url", "pathname"), State("url", "search"))
    def show(pathname: str | None, search: str | None) -> object:
        asked = visit(pathname, search, site)
        if asked.part not in PARTS:
            asked = asked._replace(part="")
        if asked.part not in LASTING:
            return shell(asked, _body(asked))
        # As plain data, which is written down much faster than components; what stands around it is a visitor's own.
        key = (asked.t.language, asked.part, *asked.query.items())
        around = _plain(shell(asked, None))
        main = next(each for each in around if each["props"].get("id") == MAIN)
        main["props"]["children"] = kept.get(key, lambda: _plain(_body(asked)))
        return around

    for part in PARTS:
        found = page(part)
        if hasattr(found, "register"):
            found.register(app, site)


def _plain(components: Any) -> Any:
    return json.loads(to_json_plotly(components))


def _body(asked: Visit) -> Any:
    return page(asked.part).layout(asked)
