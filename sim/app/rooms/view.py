"""A room as the facilitator sees it at one moment."""

from typing import NamedTuple

from sqlalchemy import Engine

from sim.app.play.calendar import MONTHS_PER_QUARTER
from sim.app.play.choice import Choice, decode
from sim.app.rooms import decisions, players
from sim.app.rooms.room import Player, Room
from sim.language import Translator


class View(NamedTuple):
    """A room, everybody in it, and their decisions by the player's number."""

    room: Room
    players: tuple[Player, ...]
    decided: dict[int, tuple[Choice, ...]]

    @property
    def n_done(self) -> int:
        """How many have decided everything that is open."""
        return sum(len(each) >= self.room.months for each in self.decided.values())

    def months_in_round(self, number: int) -> int:
        """How many months of the round that was opened last a player has decided."""
        before = self.room.months - MONTHS_PER_QUARTER
        return max(0, len(self.decided[number]) - before)


def view(engine: Engine, room: Room) -> View:
    """View of a room as it is now; players who have decided nothing have an empty list."""
    inside = players.inside(engine, room)
    kept = decisions.of_room(engine, room)
    decided = {each.number: tuple(map(decode, kept.get(each.number, ()))) for each in inside}
    return View(room, tuple(inside), decided)


def shown_name(player: Player, t: Translator) -> str:
    """Name of a player, or a number where the room is anonymous."""
    return player.name or t.text("browser.room.person", number=player.number)
