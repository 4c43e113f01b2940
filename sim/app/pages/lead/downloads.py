"""What the facilitator takes along: the hand-out, and the table of all decisions."""

from typing import Any

from dash import Dash, Input, Output, State, ctx, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from sim.app.pages.lead.desk import asked_by_facilitator, room_of
from sim.app.pages.visit import Visit
from sim.app.play.stage import Luck, stage
from sim.app.rooms.handout import handout
from sim.app.rooms.sheet import sheet
from sim.app.rooms.view import view
from sim.app.site import Site
from sim.language import translator

FILES = ("handout_de", "handout_en", "sheet")
PATIENCE = 0.5  # seconds for each player's game with other luck
MARK = "\ufeff"  # without it, spreadsheets take the names' letters for others


def layout(visit: Visit) -> Component:
    """Button for each file."""
    t = visit.t
    first = f"handout_{t.language}"
    buttons = [
        html.Button(t.text(f"browser.lead.download.{each}"), id=f"lead-{each}", className="step", type="button")
        for each in sorted(FILES, key=lambda each: each != first)
    ]
    return html.Div([*buttons, dcc.Download(id="lead-file")], className="buttons")


def register(app: Dash, site: Site) -> None:
    """Make the files when they are asked for."""

    @app.callback(
        Output("lead-file", "data"),
        *(Input(f"lead-{each}", "n_clicks") for each in FILES),
        State("url", "pathname"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def give(*sent: object) -> dict[str, Any]:
        *clicks, pathname, search = sent
        asked = asked_by_facilitator(site, pathname, search)
        room = room_of(asked)
        pressed = str(ctx.triggered_id).removeprefix("lead-")
        if room is None or not any(clicks) or pressed not in FILES:
            raise PreventUpdate
        found, judged = view(site.rooms.engine, room), site.rooms.judged
        name = f"flurfunk-{room.code}"
        if pressed == "sheet":
            text = MARK + sheet(found, judged, asked.t)
            return {"content": text, "filename": f"{name}.csv", "type": "text/csv;charset=utf-8"}
        language = pressed[-2:]
        title = translator(language).own(site.library.base(room.scenario).title)
        runs = Luck(site.ensembles, stage(site.library.variants(room.scenario)), PATIENCE)
        page = handout(found, judged, translator(language), title, runs)
        return {"content": page, "filename": f"{name}-{language}.html", "type": "text/html;charset=utf-8"}
