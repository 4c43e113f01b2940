"""The page `play`: a game for one, kept in the address alone."""

import secrets
from typing import Any
from urllib.parse import parse_qsl

from dash import Dash, State, html
from dash.development.base_component import Component

from sim.app.library import opening
from sim.app.pages.attributes import attributes
from sim.app.pages.play.board import intro
from sim.app.pages.play.table import Keeper, Seat, register_table, table
from sim.app.pages.visit import Visit
from sim.app.play.game import Game, is_playable
from sim.app.play.link import Link, query, read
from sim.app.site import Site
from sim.errors import ScenarioError
from sim.scenario.schema import Structure

PREFIX = "play"
MOST_SEED = 9_999  # short enough to be told across a room
QUERY = "query"


def layout(visit: Visit) -> Component:
    """Show the start, or the game that the address names."""
    t, site = visit.t, visit.site
    try:
        link = read(visit.query, site.library)
    except ScenarioError:
        return html.Div([html.P(t.text("browser.play.broken"), role="alert", className="play-missing"), _start(visit)])
    if link is None:
        return _start(visit)
    seat = Seat(link.game, ended=link.ended)
    parts = [
        html.H1(t.text("browser.play.title"), className="play-title"),
        table(t, site, seat, keeper(site), PREFIX),
        _again(visit, link.game),
    ]
    return html.Div(parts, className="play-page")


def register(app: Dash, site: Site) -> None:
    """Register the callbacks of the table."""
    register_table(app, site, PREFIX, keeper(site))


def keeper(site: Site) -> Keeper:
    """Keep the game in the page: the browser writes it into the address."""

    def load(data: Any) -> Seat:
        text = data.get(QUERY) if isinstance(data, dict) else None
        link = read(dict(parse_qsl(text if isinstance(text, str) else "", max_num_fields=10)), site.library)
        if link is None:
            raise ScenarioError("game: must be given, got nothing")
        return Seat(link.game, ended=link.ended)

    def save(seat: Seat, _: Any) -> Seat:
        return seat

    return Keeper(
        [State(f"{PREFIX}-game", "data")], load, save, lambda seat: {QUERY: query(Link(seat.game, seat.ended))}
    )


def _start(visit: Visit) -> Component:
    t, library = visit.t, visit.site.library
    known = {name: library.base(name) for name in library.names()}
    playable = {name: each for name, each in known.items() if is_playable(each)}
    if not playable:
        return html.P(t.text("browser.play.no_scenario"), role="alert")
    first = opening(playable)
    others = [(name, each) for name, each in playable.items() if name != first]
    go = html.A(t.text("browser.play.start"), href=_new_game(visit, first), className="play-button play-primary")
    return html.Div(
        [
            html.H1(t.text("browser.play.title")),
            html.P(intro(t, playable[first]), className="lead"),
            html.P(t.text("browser.play.intro_month")),
            html.P(go),
            html.P(t.text("browser.play.intro_link"), className="muted"),
            *([_others(visit, others)] if others else []),
        ],
        className="play-start",
    )


def _others(visit: Visit, others: list[tuple[str, Structure]]) -> Component:
    links = [html.Li(html.A(visit.t.own(each.title), href=_new_game(visit, name))) for name, each in others]
    return html.Details([html.Summary(visit.t.text("browser.play.pick")), html.Ul(links, className="play-companies")])


def _new_game(visit: Visit, name: str, seed: int | None = None) -> str:
    game = Game(name, secrets.randbelow(MOST_SEED) + 1 if seed is None else seed)
    return f"{visit.link('play')}?{query(Link(game))}"


def _again(visit: Visit, game: Game) -> Component:
    t = visit.t
    links = [
        html.A(t.text("browser.play.again_same"), href=_new_game(visit, game.scenario, game.seed)),
        html.A(t.text("browser.play.again"), href=_new_game(visit, game.scenario)),
    ]
    return html.Div(
        [
            html.P(t.text("browser.play.share"), className="muted play-small"),
            html.Nav(links, className="play-again", **attributes(aria_label=t.text("browser.play.again"))),
        ],
        className="play-end",
    )
