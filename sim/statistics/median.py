"""Interval of a median: exact for any distribution, for a number of runs that was fixed before.

As many values lie below the median as heads fall in so many throws. So the interval ends at the values whose ranks
leave out a half of the remaining 5 % on each side (Thompson 1936).
"""

import math

import numpy as np
from scipy.special import bdtr

from sim.statistics.interval import CONFIDENCE, Floats, Interval


def of_median(values: Floats) -> Interval:
    """Median of (value,) and its 95 % interval, from those that are not NaN; no interval from fewer than six."""
    known = np.sort(values[~np.isnan(values)])
    if known.size == 0:
        return Interval(math.nan, math.nan, math.nan)
    middle = float(np.median(known))
    rank = ranks_left_out(known.size)
    if rank is None:
        return Interval(middle, math.nan, math.nan)
    return Interval(middle, float(known[rank]), float(known[-1 - rank]))


def ranks_left_out(n: int) -> int | None:
    """How many values lie outside the interval on each side; None where all of them are not sure enough."""
    chances = bdtr(np.arange(n // 2 + 1), n, 0.5)  # of at most so many values on one side of the median
    allowed = int(np.searchsorted(chances, (1 - CONFIDENCE) / 2, side="right"))
    return allowed - 1 if allowed else None
