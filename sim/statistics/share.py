"""Interval of a share: exact, for a number of runs that was fixed before.

The interval of Clopper & Pearson (1934): it holds in at least 95 of 100 studies whatever the true share is, also near
0 and 1, where Wilson's holds in 84 at worst. It is for one look: who adds runs because of what they saw needs new
ones, or the interval of a mean (`sim.statistics.mean`), which allows that.
"""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from sim.statistics.interval import CONFIDENCE, Floats, Interval


def ends_of_shares(count: ArrayLike, total: ArrayLike, confidence: float = CONFIDENCE) -> Floats:
    """Ends of the intervals of shares: counts out of totals of any shape to (2, shape); NaN where the total is 0."""
    seen, some = np.broadcast_arrays(np.asarray(count, np.float64), np.where(np.asarray(total) > 0, total, np.nan))
    missed, half = some - seen, (1 - confidence) / 2
    low = betaincinv(np.maximum(seen, 1.0), missed + 1.0, half)
    high = betaincinv(seen + 1.0, np.maximum(missed, 1.0), 1.0 - half)
    ends: Floats = np.stack([np.where(seen == 0, 0.0 * some, low), np.where(missed == 0, 1.0, high)])
    return ends


def of_share(count: int, total: int, confidence: float = CONFIDENCE) -> Interval:
    """Share of a count in a total and its interval; NaN where the total is 0."""
    low, high = ends_of_shares(count, total, confidence).tolist()
    return Interval(count / total if total else math.nan, low, high)
