"""Where a board is played: who keeps the game, and the callbacks that are the same for all."""

import hmac
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from sim.app.limits import LOOKS_BACK, LOOKS_BACK_EACH
from sim.app.pages.attributes import attributes
from sim.app.pages.play import recap as shown
from sim.app.pages.play.board import View, board
from sim.app.pages.visit import translator_of
from sim.app.play import recap as looking_back
from sim.app.play import turns as turning
from sim.app.play.calendar import MONTHS, MONTHS_PER_QUARTER
from sim.app.play.choice import Choice, decode, fits, stretched
from sim.app.play.claims import is_settled
from sim.app.play.game import Game
from sim.app.play.link import CHOICES, SCENARIO, SEED, read
from sim.app.play.stage import Luck, Stage, stage
from sim.app.site import Site
from sim.app.turns.share import Share
from sim.errors import FlurfunkError, ScenarioError
from sim.language import Translator
from sim.scenario.tree import quoted

# When a whole room looks back at once, each is shown fewer replicates rather than after long.
PATIENCE = 3.0  # seconds
LOOK = "look"


class Seat(NamedTuple):
    """A player's game as it is kept: how many months may be decided so far, and whether the player has stopped."""

    game: Game
    open_months: int = MONTHS
    ended: bool = False
    may_stop: bool = True


class Keeper(NamedTuple):
    """Who keeps the games of a table.

    `states` are what Dash hands to `load` and `save` from the page. `save` is handed the seat with the months newly
    decided, and returns it as it is kept now; it may refuse with an error. `kept` is what it wants to find again among
    its states, as the data of the store `<prefix>-game`.
    """

    states: Sequence[State]
    load: Callable[..., Seat]
    save: Callable[..., Seat]
    kept: Callable[[Seat], Any]


def table(t: Translator, site: Site, seat: Seat, keeper: Keeper, prefix: str) -> Component:
    """Board with all that its callbacks need around it."""
    return html.Div(
        [
            dcc.Store(id=f"{prefix}-game", data=keeper.kept(seat)),
            dcc.Store(id=f"{prefix}-act"),
            dcc.Store(id=f"{prefix}-theme"),
            dcc.Store(id=f"{prefix}-ticks"),  # never filled: without an output nothing is called when a month is there
            html.P("", id=f"{prefix}-error", className="play-missing", role="alert"),
            html.Div(board(t, view(site, seat), prefix), id=f"{prefix}-board", className="play-board"),
        ],
        className="play",
        **attributes(data_play=prefix, data_lost=t.text("browser.play.not_saved"), data_ticks=_ticks(site, seat.game)),
    )


def _ticks(site: Site, game: Game) -> str:
    """Name under which a browser keeps what is ticked and not sent yet; it tells nothing of the luck of the game."""
    return hmac.digest(site.settings.key, f"ticks {game.scenario} {game.seed}".encode(), "sha256").hex()[:16]


def view(site: Site, seat: Seat, told_from: int | None = None) -> View:
    """What a seat's board shows."""
    made = stage(site.library.variants(seat.game.scenario))
    return View(made, seat.game, seat.open_months, told_from, seat.ended, seat.may_stop)


def register_table(app: Dash, site: Site, prefix: str, keeper: Keeper) -> None:
    """Register the callbacks of one table."""
    _in_the_browser(app, prefix)
    _register_recap(app, site, prefix)

    @app.callback(
        Output(f"{prefix}-board", "children"),
        Output(f"{prefix}-game", "data"),
        Output(f"{prefix}-error", "children"),
        Input(f"{prefix}-act", "data"),
        State("url", "pathname"),
        *keeper.states,
        prevent_initial_call=True,
    )
    def act(asked: Any, pathname: str, *states: Any) -> Any:
        t = translator_of(pathname)
        try:
            before = keeper.load(*states)
            seat = keeper.save(decided(asked, before), *states)
        except FlurfunkError:
            return no_update, no_update, t.text("browser.play.not_saved")
        told_from = len(before.game.choices) if len(seat.game.choices) > len(before.game.choices) else None
        return board(t, view(site, seat, told_from), prefix), keeper.kept(seat), ""


def _register_recap(app: Dash, site: Site, prefix: str) -> None:
    """Register the steps of the look back; whoever finds the server busy asks again after a while."""
    free = Share(LOOKS_BACK, LOOKS_BACK_EACH)

    @app.callback(
        Output(f"{prefix}-recap", "children"),
        Output(f"{prefix}-compared", "children"),
        Output(f"{prefix}-theory", "children"),
        Output(f"{prefix}-ask-turns", "data"),
        Output(f"{prefix}-ask-later", "data"),
        Input(f"{prefix}-ask", "data"),
        State("url", "pathname"),
    )
    def look_back(asked: Any, pathname: str) -> Any:
        made, game = _asked(site, asked)
        look = _look(asked, looking_back.LOOKS)
        with free.taken() as is_free:
            if not is_free:
                return no_update, no_update, no_update, no_update, _again(asked, look)
            found = looking_back.recap(_runs(site, made), game, looking_back.LOOKS[look])
            is_last = look + 1 == len(looking_back.LOOKS) or (look > 0 and is_settled(found))
        t = translator_of(pathname)
        first = shown.first_part(t, made, found, prefix) if look == 0 else no_update
        return (
            first, shown.compared_part(t, found, is_last=is_last), shown.theory_part(t, found, is_last=is_last),
            asked if look == 0 else no_update, no_update if is_last else _again(asked, look + 1, soon=True),
        )  # fmt: skip

    @app.callback(
        Output(f"{prefix}-turns", "children"),
        Output(f"{prefix}-ask-turns-later", "data"),
        Input(f"{prefix}-ask-turns", "data"),
        State("url", "pathname"),
        prevent_initial_call=True,
    )
    def turn_round(asked: Any, pathname: str) -> Any:
        made, game = _asked(site, asked)
        look = _look(asked, turning.LOOKS)
        with free.taken() as is_free:
            if not is_free:
                return no_update, _again(asked, look)
            found = turning.turns(_runs(site, made), game, turning.LOOKS[look])
        is_last = look + 1 == len(turning.LOOKS)
        told = shown.turns_part(translator_of(pathname), found, prefix, is_last=is_last)
        return told, no_update if is_last else _again(asked, look + 1, soon=True)

    for store in (f"{prefix}-ask", f"{prefix}-ask-turns"):
        app.clientside_callback(_ours("again"), Input(f"{store}-later", "data"), prevent_initial_call=True)


