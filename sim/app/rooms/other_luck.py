"""Whether somebody is ahead by what they decided or by luck: the same decisions of everybody, met by other luck."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.app.play.choice import Choice
from sim.app.play.game import Game
from sim.app.play.recap import Runs
from sim.app.play.standing import last_quarter
from sim.app.rooms.room import Room
from sim.statistics import Floats, Interval, of_share

LUCKS = 100


def shares_ahead(room: Room, decided: Mapping[int, Sequence[Choice]], runs: Runs) -> dict[int, Interval]:
    """In what share of other lucks each player would be ahead, with its interval.

    Of those only who have decided as many months as anybody; no entry at all where fewer than two have.
    """
    most = max((len(each) for each in decided.values()), default=0)
    whole = {number: tuple(each) for number, each in decided.items() if most and len(each) == most}
    if len(whole) < 2:
        return {}
    # The first luck is that of the room.
    ends = {
        choices: [
            each[1:] for each in last_quarter(runs(Game(room.scenario, room.seed, choices), LUCKS + 1, most), most)
        ]
        for choices in dict.fromkeys(whole.values())
    }
    n = min(image.size for image, _ in ends.values())
    image, revenue = (np.stack([ends[each][at][:n] for each in whole.values()]) for at in (0, 1))
    ahead = ahead_by_luck(image, revenue)
    return {number: of_share(int(each.sum()), n) for number, each in zip(whole, ahead, strict=True)}


def ahead_by_luck(image: Floats, revenue: Floats) -> NDArray[np.bool_]:
    """Whether nobody else has at least as much of both and more of one: (player, luck) each."""
    at_least = (image[:, None] >= image[None]) & (revenue[:, None] >= revenue[None])
    more = (image[:, None] > image[None]) | (revenue[:, None] > revenue[None])
    beaten: NDArray[np.bool_] = np.asarray((at_least & more).any(axis=0))
    return ~beaten
