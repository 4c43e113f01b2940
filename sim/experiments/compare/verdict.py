"""What an interval says of a difference, and how many replicates more would say it."""

import math

from sim.statistics import Floats, Interval, Scale
from sim.statistics.paired import Paired, times_as_many

BETTER, WORSE, HIGHER, LOWER = "better", "worse", "higher", "lower"
WITHIN, UNDECIDED, NOTHING = "within", "undecided", "nothing"
DECIDED = (BETTER, WORSE, HIGHER, LOWER)


def judge(found: Paired, direction: int, margin: float) -> str:
    """Word for a difference.

    Parameters
    ----------
    found
        The difference.
    direction
        1 where more is better, -1 where less is, 0 where neither.
    margin
        Differences up to this are too small to matter.
    """
    if found.n == 0:
        return NOTHING
    if is_small(found.interval, margin):
        return WITHIN
    if found.low <= 0.0 <= found.high:
        return UNDECIDED
    sign = 1 if found.low > 0 else -1
    if direction:
        return BETTER if sign == direction else WORSE
    return HIGHER if sign > 0 else LOWER


def is_small(found: Interval, margin: float) -> bool:
    """Whether the whole interval lies within the margin."""
    return -margin <= found.low and found.high <= margin


def more_replicates(differences: Floats, scale: Scale, margin: float) -> int | None:
    """Replicates more that would decide, if they were like the ones there are; None where a thousand times would not.

    `differences` (replicate,) has NaN where a pair has none; `scale` is that of the values.
    """

    def is_decided(found: Interval) -> bool:
        return is_small(found, margin) or not found.low <= 0.0 <= found.high

    times = times_as_many(differences, scale, is_decided)
    return None if times is None else max(1, math.ceil((times - 1.0) * differences.size))
