"""The page `join`: a code, a name, and what is kept of both."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from sim.app.guard import cookies, tries
from sim.app.guard.key import seat_token
from sim.app.pages.room.access import ENTERED, PLAYER, own_seat
from sim.app.pages.visit import Visit, visit
from sim.app.rooms import players, rooms
from sim.app.rooms.codes import is_token, new_token
from sim.app.rooms.names import LONGEST
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Room, Seat
from sim.app.rooms.view import shown_name
from sim.app.site import Site
from sim.language import Translator

LONGEST_CODE = 12


def layout(visit: Visit) -> Component:
    """Ask for the code, and then for the name."""
    code = visit.query.get("code", "")
    problem = None
    if code:
        try:
            return _page(visit.t, _door(visit, _found(visit.site, code)))
        except RoomError as error:
            problem = problem_of(error, visit.t)
    return _page(visit.t, [*_way_back(visit), *_ask_code(visit, code, problem)])


def register(app: Dash, site: Site) -> None:
    """Look a code up, and let somebody in."""

    @app.callback(
        Output("join-go", "href", allow_duplicate=True),
        Output("join-code", "error"),
        Input("join-find", "n_clicks"),
        Input("join-code", "n_submit"),
        State("join-code", "value"),
        State("url", "pathname"),
        prevent_initial_call=True,
    )
    def find(clicks: object, submits: object, code: object, pathname: object) -> tuple[Any, Any]:
        if not clicks and not submits:
            raise PreventUpdate
        asked = visit(pathname, "", site)
        try:
            room = _found(site, str(code or ""))
        except RoomError as error:
            return no_update, problem_of(error, asked.t)
        return f"{asked.link('join')}?code={room.code}", None

    @app.callback(
        Output("join-go", "href"),
        Output("join-name", "error"),
        Output("join-name", "value"),
        Input("join-enter", "n_clicks"),
        Input("join-name", "n_submit"),
        State("join-name", "value"),
        State("join-visit", "data"),
        State("url", "pathname"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def enter(  # noqa: PLR0913, PLR0917 - as Dash hands them over
        clicks: object, submits: object, name: object, visited: object, pathname: object, search: object
    ) -> tuple[Any, Any, Any]:
        if not clicks and not submits:
            raise PreventUpdate
        asked = visit(pathname, search, site)
        try:
            room = _found(site, asked.query.get("code", ""))
            _sit_down(site, room, str(name or ""), str(visited))
        except RoomError as error:
            return no_update, problem_of(error, asked.t), error.hint or no_update
        return f"{asked.link('room')}?{ENTERED}=1", None, no_update


def problem_of(error: RoomError, t: Translator) -> str:
    """What is wrong, in words."""
    return t.text(f"browser.room.problem.{error.reason}")


def _found(site: Site, code: str) -> Room:
    """Room of a code; who guesses too often waits for the answer."""
    try:
        return rooms.by_code(site.rooms.engine, code)
    except RoomError:
        tries.wrong("join")
        raise


def _sit_down(site: Site, room: Room, name: str, visited: str) -> None:
    """Join, unless the browser is in this room already; a visit of the page, however often it asks, takes one seat."""
    seat = own_seat(site)
    if seat is not None and seat.room.id == room.id:
        return
    if not tries.may_sit(room.id):
        raise RoomError("crowded")
    wanted = seat_token(site.settings.key, visited) if is_token(visited) else None
    token = players.join(site.rooms.engine, room, name, wanted)
    tries.sat(room.id, token)
    cookies.issue(ctx.response, PLAYER, token)


def _page(t: Translator, parts: list[Component]) -> Component:
    go = dcc.Location(id="join-go", refresh=True)
    return html.Div([html.H1(t.text("browser.room.join.title")), *parts, go], className="join")


def _ask_code(visit: Visit, code: str, problem: str | None) -> list[Component]:
    t = visit.t
    field = dmc.TextInput(
        id="join-code", label=t.text("browser.room.join.code"), description=t.text("browser.room.join.code_hint"),
        value=code[:LONGEST_CODE], error=problem, size="lg", className="join-code",
        inputProps={"maxLength": LONGEST_CODE, "autoCapitalize": "characters", "spellCheck": False},
    )  # fmt: skip
    return [field, dmc.Button(t.text("browser.room.join.find"), id="join-find", size="lg", className="join-next")]


def _way_back(visit: Visit) -> list[Component]:
    """Way to the room in which somebody is already."""
    seat = own_seat(visit.site)
    return [] if seat is None else _again(visit, seat)


def _again(visit: Visit, seat: Seat) -> list[Component]:
    t = visit.t
    again = t.text("browser.room.join.again", name=shown_name(seat.player, t), code=seat.room.code)
    way = html.A(t.text("browser.room.join.go_on"), href=visit.link("room"), className="join-next as-button")
    return [html.P(again, className="lead"), way]


def _door(visit: Visit, room: Room) -> list[Component]:
    t, seat = visit.t, own_seat(visit.site)
    if seat is not None and seat.room.id == room.id:
        return _again(visit, seat)
    if room.ended or room.locked:
        reason = "ended" if room.ended else "locked"
        return [html.P(t.text(f"browser.room.problem.{reason}"), className="lead")]
    kept = t.text(f"browser.room.join.privacy_{'named' if room.named else 'anonymous'}")
    name = dmc.TextInput(
        id="join-name", label=t.text("browser.room.join.name"), description=t.text("browser.room.join.name_hint"),
        size="lg", inputProps={"maxLength": LONGEST, "autoComplete": "nickname"},
        style=None if room.named else {"display": "none"},
    )  # fmt: skip
    return [
        html.P(t.text("browser.room.join.room", code=room.code), className="lead"),
        name,
        dcc.Store(id="join-visit", data=new_token()),
        dmc.Button(t.text("browser.room.join.enter"), id="join-enter", size="lg", className="join-next"),
        html.P(kept, className="muted small"),
    ]
