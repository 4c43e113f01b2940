"""The page `room`: a player's place in a workshop, which waits, plays, pauses and ends with the room."""

from typing import Any

from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from sim.app.pages.play.board import board
from sim.app.pages.play.table import register_table, table, view
from sim.app.pages.room.access import ENTERED, own_seat, player_token
from sim.app.pages.room.keeper import as_game, keeper, step
from sim.app.pages.visit import Visit, translator_of
from sim.app.rooms import players
from sim.app.rooms.room import ROUNDS, Seat
from sim.app.rooms.view import shown_name
from sim.app.site import Site
from sim.language import Translator

PREFIX = "room"
POLL = 2_000  # milliseconds


def layout(visit: Visit) -> Component:
    """Show the player's place, or the way to one."""
    t, seat = visit.t, own_seat(visit.site)
    if seat is None:
        way = html.A(t.text("browser.room.to_join"), href=visit.link("join"), className="as-button")
        # Whoever has just been let in and is not known again has a browser that keeps no cookies.
        why = [html.P(t.text("browser.room.no_cookie"), className="notice")] if ENTERED in visit.query else []
        return html.Div([html.H1(t.text("browser.room.nobody")), *why, html.P(way)], className="room")
    name = t.text("browser.room.you", name=shown_name(seat.player, t), code=seat.room.code)
    return html.Div(
        [
            html.H1(t.text("browser.play.title"), className="room-title"),
            html.P(name, className="muted room-you"),
            html.Div(banner(seat, t), id="room-banner", role="status"),
            table(t, visit.site, as_game(seat), keeper(visit.site), PREFIX),
            dcc.Interval(id="room-tick", interval=POLL),
            dcc.Store(id="room-seen", data=players.pulse(visit.site.rooms.engine, player_token())),
        ],
        id="room-place",
        className=looks(seat),
    )


def register(app: Dash, site: Site) -> None:
    """Let a place follow its room."""
    register_table(app, site, PREFIX, keeper(site))

    @app.callback(
        Output("room-place", "className"),
        Output("room-banner", "children"),
        Output(f"{PREFIX}-board", "children", allow_duplicate=True),
        Output("room-seen", "data"),
        Output(f"{PREFIX}-game", "data", allow_duplicate=True),
        Input("room-tick", "n_intervals"),
        State("room-seen", "data"),
        State(f"{PREFIX}-game", "data"),
        State("url", "pathname"),
        prevent_initial_call=True,
    )
    def follow(_: object, seen: object, known: object, pathname: object) -> tuple[Any, ...]:
        now = players.pulse(site.rooms.engine, player_token())
        if now == seen:
            raise PreventUpdate
        t, seat = translator_of(pathname), own_seat(site)
        if seat is None:
            gone = html.P(t.text("browser.room.gone"), className="notice")
            return "room", gone, [], now, None
        game = as_game(seat)
        if step(game) == known:  # whoever is in the middle of a month keeps what is filled in
            return looks(seat), banner(seat, t), no_update, now, no_update
        return looks(seat), banner(seat, t), board(t, view(site, game), PREFIX), now, step(game)


def looks(seat: Seat) -> str:
    """Classes of a place: its phase, and whether there is a game to look back on."""
    idle = not seat.choices and seat.room.phase in ("waiting", "ended")
    return f"room {seat.room.phase}" + (" idle" if idle else "")


def banner(seat: Seat, t: Translator) -> list[Component]:
    """What the room is doing, where that is not plain from the board."""
    room = seat.room
    if room.phase == "open" and len(seat.choices) < room.months:
        round_open = t.text("browser.room.banner.open", number=t.number(room.rounds), rounds=t.number(ROUNDS))
        return [html.P(round_open, className="banner open")]
    name = "done" if room.phase == "open" else "nothing" if room.ended and not seat.choices else room.phase
    return [html.P(t.text(f"browser.room.banner.{name}"), className=f"banner {name}")]
