"""A room keeps its players' games: month by month in the database, the player known by a cookie alone."""

from sim.app.pages.play.table import Keeper
from sim.app.pages.play.table import Seat as GameSeat
from sim.app.pages.room.access import own_seat, player_token
from sim.app.play.choice import decode, encode
from sim.app.play.game import Game
from sim.app.rooms.decisions import decide
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Seat
from sim.app.site import Site


def as_game(seat: Seat) -> GameSeat:
    """Seat in a room as the game's board wants it; nothing is looked back on where nothing was decided."""
    game = Game(seat.room.scenario, seed=seat.room.seed, choices=tuple(map(decode, seat.choices)))
    return GameSeat(game, seat.room.months, ended=seat.room.ended and bool(seat.choices), may_stop=False)


def keeper(site: Site) -> Keeper:
    """Keeper of the games of a site's rooms."""

    def load(*_: object) -> GameSeat:
        return as_game(_seat(site))

    def save(wanted: GameSeat, *_: object) -> GameSeat:
        token, before = player_token(), _seat(site)
        for month, choice in list(enumerate(wanted.game.choices, 1))[len(before.choices) :]:
            try:
                decide(site.rooms.engine, token, month, encode(choice))
            except RoomError as error:
                # Decided in another window: the board shows what counts. Stopped halfway: what came before stands.
                if error.reason != "not_next" and month == len(before.choices) + 1:
                    raise
                break
        return as_game(_seat(site))

    return Keeper(states=(), load=load, save=save, kept=step)


def step(seat: GameSeat) -> str:
    """What there is to do: decide a month, wait for the next round, or look back.

    It stays the same while somebody thinks, whatever the facilitator does with the rounds meanwhile.
    """
    decided = len(seat.game.choices)
    if seat.ended:
        return "over"
    return f"decide-{decided + 1}" if decided < seat.open_months else f"wait-{decided}"


def _seat(site: Site) -> Seat:
    found = own_seat(site)
    if found is None:
        raise RoomError("unknown_player")
    return found