def _look(asked: Any, looks: tuple[int, ...]) -> int:
    """Which look is asked for, the first one unless it is another one that there is."""
    look = asked.get(LOOK) if isinstance(asked, dict) else None
    return look if type(look) is int and look in range(len(looks)) else 0


def _again(asked: Any, look: int, *, soon: bool = False) -> dict[str, Any]:
    """What the browser is to ask next, at once or when the server may be less busy."""
    return {"ask": {**asked, LOOK: look, "again": time.time()}, "soon": soon}


def decided(asked: object, seat: Seat) -> Seat:
    """Seat after what its player did: the browser sends what was done, in which month, and how the month was filled in.

    Raises
    ------
    ScenarioError
        Where that is nothing that the player may do now.
    """
    said: dict[str, object] = asked if isinstance(asked, dict) else {}
    does, month = said.get("do"), len(seat.game.choices)
    if said.get("month") != month:  # somebody touched twice, or has the game open elsewhere
        return seat
    if does == "stop" and seat.may_stop and month > 0:
        return seat._replace(ended=True)
    if does == "on":
        return seat._replace(ended=False)
    if month >= min(MONTHS, seat.open_months):
        raise ScenarioError(f"month: must be at most {min(MONTHS, seat.open_months)}, got {month + 1}")
    return seat._replace(game=seat.game._replace(choices=(*seat.game.choices, *_new(does, said, seat, month))))


def _new(does: object, said: dict[str, object], seat: Seat, month: int) -> tuple[Choice, ...]:
    """Choices of this month, or of all that are left of the quarter."""
    if does == "same" and month > 0:
        return (stretched(seat.game.choices[-1], month),)
    choice = decode(str(said.get("word")))
    if does not in ("decide", "quarter") or not fits(choice, month):
        raise ScenarioError(f"month: must be decided week by week, got {quoted(str(does)[:20])}")
    last = month + 1 if does == "decide" else (month // MONTHS_PER_QUARTER + 1) * MONTHS_PER_QUARTER
    return tuple(stretched(choice, at) for at in range(month, min(last, seat.open_months)))


def _asked(site: Site, asked: object) -> tuple[Stage, Game]:
    """Game that a recap is asked for.

    Raises
    ------
    ScenarioError
        Where it is none, or has no month.
    """
    said: dict[str, object] = asked if isinstance(asked, dict) else {}
    words = {name: str(said.get(name, "")) for name in (SCENARIO, SEED, CHOICES)}
    link = read(words, site.library)
    if link is None or not link.game.choices:
        raise ScenarioError("game: must have a month that was decided, got none")
    return stage(site.library.variants(link.game.scenario)), link.game


def _runs(site: Site, made: Stage) -> looking_back.Runs:
    return Luck(site.ensembles, made, PATIENCE)


def _in_the_browser(app: Dash, prefix: str) -> None:
    """Gather what was done, decide weeks at once, draw charts in the colours of the theme, keep the address."""
    weeks = {"part": f"{prefix}-week", "at": ALL}
    app.clientside_callback(
        _ours("act"),
        Output(f"{prefix}-act", "data"),
        Input({"part": f"{prefix}-do", "at": ALL}, "n_clicks"),
        State(weeks, "value"),
        State({"part": f"{prefix}-manner", "at": ALL}, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        _ours("ticks"),
        Output(f"{prefix}-ticks", "data"),
        Input(weeks, "value"),
        Input({"part": f"{prefix}-manner", "at": ALL}, "value"),
    )
    app.clientside_callback(
        _ours("atOnce"),
        Output(weeks, "value"),
        Input({"part": f"{prefix}-all", "at": ALL}, "n_clicks"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        _ours("themed"),
        Output({"part": f"{prefix}-chart", "at": MATCH}, "figure"),
        Input({"part": f"{prefix}-figure", "at": MATCH}, "data"),
        Input(f"{prefix}-theme", "data"),
    )
    app.clientside_callback(
        _ours("arrived"),
        Output(f"{prefix}-board", "data-month"),
        Input(f"{prefix}-game", "data"),
        prevent_initial_call=True,
    )


def _ours(name: str) -> ClientsideFunction:
    return ClientsideFunction("flurfunk_play", name)
