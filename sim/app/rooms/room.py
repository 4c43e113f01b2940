"""A room and its players, as they are at one moment."""

from typing import Literal, NamedTuple

from sim.app.play.calendar import MONTHS, MONTHS_PER_QUARTER

ROUNDS = MONTHS // MONTHS_PER_QUARTER

Phase = Literal["waiting", "open", "paused", "ended"]


class Room(NamedTuple):
    """A room; `rounds` counts those that have been opened, each of them a quarter of three months."""

    id: int
    code: str
    view: str
    scenario: str
    seed: int
    named: bool
    language: str
    rounds: int
    paused: bool
    ended: bool
    revision: int
    made_at: int
    locked: bool = False

    @property
    def phase(self) -> Phase:
        """What a player can do: wait for the first round, decide, wait for the facilitator, look back."""
        if self.ended:
            return "ended"
        if self.rounds == 0:
            return "waiting"
        return "paused" if self.paused else "open"

    @property
    def months(self) -> int:
        """Months that may be decided so far."""
        return self.rounds * MONTHS_PER_QUARTER

    @property
    def is_last(self) -> bool:
        """Whether there is no further round to open."""
        return self.rounds >= ROUNDS


class Player(NamedTuple):
    """Somebody in a room; an anonymous one has a number and no name."""

    id: int
    room_id: int
    number: int
    name: str


class Seat(NamedTuple):
    """A player, the room, and everything this player has decided so far, month by month."""

    player: Player
    room: Room
    choices: tuple[str, ...]
