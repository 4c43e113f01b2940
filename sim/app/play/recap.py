"""Looking back: how much was luck, what always or never being there would have brought, and which quarter mattered.

All games meet the same luck, so that differences are paired, replicate by replicate.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.app.play.calendar import MONTHS_PER_QUARTER
from sim.app.play.choice import Choice
from sim.app.play.game import Game
from sim.app.play.stage import Floats, Paths
from sim.app.play.standing import last_quarter
from sim.experiments.paired import Paired, holm, paired

REPLICATES = 50
REPLICATES_OF_TURNS = 16
SURE = 0.05

Runs = Callable[[Game, int, int], Paths]  # game, replicates, months


class Difference(NamedTuple):
    """Other minus own, over the last three months or those there are."""

    image: Paired
    revenue: Paired


class Recap(NamedTuple):
    """A game beside what else it could have been.

    `present` and `absent` are the same game, words and demands included, with the meeting first in every week or in
    none; `share` is that of the weeks in which it went first in the game itself.
    """

    months: int
    share: float
    own: Paths
    present: Paths
    absent: Paths
    to_present: Difference
    to_absent: Difference
    image: Floats  # (replicate,) of the own game over the months compared
    revenue: Floats

    @property
    def same(self) -> str | None:
        """Of `always` and `never` being there the one that was played, if it was one of them."""
        return {1.0: "always", 0.0: "never"}.get(self.share)

    @property
    def months_compared(self) -> int:
        """Months at the end over which games are compared; a short game has fewer than a quarter."""
        return min(self.months, MONTHS_PER_QUARTER)


class Turn(NamedTuple):
    """A quarter, 0 the first, and what its opposite would have changed; `sure` after correction for all quarters."""

    quarter: int
    change: Difference
    sure: bool


class Claim(NamedTuple):
    """A sentence of the theory and what the game says of it: `agrees`, `disagrees` or `open`."""

    name: str
    measure: str
    difference: Paired
    verdict: str


def recap(runs: Runs, game: Game, replicates: int = REPLICATES) -> Recap:
    """Compare a game with its own decisions under other luck, and with always and never being there."""
    months = len(game.choices)
    every = (game, _with(game, always=True), _with(game, always=False))
    own, present, absent = _as_many([runs(each, replicates, months) for each in every])
    weeks = [first for choice in game.choices for first in choice.meeting_first]
    image, revenue = last_quarter(own, months)
    return Recap(
        months, sum(weeks) / len(weeks), own, present, absent,
        _difference(own, present, months), _difference(own, absent, months), image, revenue,
    )  # fmt: skip


def turns(runs: Runs, game: Game, replicates: int = REPLICATES_OF_TURNS) -> tuple[Turn, ...]:
    """Every quarter and what its opposite would have changed in the end."""
    months = len(game.choices)
    own = runs(game, replicates, months)
    changes = [
        _difference(own, runs(_opposite(game, quarter), replicates, months), months)
        for quarter in range(-(-months // MONTHS_PER_QUARTER))
    ]
    chances = holm(np.array([each.image.p for each in changes]))
    return tuple(Turn(n, each, bool(p < SURE)) for n, (each, p) in enumerate(zip(changes, chances, strict=True)))


def turning_point(turns: tuple[Turn, ...]) -> Turn | None:
    """Quarter whose opposite would surely have changed the image, and by the most; None where none surely would."""
    return max((each for each in turns if each.sure), key=lambda each: abs(each.change.image.difference), default=None)


def claims(found: Recap) -> tuple[Claim, ...]:
    """What the theory expects of a game, and whether this one agrees.

    A game with some presence is held against one with none; a game without any against one that was always there.
    """
    if found.share > 0.0:
        there = [("image", _turned(found.to_absent.image)), ("revenue", _turned(found.to_absent.revenue))]
    else:
        there = [("image", found.to_present.image), ("revenue", found.to_present.revenue)]
    claims = [Claim("presence" if m == "image" else "customers", m, each, _verdict(each)) for m, each in there]
    if 0.0 < found.share < 1.0:
        full = _turned(found.to_present.revenue)
        # That a game does worse than full presence does not speak against a best presence below it.
        claims.append(Claim("limits", "revenue", full, "agrees" if full.low > 0.0 else "open"))
    return tuple(claims)


def _verdict(difference: Paired) -> str:
    return "agrees" if difference.low > 0.0 else "disagrees" if difference.high < 0.0 else "open"


def _turned(found: Paired) -> Paired:
    """The same difference the other way round."""
    return found._replace(
        baseline=found.other, other=found.baseline, difference=-found.difference, low=-found.high, high=-found.low
    )


def _difference(own: Paths, other: Paths, months: int) -> Difference:
    own, other = _as_many([own, other])
    one, two = last_quarter(own, months), last_quarter(other, months)
    return Difference(paired(one[0], two[0]), paired(one[1], two[1]))


def _as_many(every: list[Paths]) -> list[Paths]:
    """Replicates that all of them have: a busy server may have computed fewer of some."""
    n = min(len(each.image) for each in every)
    return [Paths(*(values[:n] for values in each)) for each in every]


def _with(game: Game, *, always: bool) -> Game:
    changed = [each._replace(meeting_first=(always,) * len(each.meeting_first)) for each in game.choices]
    return game._replace(choices=tuple(changed))


def _opposite(game: Game, quarter: int) -> Game:
    first = quarter * MONTHS_PER_QUARTER
    own = range(first, first + MONTHS_PER_QUARTER)
    return game._replace(
        choices=tuple(_turned_round(each) if month in own else each for month, each in enumerate(game.choices))
    )


def _turned_round(choice: Choice) -> Choice:
    return choice._replace(meeting_first=tuple(not first for first in choice.meeting_first))
