"""Statistics of pairs: two scenarios or plans under the same luck, replicate by replicate.

Intervals and chances are those of a mean by betting (`sim.statistics.mean`), of numbers and of events, which are 0 or
1, alike: most pairs stay alike and a few part completely, and whoever has seen twenty pairs cannot know that.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from sim.statistics.interval import UNIT, Floats, Interval, Scale
from sim.statistics.mean import chances_of, ends_of_means, of_mean, of_the_scale

MOST_COPIES = 1024
FINENESS = 1.05


class Paired(NamedTuple):
    """What pairs tell of a difference: other minus baseline.

    `n` pairs have a value in both; the means rest on them. `low` and `high` are the 95 % interval, which holds at any
    number of pairs and however often one looks. `saved` is how many times as many replicates unpaired runs would need
    for a variance as small, and `p` the chance, at most, of such differences where there is none. NaN where pairs are
    too few.
    """

    n: int
    baseline: float
    other: float
    difference: float
    low: float
    high: float
    saved: float
    p: float

    @property
    def interval(self) -> Interval:
        """The difference and its interval."""
        return Interval(self.difference, self.low, self.high)

    @property
    def reach(self) -> float:
        """How far the interval goes from the difference, on its longer side."""
        return max(self.high - self.difference, self.difference - self.low)


def paired(baseline: Floats, other: Floats, scale: Scale) -> Paired:
    """Compare values of an outcome, each (replicate,); pairs without two finite values are left out.

    `scale` is that of the values in both.

    Raises
    ------
    ValueError
        Where a value lies outside the scale.
    """
    return paired_each([(baseline, other, scale)])[0]


def paired_each(sides: Sequence[tuple[Floats, Floats, Scale]]) -> list[Paired]:
    """Compare values of several outcomes of the same replicates at once: see `paired`."""
    with np.errstate(invalid="ignore"):  # infinities are left out
        apart = [two - one for one, two, _ in sides]
    differences = [np.where(np.isfinite(each), each, np.nan) for each in apart]
    shares = np.stack(
        [of_the_scale(each, side[2].of_differences) for each, side in zip(differences, sides, strict=True)], axis=1
    )
    shares[np.isnan(np.stack(differences, axis=1))] = np.nan
    found = ends_of_means(shares, UNIT)
    chances = chances_of(shares, UNIT, 0.5)  # of no difference
    return [_paired(side, ends, float(chance)) for side, ends, chance in zip(sides, found.T, chances, strict=True)]


def _paired(sides: tuple[Floats, Floats, Scale], shares: Floats, chance: float) -> Paired:
    baseline, other, scale = sides
    known = np.isfinite(baseline) & np.isfinite(other)
    one, two = baseline[known], other[known]
    if not one.size:
        return Paired(0, *[math.nan] * 7)
    low, width = scale.of_differences.low, scale.of_differences.width
    mean, least, most = (low + width * shares).tolist()
    return Paired(one.size, float(one.mean()), float(two.mean()), mean, least, most, saved(one, two), chance)


def saved(one: Floats, two: Floats) -> float:
    """Variance of an unpaired difference relative to that of a paired one; NaN where the pairs all differ alike."""
    if one.size < 2:
        return math.nan
    variance = float((two - one).var(ddof=1))
    apart = float(one.var(ddof=1) + two.var(ddof=1))
    return apart / variance if variance > 1e-24 * max(1.0, apart) else math.nan


def times_as_many(differences: Floats, scale: Scale, is_enough: Callable[[Interval], bool]) -> float | None:
    """How many times as many pairs like these (pair,) would give an interval that is enough; 1 where this one is.

    None where a thousand times as many would not be enough. To run so many and look again keeps the interval's
    promise: it holds however often one looks.
    """
    known = differences[np.isfinite(differences)]

    def would_do(copies: float) -> bool:
        return is_enough(of_mean(known, scale.of_differences, copies=copies))

    few, many = 1.0, 1.0
    while not would_do(many):
        if many >= MOST_COPIES:
            return None
        few, many = many, 2 * many
    while many > FINENESS * few:
        middle = math.sqrt(few * many)
        few, many = (few, middle) if would_do(middle) else (middle, many)
    return many


def holm(p: Floats) -> Floats:
    """P-values after Holm's (1979) correction for as many comparisons as there are; NaN stays, and does not count."""
    corrected = np.full(p.shape, np.nan)
    order = np.argsort(p, kind="stable")[: int((~np.isnan(p)).sum())]
    stepped = p[order] * np.arange(order.size, 0, -1)
    corrected[order] = np.minimum(1.0, np.maximum.accumulate(stepped))
    return corrected
