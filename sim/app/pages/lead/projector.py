"""The page `projector`: a room for the wall. It changes nothing, and whoever has its address may look."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from sim.app.pages.attributes import attributes
from sim.app.pages.lead.join_address import qr, short_address
from sim.app.pages.lead.shown import behind_of, graph_of, tally_of
from sim.app.pages.lead.steps import is_done
from sim.app.pages.visit import Visit, visit
from sim.app.rooms import decisions, rooms
from sim.app.rooms.leaderboard import PROJECTOR, leaderboard
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import ROUNDS, Room
from sim.app.rooms.standings import extremes, places
from sim.app.rooms.tallies import of_game, of_round
from sim.app.rooms.view import View, shown_name, view
from sim.app.site import Site
from sim.language import Translator

POLL = 2_000  # milliseconds
# Signs that the names in the lobby may take together, and what each takes besides.
SIGNS, AROUND = 200, 4


def layout(visit: Visit) -> Component:
    """Show the room whose token the address has."""
    room = _room(visit)
    if room is None:
        return html.Div([html.H1(visit.t.text("browser.room.problem.unknown_room"))], className="projector-page")
    engine = visit.site.rooms.engine
    return html.Div(
        [
            html.Div(wall(visit, view(engine, room)), id="projector-wall"),
            dcc.Interval(id="projector-tick", interval=POLL),
            dcc.Store(id="projector-seen", data=decisions.pulse(engine, room)),
            dcc.Store(id="lead-theme"),
        ],
        className="projector-page",
    )


def register(app: Dash, site: Site) -> None:
    """Follow the room."""

    @app.callback(
        Output("projector-wall", "children"),
        Output("projector-seen", "data"),
        Input("projector-tick", "n_intervals"),
        State("projector-seen", "data"),
        State("url", "pathname"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def follow(_: object, seen: object, pathname: object, search: object) -> tuple[Any, Any]:
        asked = visit(pathname, search, site)
        room = _room(asked)
        now = None if room is None else decisions.pulse(site.rooms.engine, room)
        if room is None or now == seen:
            raise PreventUpdate
        return wall(asked, view(site.rooms.engine, room)), now

    app.clientside_callback(
        ClientsideFunction("flurfunk_lead", "themed"),
        Output("lead-graph", "figure"),
        Input("lead-figure", "data"),
        Input("lead-theme", "data"),
    )


def wall(visit: Visit, now: View) -> list[Component]:
    """What stands on the wall.

    While people decide, that is only how many have: what others do would sway those who still think.
    """
    t, room = visit.t, now.room
    if room.phase == "waiting":
        return [_big_door(visit, now)]
    title = t.text("browser.lead.quarter", number=t.number(room.rounds), rounds=t.number(ROUNDS))
    head = t.text("browser.lead.over") if room.ended else title
    is_thinking = room.phase == "open" and not is_done(now)
    body = [_thinking(now, t)] if is_thinking else _together(visit, now)
    return [
        html.Div([html.Div([html.H1(head), *body], className="wall-main"), _small_door(visit, room)], className="wall")
    ]


def _room(asked: Visit) -> Room | None:
    try:
        return rooms.by_view(asked.site.rooms.engine, asked.query.get("view", ""))
    except RoomError:
        return None


def _big_door(visit: Visit, now: View) -> Component:
    t = visit.t
    names = _newest([shown_name(each, t) for each in now.players])
    hidden, n = len(now.players) - len(names), len(now.players)
    shown = [html.Li(each) for each in names]
    if hidden:
        shown.append(html.Li(t.text("browser.lead.and_more", count=hidden, n=t.number(hidden)), className="more"))
    steps = [
        html.P([t.text("browser.lead.door_address"), html.Br(), html.Strong(short_address(visit.site, now.room))]),
        html.P([t.text("browser.lead.door_code"), html.Br(), html.Strong(now.room.code, className="code")]),
        html.P(t.text("browser.lead.n_people", count=n, n=t.number(n)), className="muted"),
        html.Ul(shown, className="wall-names"),
    ]
    head = html.H1(t.text("browser.lead.join_in"))
    return html.Div([html.Div([head, *steps]), qr(visit, now.room)], className="wall-door")


def _newest(names: list[str]) -> list[str]:
    """Names that there is room for, those who came last first, so that everybody sees their own appear."""
    found: list[str] = []
    for each in reversed(names):
        if sum(len(name) + AROUND for name in [*found, each]) > SIGNS:
            break
        found.append(each)
    return found


def _small_door(visit: Visit, room: Room) -> Component:
    return html.Aside([qr(visit, room), html.Strong(room.code, className="code")], className="wall-corner")


def _thinking(now: View, t: Translator) -> Component:
    n, done, label = len(now.players), now.n_done, t.text("browser.lead.progress")
    return html.Div(
        [
            html.P([html.Strong(t.number(done)), " ", t.text("browser.lead.of", n=t.number(n))], className="huge"),
            html.P(t.text("browser.lead.have_decided", count=n), className="lead"),
            html.Progress(value=str(done), max=str(max(1, n)), **attributes(aria_label=label)),
        ],
        className="wall-thinking",
    )


def _together(visit: Visit, now: View) -> list[Component]:
    """What everybody decided, and where everybody stands."""
    t, judged = visit.t, visit.site.rooms.judged
    found = places(now.room, now.decided, judged)
    paused: list[Component] = (
        [html.P(t.text("browser.lead.on_pause"), className="lead")] if now.room.phase == "paused" else []
    )
    if not found:
        return paused
    names = {each.number: shown_name(each, t) for each in now.players}
    ends = extremes(now.room, max(each.months for each in found), judged) if now.room.ended else {}
    board = leaderboard(t, found, names, ends, PROJECTOR)
    counted = of_game(now.decided) if now.room.ended else of_round(now.decided, now.room.rounds)
    filled = html.P(t.text("browser.lead.filled"), className="muted")
    standing = html.Div([*graph_of(board, t), filled, *behind_of(found, t)])
    parts = [html.Div(tally_of(counted, t, html.H2), className="wall-tally"), standing]
    return [*paused, html.Div(parts, className="wall-both")]
