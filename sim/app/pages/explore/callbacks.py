"""Callbacks of the page: one asks the server, the others stay in the browser (`assets/explore.js`)."""

from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State

from sim.app.explore.answer import Look
from sim.app.explore.link import words
from sim.app.pages.explore.shown import refusal, shown
from sim.app.pages.visit import translator_of
from sim.app.site import Site
from sim.errors import ScenarioError

SPACE = "flurfunk_explore"


def register(app: Dash, site: Site) -> None:
    """Register them."""
    _register_answer(app, site)
    clientside: Any = app.clientside_callback  # which tells no types
    clientside(
        ClientsideFunction(SPACE, "change"),
        Output("explore-link", "data"),
        Input({"type": "explore-control", "key": ALL}, "value"),
        Input({"type": "explore-switch", "key": ALL}, "checked"),
        Input({"type": "explore-on", "name": ALL}, "checked"),
        Input("explore-moves", "data"),
        Input("explore-kept", "data"),
        Input("explore-shown", "data"),
        State({"type": "explore-control", "key": ALL}, "id"),
        State({"type": "explore-switch", "key": ALL}, "id"),
        State({"type": "explore-on", "name": ALL}, "id"),
        State("explore-start", "data"),
    )
    clientside(
        ClientsideFunction(SPACE, "draw"),
        Output({"type": "explore-graph", "measure": ALL}, "figure"),
        Output({"type": "explore-ends", "measure": ALL}, "children"),
        Output({"type": "explore-change", "measure": ALL}, "children"),
        Output({"type": "explore-said", "measure": ALL}, "children"),
        Output("explore-status", "children"),
        Output("explore-found", "children"),
        Output("explore-table", "children"),
        Output("explore-faults", "children"),
        Input("explore-answer", "data"),
        State({"type": "explore-graph", "measure": ALL}, "id"),
        prevent_initial_call=True,
    )
    clientside(
        ClientsideFunction(SPACE, "go"),
        Input("explore-scenario", "value"),
        State("explore-start", "data"),
        prevent_initial_call=True,
    )


def _register_answer(app: Dash, site: Site) -> None:
    @app.callback(
        Output("explore-answer", "data"),
        Input("explore-ask", "data"),
        State("url", "pathname"),
        prevent_initial_call=True,
    )
    def ask(asked: Any, pathname: Any) -> dict[str, Any]:
        asked = asked if isinstance(asked, dict) else {}
        t, query = translator_of(pathname), words(str(asked.get("link", "")))
        look = Look(*(asked.get(each) is True for each in ("full", "grown")))
        request = asked.get("request") if isinstance(asked.get("request"), int) else 0
        if look.grown and not site.ensembles.is_calm:
            return {"request": request, "later": True}
        try:
            found = shown(query, site, t, look, str(asked.get("guess", "")))
        except ScenarioError:
            found = refusal(t)
        return {"request": request, **found}
