"""Statistics of pairs: two scenarios or plans under the same luck, replicate by replicate.

Numbers get Student's t interval of the mean difference. Events, which are 0 or 1, get the adjusted interval of
Bonett & Price (2012): it does not shrink to nothing where an event never came in either, as a t interval would.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.results.intervals import Interval, student
from sim.statistics import Floats

NORMAL = 1.959963984540054  # the 97.5 % point


class Paired(NamedTuple):
    """What pairs tell of a difference: other minus baseline.

    `n` pairs have a value in both; the means rest on them. `low` and `high` are the 95 % interval, `spread` is the
    standard deviation that it rests on, `saved` how many times as many replicates unpaired runs would need for an
    interval as narrow, and `p` the chance of such a difference where there is none. NaN where pairs are too few.
    """

    n: int
    baseline: float
    other: float
    difference: float
    low: float
    high: float
    spread: float
    saved: float
    p: float

    @property
    def interval(self) -> Interval:
        """The difference and its interval."""
        return Interval(self.difference, self.low, self.high)

    @property
    def reach(self) -> float:
        """Half of the width of the interval."""
        return (self.high - self.low) / 2


def paired(baseline: Floats, other: Floats, *, is_event: bool = False) -> Paired:
    """Compare values of an outcome, each (replicate,); pairs without two finite values are left out."""
    known = np.isfinite(baseline) & np.isfinite(other)
    one, two = baseline[known], other[known]
    n = int(known.sum())
    if n == 0:
        return Paired(0, *[math.nan] * 8)
    differences = two - one
    means = (float(one.mean()), float(two.mean()), float(differences.mean()))
    if n == 1:
        return Paired(1, *means, *[math.nan] * 5)
    found = _of_events(differences) if is_event else _of_numbers(differences)
    return Paired(n, *means, found[0], found[1], found[2], saved(one, two), found[3])


def saved(one: Floats, two: Floats) -> float:
    """Variance of an unpaired difference relative to that of a paired one; NaN where the pairs all differ alike."""
    variance = float((two - one).var(ddof=1))
    apart = float(one.var(ddof=1) + two.var(ddof=1))
    return apart / variance if variance > 1e-24 * max(1.0, apart) else math.nan


def holm(p: Floats) -> Floats:
    """P-values after Holm's (1979) correction for as many comparisons as there are; NaN stays, and does not count."""
    corrected = np.full(p.shape, np.nan)
    order = np.argsort(p, kind="stable")[: int((~np.isnan(p)).sum())]
    stepped = p[order] * np.arange(order.size, 0, -1)
    corrected[order] = np.minimum(1.0, np.maximum.accumulate(stepped))
    return corrected


def _of_numbers(differences: Floats) -> tuple[float, float, float, float]:
    """Low, high, spread and p by Student's t."""
    from scipy.special import stdtr

    n, mean, spread = differences.size, float(differences.mean()), float(differences.std(ddof=1))
    if spread <= 1e-12 * max(1e-300, float(np.abs(differences).max())):
        return mean, mean, 0.0, 1.0 if mean == 0.0 else 0.0
    low, high = student(mean, spread, n).tolist()
    return low, high, spread, 2.0 * float(stdtr(n - 1, -abs(mean) * math.sqrt(n) / spread))


def _of_events(differences: Floats) -> tuple[float, float, float, float]:
    """Low, high, spread and p: Bonett & Price (2012), and the exact test of McNemar (1947)."""
    from scipy.special import bdtr

    n, more, less = differences.size, int((differences > 0).sum()), int((differences < 0).sum())
    up, down = (more + 1) / (n + 2), (less + 1) / (n + 2)
    spread = math.sqrt(up + down - (up - down) ** 2)
    reach = NORMAL * spread / math.sqrt(n + 2)
    p = min(1.0, 2.0 * float(bdtr(min(more, less), more + less, 0.5))) if more + less else 1.0
    return max(-1.0, up - down - reach), min(1.0, up - down + reach), spread, p
