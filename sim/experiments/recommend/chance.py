"""How likely fresh runs would confirm what these say.

A plan whose interval just lies above the wanted share here lies there in every second report of fresh runs only. So a
plan is chosen by the chance that a report would call it sure: whatever its share here, that of fresh runs spreads as a
beta-binomial number does (with Jeffreys' prior), the spread of both kinds of runs included.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from scipy.stats import betabinom

from sim.experiments.outcomes import Goal
from sim.experiments.recommend.judge import Bools
from sim.statistics import ends_of_shares

SURE = 0.9
SAFER = 0.995
LIKELY = 0.75
EVEN = 0.5
HARDLY = 0.1
HOPELESS = 0.05
PRIOR = 0.5


@cache
def bounds(probability: float, runs: int) -> tuple[int, int]:
    """Least count of so many runs whose interval holds a probability, and least whose interval lies at or above it."""
    low, high = ends_of_shares(np.arange(runs + 1), runs)
    return int(np.searchsorted(high, probability)), int(np.searchsorted(low, probability))


@cache
def of_as_many(count: int, total: int, least: int, runs: int) -> float:
    """Chance of at least so many among fresh runs, where these had `count` of `total`."""
    if least <= 0:
        return 1.0
    return float(betabinom.sf(least - 1, runs, count + PRIOR, total - count + PRIOR))


@cache
def aim(probability: float, runs: int) -> float:
    """Share of so many runs from which on as many fresh ones would surely confirm; 1 where none is enough.

    Without any runs, the probability itself.
    """
    if not runs:
        return probability
    return min(_least(probability, runs), runs) / runs


def of_sure(goals: Sequence[Goal], held: Bools, runs: int) -> float:
    """Chance, at least, that every goal's interval over so many fresh runs lies at or above its probability."""
    return 1.0 - sum(1.0 - chance for chance in _chances(goals, held, runs, 1))


def of_not_missed(goals: Sequence[Goal], held: Bools, runs: int) -> float:
    """Chance, at least, that no goal's interval over so many fresh runs lies below its probability."""
    return 1.0 - sum(1.0 - chance for chance in _chances(goals, held, runs, 0))


def hardly_sure(goals: Sequence[Goal], held: Bools, runs: int) -> bool:
    """Whether hardly any report of so many fresh runs would call it sure."""
    return min(_chances(goals, held, runs, 1)) <= HARDLY


def may_become_sure(goals: Sequence[Goal], held: Bools, runs: int) -> bool:
    """Whether the first few runs leave hope that all of them will be as many as a choice asks for."""
    left, counts = runs - len(held), held.sum(axis=0).tolist()
    chances = (
        of_as_many(count, len(held), _least(goal.probability, runs) - count, left)
        for goal, count in zip(goals, counts, strict=True)
    )
    return min(chances) >= HOPELESS


def _chances(goals: Sequence[Goal], held: Bools, runs: int, which: int) -> list[float]:
    counts = held.sum(axis=0).tolist()
    return [
        of_as_many(count, len(held), bounds(goal.probability, runs)[which], runs)
        for goal, count in zip(goals, counts, strict=True)
    ]


@cache
def _least(probability: float, runs: int) -> int:
    """Least count of so many runs after which as many fresh ones would surely confirm; one too many where none is."""
    needed = bounds(probability, runs)[1]
    low, high = 0, runs + 1
    while low < high:
        middle = (low + high) // 2
        if middle <= runs and of_as_many(middle, runs, needed, runs) < SURE:
            low = middle + 1
        else:
            high = middle
    return low
