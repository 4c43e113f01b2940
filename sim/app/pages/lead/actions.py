"""What the facilitator does with a room: rounds, sending somebody out, ending, deleting."""

from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from sim.app.pages.attributes import attributes
from sim.app.pages.lead import downloads
from sim.app.pages.lead.desk import asked_by_facilitator, room_of
from sim.app.pages.visit import Visit
from sim.app.rooms import players, rooms, rounds
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Room
from sim.app.site import Site

CONFIRMED = ("end", "delete")


def layout(visit: Visit, room: Room) -> list[Component]:
    """What is done at the end, and what must be asked about twice."""
    t = visit.t
    risky = [
        html.Button(t.text(f"browser.lead.{each}"), id=f"lead-{each}", className="step risky", type="button")
        for each in CONFIRMED
        if each != "end" or not room.ended
    ]
    asked = [
        dcc.ConfirmDialog(id=f"lead-{each}-sure", message=t.text(f"browser.lead.{each}_sure")) for each in CONFIRMED
    ]
    return [
        html.Section(
            [
                html.H2(t.text("browser.lead.after"), id="lead-after-title"),
                downloads.layout(visit),
                html.H3(t.text("browser.lead.risky")),
                html.Div(risky, className="buttons"),
            ],
            className="card after",
            **attributes(aria_labelledby="lead-after-title"),
        ),
        *asked,
        dcc.ConfirmDialog(id="lead-out-sure"),
        dcc.Store(id="lead-out-who"),
        dcc.Location(id="lead-away", refresh=True),
    ]  # fmt: skip


def register(app: Dash, site: Site) -> None:
    """Register the buttons."""
    for each in CONFIRMED:
        _ask_first(app, f"lead-{each}")
    _rounds(app, site)
    _sending_out(app, site)

    @app.callback(
        Output("lead-away", "href"),
        Input("lead-end-sure", "submit_n_clicks"),
        Input("lead-delete-sure", "submit_n_clicks"),
        State("url", "pathname"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def finish(ends: object, deletes: object, pathname: object, search: object) -> str:
        asked = asked_by_facilitator(site, pathname, search)
        room = room_of(asked)
        if room is None or not (ends or deletes):
            raise PreventUpdate
        if ctx.triggered_id == "lead-delete-sure":
            rooms.remove(site.rooms.engine, room)
            return asked.link("lead")
        rounds.end(site.rooms.engine, room)
        return f"{asked.link('lead')}?room={room.code}"


def _ask_first(app: Dash, name: str) -> None:
    app.clientside_callback(
        ClientsideFunction("flurfunk_lead", "ask"),
        Output(f"{name}-sure", "displayed"),
        Input(name, "n_clicks"),
        prevent_initial_call=True,
    )


def _rounds(app: Dash, site: Site) -> None:
    @app.callback(
        Output("lead-done", "data"),
        Input({"part": "lead-do", "does": ALL, "seen": ALL}, "n_clicks"),
        State("url", "pathname"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def act(clicks: list[object], pathname: object, search: object) -> str:
        asked = asked_by_facilitator(site, pathname, search)
        room, pressed = room_of(asked), ctx.triggered_id
        if room is None or not any(clicks) or pressed is None:
            raise PreventUpdate
        try:
            return str(_done(site, room, pressed).revision)
        except RoomError:
            raise PreventUpdate from None


def _done(site: Site, room: Room, pressed: dict[str, Any]) -> Room:
    engine = site.rooms.engine
    match pressed.get("does"), pressed.get("seen"):
        case "open", int(seen):
            return rounds.open_round(engine, room._replace(rounds=seen))
        case ("pause" | "go_on") as does, _:
            return rounds.pause(engine, room, does == "pause")
        case ("lock" | "unlock") as does, _:
            return rounds.lock(engine, room, does == "lock")
        case "end", _:
            return rounds.end(engine, room)
    raise PreventUpdate


def _sending_out(app: Dash, site: Site) -> None:
    @app.callback(
        Output("lead-out-sure", "displayed"),
        Output("lead-out-sure", "message"),
        Output("lead-out-who", "data"),
        Input({"part": "lead-out", "who": ALL, "name": ALL}, "n_clicks"),
        State("url", "pathname"),
        prevent_initial_call=True,
    )
    def ask(clicks: list[object], pathname: object) -> tuple[bool, str, object]:
        asked = asked_by_facilitator(site, pathname)
        if not any(clicks) or ctx.triggered_id is None:
            raise PreventUpdate
        who = ctx.triggered_id
        return True, asked.t.text("browser.lead.out_sure", name=who["name"]), who["who"]

    @app.callback(
        Output("lead-done", "data", allow_duplicate=True),
        Input("lead-out-sure", "submit_n_clicks"),
        State("lead-out-who", "data"),
        State("url", "pathname"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def send_out(clicks: object, who: object, pathname: object, search: object) -> str:
        room = room_of(asked_by_facilitator(site, pathname, search))
        if room is None or not clicks or not isinstance(who, int):
            raise PreventUpdate
        players.remove(site.rooms.engine, room, who)
        return f"out-{who}"
