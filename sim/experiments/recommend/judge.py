"""Whether goals are reached, from replicates: shares with intervals, and how far a plan is from them."""

import math
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.outcomes import Goal
from sim.results.intervals import CONFIDENCE, of_share

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Judgement = Literal["reached", "undecided", "missed"]

STRICT = 0.99
MOST_MORE = 100_000
DISTANCE_COUNTS = 0.5


class Share(NamedTuple):
    """Share of replicates in which a goal holds, with its interval."""

    share: float
    low: float
    high: float
    replicates: int


def holds(goals: Sequence[Goal], values: Floats) -> Bools:
    """Whether each goal holds in each replicate: (replicate, outcome) to (replicate, goal)."""
    return np.stack([goal.met(values[:, number]) for number, goal in enumerate(goals)], axis=1)


def share(held: Bools, confidence: float = CONFIDENCE) -> Share:
    """Share of replicates and its interval (Wilson 1927)."""
    count, total = int(held.sum()), held.size
    return Share(*of_share(count, total, confidence), total)


def judge(goals: Sequence[Goal], held: Bools, confidence: float = CONFIDENCE) -> Judgement:
    """Reached where every interval lies at or above its goal's probability, missed where one lies below."""
    found = [_judge(share(held[:, number], confidence), goal) for number, goal in enumerate(goals)]
    return "missed" if "missed" in found else "undecided" if "undecided" in found else "reached"


def _judge(found: Share, goal: Goal) -> Judgement:
    if found.low >= goal.probability:
        return "reached"
    return "missed" if found.high < goal.probability else "undecided"


@cache
def aim(probability: float, replicates: int) -> float:
    """Share of so many replicates from which on a probability is reached beyond doubt; 1 where none is enough.

    Without any replicates, the probability itself.
    """
    if not replicates:
        return probability
    counts = range(math.floor(probability * replicates), replicates)
    return next((n / replicates for n in counts if of_share(n, replicates, STRICT).low >= probability), 1.0)


def more_needed(goals: Sequence[Goal], held: Bools) -> int:
    """About how many more replicates would decide, if the shares stayed as they are; at most `MOST_MORE`."""
    open_ones = [
        (share(held[:, number]), goal.probability)
        for number, goal in enumerate(goals)
        if _judge(share(held[:, number]), goal) == "undecided"
    ]
    return max((_more(found, wanted) for found, wanted in open_ones), default=0)


def _more(found: Share, wanted: float) -> int:
    total = found.replicates
    while total < found.replicates + MOST_MORE:
        total = math.ceil(total * 1.05)
        _, low, high = of_share(round(found.share * total), total)
        if low >= wanted or high < wanted:
            break
    return min(total - found.replicates, MOST_MORE)


def miss(goals: Sequence[Goal], values: Floats) -> float:
    """How far a plan is from its goals: the largest lack of probability, and how far the replicates themselves are.

    The second part tells the search the way where no replicate reaches anything yet. Below zero where more is
    reached than was asked for.
    """
    held = holds(goals, values)
    return max(
        goal.probability - float(held[:, number].mean()) + DISTANCE_COUNTS * _distance(goal, values[:, number])
        for number, goal in enumerate(goals)
    )


def _distance(goal: Goal, values: Floats) -> float:
    """Mean distance to the level, as a share of it; 1 where there is no value."""
    known = np.where(np.isnan(values) & goal.outcome.may_never_come, np.inf, values)
    lacking = np.where(goal.met(values), 0.0, np.abs(goal.level - known) / (abs(goal.level) or 1.0))
    return float(np.minimum(np.nan_to_num(lacking, nan=1.0, posinf=1.0), 1.0).mean())
