"""Whether runs end in two groups with hardly anything between: then their mean describes none of them."""

from typing import NamedTuple

import numpy as np
from scipy.special import bdtr

from sim.statistics.interval import Floats, Scale

APART = 0.1  # of the scale: what else the project calls a clear change
FEWEST = 0.01
FEWEST_RUNS = 2
EMPTY = 0.25  # the middle third between the groups holds at most so many as the smaller of them
CHANCE = 0.01  # of a middle third as empty as this, were the runs between the medians spread evenly


class Group(NamedTuple):
    """Runs of a kind: how many, and their median."""

    runs: int
    middle: float


class Groups(NamedTuple):
    """Two groups, the lower one first; values up to `line` belong to it."""

    low: Group
    high: Group
    line: float

    @property
    def total(self) -> int:
        """Runs in both."""
        return self.low.runs + self.high.runs


def two_groups(values: Floats, scale: Scale) -> Groups | None:
    """Split (value,) into two groups, or None where they are not clearly two; NaN are left out.

    The line is drawn where the groups differ most within all of the variance (Otsu 1979). They are two where their
    medians lie a tenth of the scale apart, each has a hundredth of the runs and at least two, and the middle third of
    the way between the medians holds at most a quarter as many runs as the smaller group, and fewer than luck would
    leave there. So fewer than some twenty runs are never told as two groups.
    """
    known = np.sort(values[~np.isnan(values)])
    fewest = max(FEWEST_RUNS, int(np.ceil(FEWEST * known.size)))
    if known.size < 2 * fewest:
        return None
    cut = _cut(known)
    low, high = (Group(each.size, _middle(each)) for each in (known[:cut], known[cut:]))
    way = high.middle - low.middle
    smaller = min(low.runs, high.runs)
    if smaller < fewest or way < APART * scale.width:
        return None
    between = int(((known > low.middle + way / 3) & (known < high.middle - way / 3)).sum())
    inside = int(((known >= low.middle) & (known <= high.middle)).sum())
    if between > EMPTY * smaller:
        return None
    is_luck = bdtr(between, inside, 1 / 3) > CHANCE
    return None if is_luck else Groups(low, high, float(known[cut - 1]))


def _middle(ordered: Floats) -> float:
    """Median of values in order."""
    return float(ordered[(ordered.size - 1) // 2] + ordered[ordered.size // 2]) / 2


def _cut(ordered: Floats) -> int:
    """How many of the values belong to the lower group."""
    n, total = ordered.size, float(ordered.sum())
    below = np.arange(1, n)
    sums = ordered.cumsum()[:-1]
    between = (total * below / n - sums) ** 2 / (below * (n - below))
    return int(between.argmax()) + 1
