"""Running until intervals are narrow enough: in stages, each as long as the last one says is needed.

To stop when an interval is narrow keeps its coverage in the limit of narrow intervals (Chow & Robbins 1965). The first
stage is long enough for the spread to be known, and stages at most double.
"""

import math

from sim.experiments.paired import Paired

FIRST = 100
MOST = 10_000


def wanted(found: Paired, tolerance: float, replicates: int) -> float:
    """Replicates with which the interval would reach no further than the tolerance; infinity where none can tell."""
    if math.isnan(found.reach):
        return math.inf
    if found.reach <= tolerance:
        return replicates
    return math.inf if tolerance == 0.0 else replicates * (found.reach / tolerance) ** 2


def next_stage(done: int, estimated: float, most: int) -> int:
    """Replicates after the next stage: what is needed and a little more, at least a quarter more, at most twice."""
    return min(most, max(math.ceil(1.25 * done), math.ceil(min(2.0 * done, 1.05 * estimated))))
