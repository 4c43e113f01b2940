"""Confirmed plans: how often the share that is reported holds the true one, and how often a measure in it is needless.

Two measures, the second of which adds something or hardly anything; shares under both and under the first alone are
known. What is repeated is the last word on a plan: fresh runs of it and of it without each measure.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from sim.experiments.outcomes import parse_goal
from sim.experiments.recommend.bench import Bench
from sim.experiments.recommend.choose import Choice
from sim.experiments.recommend.confirm import confirm
from sim.experiments.recommend.plans import Plan, Step
from sim.statistics import Floats, of_share

GOAL = parse_goal("image.sales at week 5 >= 0.5 with 0.9")
FIRST, SECOND = Step("first", 1, 1.0), Step("second", 1, 1.0)
BOTH, ALONE = (FIRST, SECOND), (FIRST,)
RUNS = 2000
STUDIES = 400
SHARES = (
    (0.93, 0.80), (0.93, 0.90), (0.93, 0.905), (0.94, 0.91), (0.94, 0.915), (0.925, 0.92), (0.95, 0.92), (0.95, 0.93),
)  # fmt: skip


class Luck(Bench):
    """Runs of plans that reach the goal with known shares."""

    def __init__(self, shares: dict[Plan, float], seed: int) -> None:
        self.shares = shares
        self._rng = np.random.default_rng(seed)

    def measure(self, plans: Iterable[Plan], replicates: int) -> dict[Plan, Floats]:
        """Whether the goal is reached in each of so many runs, as a level of 0 or 1."""
        return {plan: self._held(self.shares.get(plan, 0.0), replicates) for plan in plans}

    def _held(self, share: float, replicates: int) -> Floats:
        return np.where(self._rng.random((replicates, 1)) < share, 1.0, 0.0)

    @contextmanager
    def look(self, _luck: int) -> Iterator[Bench]:
        """Fresh runs, whichever look it is."""
        yield self


class Held(NamedTuple):
    """Shares of the recommendations: whose interval holds the truth, that are simple, falsely sure, or contradicted."""

    held: float
    simple: float
    false: float
    contradicted: float
    bias: float  # mean of the reported share less the true one


def held(both: float, alone: float, studies: int = STUDIES) -> Held:
    """Repeat the last word on the plan of both measures."""
    firm = Luck({BOTH: both, ALONE: alone, (SECOND,): 0.1}, seed=1)
    found = np.zeros(5)
    for _ in range(studies):
        choice, look = confirm(Choice(BOTH, verified=True), [GOAL], RUNS, len, firm.look)
        true = firm.shares[choice.plan]
        share = of_share(int(look.known[choice.plan].sum()), RUNS)
        is_sure = look.verdict(choice.plan) == "reached"
        against = choice.plan == BOTH and look.verdict(ALONE) == "reached"
        is_held = share.low <= true <= share.high
        found += [is_held, choice.plan == ALONE, is_sure and true < GOAL.probability, against, share.mean - true]
    return Held(*(found / studies).tolist())


def rows() -> Iterator[tuple[str, str]]:
    """What was measured, and how it came out."""
    for both, alone in SHARES:
        found = held(both, alone)
        yield (
            f"goal reached in {both:.1%} with both measures, {alone:.1%} with one; 90% wanted",
            f"interval held {found.held:.1%}, bias {found.bias:+.4f}; the simpler plan in {found.simple:.0%}; "
            f"falsely sure {found.false:.1%}, contradicted by its report {found.contradicted:.1%}",
        )
