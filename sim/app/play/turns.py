"""Which quarter mattered: each one decided the other way round, everything else alike, under the same luck."""

from typing import NamedTuple

import numpy as np

from sim.app.play.calendar import MONTHS_PER_QUARTER
from sim.app.play.choice import Choice
from sim.app.play.game import Game
from sim.app.play.recap import Runs
from sim.app.play.stage import Floats
from sim.app.play.standing import last_quarter
from sim.statistics import UNIT, Paired, Scale, chance_of, holm, paired

LOOKS = (100, 400)  # replicates of the first look, and of the last
SURE = 0.05


class Turn(NamedTuple):
    """A quarter, 0 the first, and what its opposite would have changed in the image at the end.

    `sure` after correction for all quarters.
    """

    quarter: int
    change: Paired
    sure: bool


class Turns(NamedTuple):
    """All quarters; `is_alone` tells that the turning point surely mattered more than any other quarter."""

    quarters: tuple[Turn, ...]
    is_alone: bool

    @property
    def point(self) -> Turn | None:
        """Quarter whose opposite would surely have changed the image, and by the most; None where none surely would."""
        sure = (each for each in self.quarters if each.sure)
        return max(sure, key=lambda each: abs(each.change.difference), default=None)

    @property
    def n(self) -> int:
        """Replicates that all comparisons have."""
        return min(each.change.n for each in self.quarters)


def turns(runs: Runs, game: Game, replicates: int = LOOKS[0]) -> Turns:
    """Every quarter and what its opposite would have changed in the end."""
    months = len(game.choices)
    quarters = range(-(-months // MONTHS_PER_QUARTER))
    every = [runs(game, replicates, months), *(runs(opposite(game, each), replicates, months) for each in quarters)]
    n = min(len(each.image) for each in every)
    own, *others = (last_quarter(each, months)[0][:n] for each in every)
    changes = [paired(own, each, UNIT) for each in others]
    chances = holm(np.array([each.p for each in changes]))
    found = Turns(tuple(Turn(at, changes[at], bool(chances[at] < SURE)) for at in quarters), is_alone=False)
    if found.point is None:
        return found
    return found._replace(is_alone=_stands_out(np.stack(others) - own, found.point.quarter))


def opposite(game: Game, quarter: int) -> Game:
    """Game with one quarter decided the other way round, words and demands as they were."""
    first = quarter * MONTHS_PER_QUARTER
    own = range(first, first + MONTHS_PER_QUARTER)
    return game._replace(
        choices=tuple(_turned_round(each) if month in own else each for month, each in enumerate(game.choices))
    )


def _stands_out(effects: Floats, most: int) -> bool:
    """Whether one of the effects (quarter, replicate) is surely larger than every other, whatever their signs.

    It is larger than another one if it exceeds both that one and its opposite. All of that has to be sure at once, and
    as each of the other quarters could be the one that matters more, chances count as many times.
    """
    own = effects[most] * np.sign(effects[most].mean())
    others = np.delete(effects, most, axis=0) * np.sign(effects[most].mean())
    # Effects of two quarters have the own game in common, which cancels where they are subtracted.
    pairs = [(own - each, Scale(-1.0, 1.0)) for each in others] + [(own + each, Scale(-2.0, 2.0)) for each in others]
    return all(
        each.mean() > 0.0 and chance_of(each, scale, 0.0) * len(others) < SURE for each, scale in pairs
    )  # fmt: skip


def _turned_round(choice: Choice) -> Choice:
    return choice._replace(meeting_first=tuple(not first for first in choice.meeting_first))
