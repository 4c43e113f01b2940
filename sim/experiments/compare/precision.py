"""Running until intervals are narrow enough: in stages, each as long as the last one says is needed.

To stop when an interval is narrow keeps its promise, because the interval of a mean by betting holds however often
one looks. Stages at most double: what has not been seen yet may make the next estimate a larger one.
"""

import math

from sim.statistics import Floats, Interval, Scale
from sim.statistics.paired import times_as_many

FIRST = 200
MOST = 20_000


def wanted(differences: Floats, scale: Scale, tolerance: float) -> float:
    """Replicates with which the interval would reach no further than the tolerance; infinity where none can tell."""

    def is_narrow(found: Interval) -> bool:
        return max(found.high - found.mean, found.mean - found.low) <= tolerance

    times = times_as_many(differences, scale, is_narrow)
    return math.inf if times is None else times * differences.size


def next_stage(done: int, estimated: float, most: int) -> int:
    """Replicates after the next stage: what is needed and a little more, at least a quarter more, at most twice."""
    return min(most, max(math.ceil(1.25 * done), math.ceil(min(2.0 * done, 1.05 * estimated))))
