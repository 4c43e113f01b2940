"""The desk of one room: the next step, who is in, what was decided, where everybody stands."""

from typing import Any

from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from sim.app.pages.attributes import attributes
from sim.app.pages.lead import actions
from sim.app.pages.lead.desk import asked_by_facilitator, room_of
from sim.app.pages.lead.join_address import qr, short_address, unreachable
from sim.app.pages.lead.shown import people_of, round_of, standing_of
from sim.app.pages.lead.steps import shown_steps
from sim.app.pages.visit import Visit
from sim.app.rooms import decisions
from sim.app.rooms.leaderboard import LAPTOP
from sim.app.rooms.room import Room
from sim.app.rooms.view import View, view
from sim.app.site import Site

POLL = 2_000  # milliseconds
PARTS = ("steps", "people", "round", "standing")


def layout(visit: Visit, room: Room) -> list[Component]:
    """Desk with everything as it is now; what changes is replaced part by part."""
    t, engine = visit.t, visit.site.rooms.engine
    now = dict(zip(PARTS, parts(visit, view(engine, room)), strict=True))
    title = t.own(visit.site.library.base(room.scenario).title)
    desk = [html.H1(title), html.Div(now["steps"], id="lead-steps", **attributes(aria_live="polite"))]
    return [
        html.A(t.text("browser.lead.back"), href=visit.link("lead"), className="back"),
        *unreachable(visit),
        html.Div(
            [
                html.Div([html.Section(desk, className="card desk"), _card(visit, "round", now["round"])]),
                html.Div([_door(visit, room), _card(visit, "people", now["people"])]),
            ],
            className="lead-columns",
        ),
        _card(visit, "standing", now["standing"]),
        *actions.layout(visit, room),
        dcc.Interval(id="lead-tick", interval=POLL),
        dcc.Store(id="lead-seen", data=decisions.pulse(engine, room)),
        dcc.Store(id="lead-done"),
        dcc.Store(id="lead-theme"),
    ]


def register(app: Dash, site: Site) -> None:
    """Keep the desk up to date."""
    actions.register(app, site)

    @app.callback(
        *(Output(f"lead-{each}", "children") for each in PARTS),
        Output("lead-seen", "data"),
        Input("lead-tick", "n_intervals"),
        Input("lead-done", "data"),
        State("lead-seen", "data"),
        State("url", "pathname"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def follow(_: object, __: object, seen: object, pathname: object, search: object) -> tuple[Any, ...]:
        asked = asked_by_facilitator(site, pathname, search)
        room = room_of(asked)
        now = None if room is None else decisions.pulse(site.rooms.engine, room)
        if room is None or now == seen:
            raise PreventUpdate
        return (*parts(asked, view(site.rooms.engine, room)), now)


def parts(visit: Visit, now: View) -> list[Any]:
    """What changes on the desk, part by part."""
    judged = visit.site.rooms.judged
    return [
        shown_steps(now, visit.t),
        people_of(now, visit.t),
        round_of(now, visit.t),
        standing_of(now, judged, visit.t, LAPTOP),
    ]


def _card(visit: Visit, part: str, children: Any) -> Component:
    title = html.H2(visit.t.text(f"browser.lead.{part}"), id=f"lead-{part}-title")
    body = html.Div(children, id=f"lead-{part}")
    return html.Section([title, body], className=f"card {part}", **attributes(aria_labelledby=f"lead-{part}-title"))


def _door(visit: Visit, room: Room) -> Component:
    t = visit.t
    address = html.Span(short_address(visit.site, room), className="address")
    projector = html.A(
        t.text("browser.lead.projector"), href=f"{visit.link('projector')}?view={room.view}", target="_blank",
        className="step", rel="noopener",
    )  # fmt: skip
    return html.Section(
        [
            html.H2(t.text("browser.lead.door"), id="lead-door-title", className="hidden"),
            qr(visit, room),
            html.P([t.text("browser.lead.door_address"), " ", address]),
            html.P([t.text("browser.lead.door_code"), " ", html.Strong(room.code, className="code")]),
            projector,
        ],
        className="card door",
        **attributes(aria_labelledby="lead-door-title"),
    )
