"""Differences between plans that met the same luck, with intervals."""

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

CONFIDENCE = 0.95


class Difference(NamedTuple):
    """A mean difference over pairs of replicates and its 95 % interval; NaN where there are too few."""

    mean: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def of_means(left: NDArray[np.float64], right: NDArray[np.float64]) -> Difference:
    """Left minus right: mean over the pairs in which both exist, with Student's t."""
    differences = left - right
    differences = differences[np.isfinite(differences)]
    if differences.size < 2:
        return Difference(float(differences.mean()) if differences.size else math.nan, math.nan, math.nan)
    mean, spread = float(differences.mean()), float(differences.std(ddof=1))
    reach = float(stdtrit(differences.size - 1, (1 + CONFIDENCE) / 2)) * spread / math.sqrt(differences.size)
    return Difference(mean, mean - reach, mean + reach)


def of_shares(left: NDArray[np.bool_], right: NDArray[np.bool_]) -> Difference:
    """Left minus right, of how often something holds (Agresti & Min 2005).

    Half a pair is added to each of the four cases, so that pairs without a single difference are no proof that
    there is none.
    """
    total = left.size
    gained, lost = int((left & ~right).sum()), int((right & ~left).sum())
    n, more, less = total + 2.0, gained + 0.5, lost + 0.5
    middle = (more - less) / n
    spread = math.sqrt((more + less) - (more - less) ** 2 / n) / n
    reach = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * spread
    return Difference((gained - lost) / total, max(-1.0, middle - reach), min(1.0, middle + reach))
