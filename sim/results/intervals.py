"""Intervals of means and of shares: where the truth lies in 95 of 100 such studies."""

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from sim.statistics import Floats

CONFIDENCE = 0.95


class Interval(NamedTuple):
    """What was found, and the ends of its interval; NaN where there is too little to tell."""

    mean: float
    low: float
    high: float


def student(mean: ArrayLike, spread: ArrayLike, n: ArrayLike) -> Floats:
    """Ends of the 95 % intervals of means (Student 1908): any shape to (2, shape).

    `spread` is the standard deviation of the `n` values, with n - 1 in its denominator. NaN where there are fewer than
    two values, and where the mean or the spread is NaN.
    """
    several = np.where(np.asarray(n) > 1, n, np.nan)
    reach = stdtrit(several - 1, (1 + CONFIDENCE) / 2) * spread / np.sqrt(several)
    return np.stack([np.subtract(mean, reach), np.add(mean, reach)])


def wilson(count: ArrayLike, total: ArrayLike, confidence: float = CONFIDENCE) -> Floats:
    """Ends of the intervals of shares (Wilson 1927): counts out of totals of any shape to (2, shape).

    Unlike the usual formula it stays within 0 and 1, and does not shrink to nothing at its ends. NaN where the total
    is 0.
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    some = np.where(np.asarray(total) > 0, total, np.nan)
    share = np.divide(count, some)
    middle = share + z * z / (2 * some)
    reach = z * np.sqrt(share * (1 - share) / some + z * z / (4 * some * some))
    scale = 1 + z * z / some
    # At the ends the formula gives them only up to rounding.
    low = np.where(share == 0, 0.0, (middle - reach) / scale)
    return np.stack([low, np.where(share == 1, 1.0, (middle + reach) / scale)])


def of_mean(values: Floats) -> Interval:
    """Mean of (value,) and its 95 % interval, of those that are not NaN; no interval from fewer than two."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return Interval(math.nan, math.nan, math.nan)
    mean = float(known.mean())
    if known.size == 1:
        return Interval(mean, math.nan, math.nan)
    low, high = student(mean, known.std(ddof=1), known.size).tolist()
    return Interval(mean, low, high)


def of_share(count: int, total: int, confidence: float = CONFIDENCE) -> Interval:
    """Share of a count in a total and its interval (Wilson 1927); NaN where the total is 0."""
    low, high = wilson(count, total, confidence).tolist()
    return Interval(count / total if total else math.nan, low, high)
