"""Whether goals are reached, from replicates: shares with intervals, and how far a plan is from them."""

import math
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.outcomes import Goal
from sim.statistics import Scale, of_share

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Judgement = Literal["reached", "undecided", "missed"]

MOST_FRESH = 100_000
DISTANCE_COUNTS = 0.5
NEARNESS = Scale(-DISTANCE_COUNTS, 1.0)


class Share(NamedTuple):
    """Share of replicates in which a goal holds, with its interval."""

    share: float
    low: float
    high: float
    replicates: int


def holds(goals: Sequence[Goal], values: Floats) -> Bools:
    """Whether each goal holds in each replicate: (replicate, outcome) to (replicate, goal)."""
    return np.stack([goal.met(values[:, number]) for number, goal in enumerate(goals)], axis=1)


def share(held: Bools) -> Share:
    """Share of replicates and its interval (Clopper & Pearson 1934)."""
    return _share(int(held.sum()), held.size)


@cache
def _share(count: int, total: int) -> Share:
    return Share(*of_share(count, total), total)


def judge(goals: Sequence[Goal], held: Bools) -> Judgement:
    """Reached where every interval lies at or above its goal's probability, missed where one lies below."""
    found = [_judge(share(held[:, number]), goal) for number, goal in enumerate(goals)]
    return "missed" if "missed" in found else "undecided" if "undecided" in found else "reached"


def _judge(found: Share, goal: Goal) -> Judgement:
    if found.low >= goal.probability:
        return "reached"
    return "missed" if found.high < goal.probability else "undecided"


def fresh_needed(goals: Sequence[Goal], held: Bools) -> int:
    """About how many fresh replicates would decide, if the shares stayed as they are; 0 where it is decided.

    At most `MOST_FRESH`. They take the place of those at hand: an exact interval is for one look, so that it would be
    too sure of itself if runs were added because of what was seen.
    """
    open_ones = [
        (share(held[:, number]), goal.probability)
        for number, goal in enumerate(goals)
        if _judge(share(held[:, number]), goal) == "undecided"
    ]
    return max((_fresh(found, wanted) for found, wanted in open_ones), default=0)


def _fresh(found: Share, wanted: float) -> int:
    total = found.replicates
    while total < MOST_FRESH:
        total = math.ceil(total * 1.05)
        _, low, high = of_share(round(found.share * total), total)
        if low >= wanted or high < wanted:
            break
    return min(total, MOST_FRESH)


def nearness(goals: Sequence[Goal], values: Floats) -> Floats:
    """How near each replicate comes to each goal: 1 where it holds, else the distance to the level below zero.

    The distance, of at most `DISTANCE_COUNTS`, tells the search the way where no replicate reaches anything yet.
    """
    columns = [
        goal.met(values[:, number]) - DISTANCE_COUNTS * _distance(goal, values[:, number])
        for number, goal in enumerate(goals)
    ]
    return np.stack(columns, axis=1)


def miss(goals: Sequence[Goal], values: Floats) -> float:
    """How far a plan is from its goals, by the nearness of its replicates; below zero where more is reached."""
    wanted = np.array([goal.probability for goal in goals])
    return float((wanted - nearness(goals, values).mean(axis=0)).max())


def lack(goals: Sequence[Goal], values: Floats) -> float:
    """Probability that the goal furthest from its own lacks; negative where all are exceeded."""
    wanted = np.array([goal.probability for goal in goals])
    return float((wanted - holds(goals, values).mean(axis=0)).max())


def _distance(goal: Goal, values: Floats) -> Floats:
    """Distance to the level, as a share of it; 1 where there is no value."""
    known = np.where(np.isnan(values) & goal.outcome.may_never_come, np.inf, values)
    lacking = np.where(goal.met(values), 0.0, np.abs(goal.level - known) / (abs(goal.level) or 1.0))
    shown: Floats = np.minimum(np.nan_to_num(lacking, nan=1.0, posinf=1.0), 1.0)
    return shown
