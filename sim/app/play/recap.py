"""Looking back: how much was luck, and what always or never being there would have brought.

All games meet the same luck, so that differences are paired, replicate by replicate.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sim.app.play.calendar import MONTHS_PER_QUARTER
from sim.app.play.game import Game
from sim.app.play.stage import Floats, Paths
from sim.app.play.standing import last_quarter, scale_of_revenue
from sim.statistics import UNIT, Paired, paired

# Replicates of the first look, of the second, and of the last, which comes where something is still open that matters.
# The intervals hold however often one looks.
LOOKS = (100, 400, 1_200)
SKIPPED = 4  # every so manieth week of a game that is not quite always there goes to the customer

Runs = Callable[[Game, int, int], Paths]  # game, replicates, months


class Difference(NamedTuple):
    """One game minus another, over the last three months or those there are."""

    image: Paired
    revenue: Paired


class Recap(NamedTuple):
    """A game beside what else it could have been.

    `present` and `absent` are the same game, words and demands included, with the meeting first in every week or in
    none; `share` is that of the weeks in which it went first in the game itself. Where the game itself was one of
    these, `less` is the game with the meeting first in three weeks of four.
    """

    months: int
    share: float
    own: Paths
    present: Paths
    absent: Paths
    less: Paths | None
    image: Floats  # (replicate,) of the own game over the months compared
    revenue: Floats

    @property
    def n(self) -> int:
        """Replicates of every game."""
        return len(self.image)

    @property
    def same(self) -> str | None:
        """Of `always` and `never` being there the one that was played, if it was one of them."""
        return {1.0: "always", 0.0: "never"}.get(self.share)

    @property
    def months_compared(self) -> int:
        """Months at the end over which games are compared; a short game has fewer than a quarter."""
        return min(self.months, MONTHS_PER_QUARTER)

    @property
    def to_present(self) -> Difference:
        """Always being there minus the own game."""
        return difference(self.own, self.present, self.months)

    @property
    def to_absent(self) -> Difference:
        """Never being there minus the own game."""
        return difference(self.own, self.absent, self.months)


def recap(runs: Runs, game: Game, replicates: int = LOOKS[0]) -> Recap:
    """Compare a game with its own decisions under other luck, and with always and never being there."""
    months = len(game.choices)
    weeks = [first for choice in game.choices for first in choice.meeting_first]
    share = sum(weeks) / len(weeks)
    every = [game, with_weeks(game, [True]), with_weeks(game, [False])]
    if share in (0.0, 1.0):
        every.append(with_weeks(game, [True] * (SKIPPED - 1) + [False]))
    own, present, absent, *less = _as_many([runs(each, replicates, months) for each in every])
    image, revenue = last_quarter(own, months)
    return Recap(months, share, own, present, absent, less[0] if less else None, image, revenue)


def difference(one: Paths, other: Paths, months: int) -> Difference:
    """Other minus one."""
    one, other = _as_many([one, other])
    (image, revenue), (other_image, other_revenue) = last_quarter(one, months), last_quarter(other, months)
    return Difference(paired(image, other_image, UNIT), paired(revenue, other_revenue, scale_of_revenue(one)))


def with_weeks(game: Game, pattern: Sequence[bool]) -> Game:
    """Game with the same words and demands, whose weeks repeat a pattern of those in which the meeting goes first."""
    choices, week = [], 0
    for each in game.choices:
        first = tuple(pattern[(week + n) % len(pattern)] for n in range(len(each.meeting_first)))
        choices.append(each._replace(meeting_first=first))
        week += len(first)
    return game._replace(choices=tuple(choices))


def _as_many(every: list[Paths]) -> list[Paths]:
    """Replicates that all of them have: a busy server may have computed fewer of some."""
    n = min(len(each.image) for each in every)
    return [Paths(*(values[:n] for values in each)) for each in every]
