"""Where everybody in a room stands, on two axes: image and revenue."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sim.app.library import Library
from sim.app.play.calendar import length
from sim.app.play.choice import Choice
from sim.app.play.game import Game
from sim.app.play.standing import Standing, outcome
from sim.app.rooms.room import Room

MOST_KEPT = 20_000
Judge = Callable[[Game], Standing]


class Place(NamedTuple):
    """A player by number, after so many months.

    `is_ahead` tells that nobody else has at least as much of both and more of one, in the luck of the room. Only those
    who went as far as anybody are compared: who stops early keeps the revenue that later months would have cost.
    """

    number: int
    months: int
    image: float
    revenue: float
    is_ahead: bool


def judge(library: Library) -> Judge:
    """Outcome of games, each computed once: a game is its decisions, so the same decisions end the same."""

    @lru_cache(maxsize=MOST_KEPT)
    def found(game: Game) -> Standing:
        return outcome(game, library)

    return found


def places(room: Room, decided: Mapping[int, Sequence[Choice]], judged: Judge) -> list[Place]:
    """Everybody who has decided anything; first those who are ahead, then as they joined.

    Image and revenue have no common measure by which the others could be ranked.
    """
    found = []
    for number, choices in decided.items():
        if choices:
            standing = judged(Game(room.scenario, room.seed, tuple(choices)))
            found.append(Place(number, len(choices), standing.image, standing.revenue, is_ahead=False))
    whole = furthest(found)
    marked = [
        each._replace(is_ahead=each in whole and not any(_beats(other, each) for other in whole)) for each in found
    ]
    return sorted(marked, key=lambda each: (not each.is_ahead, -each.months, each.number))


def furthest(found: Sequence[Place]) -> list[Place]:
    """Those who have decided as many months as anybody."""
    most = max((each.months for each in found), default=0)
    return [each for each in found if each.months == most]


def extremes(room: Room, months: int, judged: Judge) -> dict[str, Standing]:
    """What always going to the meeting, and always to the customer, would have brought in the luck of this room."""
    return {
        name: judged(Game(room.scenario, room.seed, _always(meeting_first, months)))
        for name, meeting_first in (("meeting", True), ("customer", False))
    }


def _always(meeting_first: bool, months: int) -> tuple[Choice, ...]:
    return tuple(Choice((meeting_first,) * length(month)) for month in range(months))


def _beats(one: Place, other: Place) -> bool:
    at_least = one.image >= other.image and one.revenue >= other.revenue
    return at_least and (one.image, one.revenue) != (other.image, other.revenue)
