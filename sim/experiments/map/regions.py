"""What the runs of a point say: how high the image is, how many collapsed, whether the start decided.

The low and the high start of a replicate have the same luck, so a replicate is a pair, and every pair is of one
kind: healthy from both starts, collapsed from both, or different. The region of a point is the kind that most
pairs are of, if the exact interval of its share lies above one half.

How far images move or end apart is told of the typical run, the median: its interval is exact, while that of a mean
which holds for any distribution is never narrower than a quarter of the scale with twenty runs.
"""

import numpy as np
from numpy.typing import NDArray

from sim.results.verdict import CLEAR_CHANGE, COLLAPSED_BELOW
from sim.statistics import Interval, of_median, of_share

Floats = NDArray[np.float64]

HEALTHY, COLLAPSED, HISTORY, UNDECIDED, FAILED = REGIONS = ("healthy", "collapsed", "history", "undecided", "failed")
SETTLED, MOVING, UNKNOWN = ("settled", "moving", "unknown")
# Image per quarter: a hundredth would be a fifth of the scale in five years.
STILL = 0.01


def region(low: Floats, high: Floats) -> str:
    """Region of a point from the long-run image of each start: (replicate,) each, paired."""
    paired = ~(np.isnan(low) | np.isnan(high))
    pairs = int(paired.sum())
    if pairs == 0:
        return FAILED
    from_low, from_high = (each[paired] < COLLAPSED_BELOW for each in (low, high))
    kinds = {HEALTHY: ~from_low & ~from_high, COLLAPSED: from_low & from_high, HISTORY: from_low != from_high}
    for name, kind in kinds.items():
        if of_share(int(kind.sum()), pairs).low > 0.5:
            return name if name != HISTORY or _is_apart(low, high) else UNDECIDED
    return UNDECIDED


def _is_apart(low: Floats, high: Floats) -> bool:
    """Whether the starts of most pairs end clearly apart; one just above the line and one just below are one state."""
    apart = of_median(high - low)
    return apart.low > CLEAR_CHANGE or apart.high < -CLEAR_CHANGE


def stillness(drift: Interval) -> str:
    """Whether the image of the typical run still moved from the last quarter but one to the last."""
    if drift.low >= -STILL and drift.high <= STILL:
        return SETTLED
    return MOVING if drift.low > STILL or drift.high < -STILL else UNKNOWN


def share_collapsed(image: Floats) -> Interval:
    """Share of replicates that ended collapsed, with its exact interval; NaN where none has an image."""
    known = image[~np.isnan(image)]
    return of_share(int((known < COLLAPSED_BELOW).sum()), known.size)
