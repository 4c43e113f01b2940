"""What an index says of a parameter in a word, and how much more it would take to say more."""

import math
from typing import NamedTuple

from sim.experiments.sensitivity.estimates import Estimates

MATTERS, SMALL, ZERO, OPEN = WORDS = "matters", "small", "zero", "open"

# A parameter with a smaller total index has, with all its interactions, less than a hundredth of the variance.
NEGLIGIBLE = 0.01
# Half-width of an interval that is narrow enough, and what a total index lies below that is called small.
PRECISION = 0.05
MOST = 10**9


class Judgement(NamedTuple):
    """A word, and how many blocks and replicates are missing to be precise, or to decide, about.

    `matters` where a share of the variance is surely above 0.01; `small` where it is surely there and below 0.05;
    `zero` where it cannot be told from none and is below 0.05; `open` where the interval is too wide for either.
    """

    word: str
    more_blocks: int
    more_replicates: int


class Size(NamedTuple):
    """How much an estimate rests upon."""

    blocks: int
    replicates: int


def of_share(found: Estimates, at: int, size: Size) -> Judgement:
    """Judge a total index, a share of variance: by its interval, which must be narrow to say that there is nothing."""
    value, low, high, _ = (float(each[at]) for each in found)
    word = OPEN
    if low > NEGLIGIBLE:
        word = MATTERS
    elif high < PRECISION:
        word = SMALL if low > 0 else ZERO
    if (high - low) / 2 > PRECISION:
        return _missing(word, found, at, PRECISION, size)
    # Some intervals are narrow and still lie across both bounds.
    return Judgement(word, 0, 0) if word != OPEN else _missing(word, found, at, _nearer(value), size)


def of_distance(found: Estimates, at: int, nothing: float, size: Size) -> Judgement:
    """Judge an index that is never negative against what a parameter without any influence would show."""
    value = float(found.value[at])
    if found.surely_above(nothing)[at]:
        return Judgement(MATTERS, 0, 0)
    return Judgement(ZERO, 0, 0) if value <= nothing else _missing(OPEN, found, at, value - nothing, size)


def _nearer(value: float) -> float:
    """Half-width with which a total index is decided."""
    return max(value - NEGLIGIBLE, PRECISION - value)


def _missing(word: str, found: Estimates, at: int, wanted: float, size: Size) -> Judgement:
    """What is missing until the half-width is as wanted; where luck takes half of it, replicates are missing, too."""
    luck, whole, room = float(found.luck[at]) ** 2, float(found.half_width[at]) ** 2, wanted**2
    points = whole - luck
    more_replicates = _more(size.replicates, luck, room / 2) if luck > room / 2 else 0
    room -= min(luck, room / 2)
    return Judgement(word, _more(size.blocks, points, room) if points > room else 0, more_replicates)


def _more(have: int, variance: float, wanted: float) -> int:
    """How many more, as intervals narrow with the root of their number; two digits are all that is known."""
    more = have * (variance / wanted - 1)
    if more <= 1 or more >= MOST:
        return 1 if more <= 1 else MOST
    digits = max(0, math.floor(math.log10(more)) - 1)
    step = int(10**digits)
    return math.ceil(round(more / step, 6)) * step
