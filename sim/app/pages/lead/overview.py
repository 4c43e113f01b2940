"""All rooms, and a new one."""

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from sim.app.library import opening
from sim.app.pages.lead.desk import asked_by_facilitator
from sim.app.pages.lead.join_address import unreachable
from sim.app.pages.room.join import problem_of
from sim.app.pages.visit import Visit
from sim.app.play.game import is_playable
from sim.app.rooms import players, rooms
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import ROUNDS, Room
from sim.app.site import Site
from sim.language import Translator, translator
from sim.language.catalogue import LANGUAGES

NAMES = ("named", "anonymous")


def layout(visit: Visit) -> list[Component]:
    """New room first, as that is what one comes for."""
    t = visit.t
    found = rooms.every(visit.site.rooms.engine)
    listed = html.Section([html.H2(t.text("browser.lead.rooms")), html.Ul([_row(visit, each) for each in found])])
    return [
        html.H1(t.text("browser.lead.title")),
        *unreachable(visit),
        _form(visit),
        *([listed] if found else []),
        dcc.Location(id="lead-to-room", refresh=True),
    ]


def register(app: Dash, site: Site) -> None:
    """Make a room."""

    @app.callback(
        Output("lead-to-room", "href"),
        Output("lead-new-problem", "children"),
        Input("lead-make", "n_clicks"),
        State("lead-scenario", "value"),
        State("lead-names", "value"),
        State("lead-language", "value"),
        State("url", "pathname"),
        prevent_initial_call=True,
    )
    def make(clicks: object, scenario: object, names: object, language: object, pathname: object) -> tuple[Any, Any]:
        asked = asked_by_facilitator(site, pathname)
        if not clicks or scenario not in playable(site) or names not in NAMES or language not in LANGUAGES:
            raise PreventUpdate
        try:
            room = rooms.make(site.rooms.engine, rooms.Plan(str(scenario), names == "named", str(language)))
        except RoomError as error:
            return no_update, problem_of(error, asked.t)
        return f"{asked.link('lead')}?room={room.code}", None


def playable(site: Site) -> list[str]:
    """Names of the scenarios that can be played."""
    return [name for name in site.library.names() if is_playable(site.library.base(name))]


def _form(visit: Visit) -> Component:
    t, names = visit.t, playable(visit.site)
    if not names:
        return html.P(t.text("browser.play.no_scenario"))
    scenarios = [{"value": each, "label": t.own(visit.site.library.base(each).title)} for each in names]
    languages = [{"value": each, "label": translator(each).text("browser.shell.language")} for each in LANGUAGES]
    first = opening(names)
    return html.Section(
        [
            html.H2(t.text("browser.lead.new")),
            dmc.Select(
                id="lead-scenario", label=t.text("browser.lead.scenario"), data=scenarios, value=first,
                allowDeselect=False, size="md",
            ),
            _radios("lead-names", t.text("browser.lead.names"), [
                {"value": each, "label": t.text(f"browser.lead.names_{each}")} for each in NAMES
            ], "named"),
            _radios("lead-language", t.text("browser.lead.language"), languages, t.language),
            dmc.Button(t.text("browser.lead.make"), id="lead-make", size="lg"),
            html.P(id="lead-new-problem", className="problem", role="alert"),
        ],
        className="card new-room",
    )  # fmt: skip


def _radios(name: str, label: str, data: list[dict[str, str]], value: str) -> Component:
    radios = dmc.Group([dmc.Radio(label=each["label"], value=each["value"]) for each in data], gap="lg")
    made: Component = dmc.RadioGroup(radios, id=name, label=label, value=value, size="md")
    return made


def _row(visit: Visit, room: Room) -> Component:
    t = visit.t
    n_players = len(players.inside(visit.site.rooms.engine, room))
    known = room.scenario in visit.site.library.names()
    title = t.own(visit.site.library.base(room.scenario).title) if known else room.scenario
    about = t.text("browser.lead.row", count=n_players, n=t.number(n_players), title=title)
    parts = [html.Span(room.code, className="code"), html.Span(about), html.Span(phase_of(room, t), className="muted")]
    return html.Li(html.A(parts, href=f"{visit.link('lead')}?room={room.code}", className="room-row"))


def phase_of(room: Room, t: Translator) -> str:
    """Where a room is in the game."""
    return t.text(f"browser.room.phase.{room.phase}", number=room.rounds, rounds=ROUNDS)
