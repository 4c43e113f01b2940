"""Luck and parameters apart: how much of what differs between runs comes from either.

Every draw has runs with luck of their own, so that means of draws differ by the parameters and by what luck has left
in a mean of so few runs. The second is known from the differences within the draws, and is taken out: of the variance
(one-way analysis of variance with random effects), and of the draws' means, which are drawn together about their
mean until they vary as much as the parameters alone make them (constrained empirical Bayes, Louis 1984).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.statistics import Scale

Floats = NDArray[np.float64]

MIDDLE = (0.05, 0.95)


class Spread(NamedTuple):
    """An outcome over the draws of a posterior."""

    mean: float
    low: float  # 90 % of the draws have their mean between these, luck taken out
    high: float
    share: float  # of the variance of a single run that comes from the parameters; NaN where nothing varies
    draws: Floats  # (draw,) means, luck taken out


def spread(values: Floats, scale: Scale) -> Spread:
    """Part values (draw, replicate) into luck and parameters; draws without two values are left out."""
    known = values[np.isfinite(values).sum(axis=1) >= 2]
    if len(known) < 2:
        return Spread(np.nan, np.nan, np.nan, np.nan, np.zeros(0))
    runs = np.isfinite(known).sum(axis=1)
    means = np.nanmean(known, axis=1)
    luck = float(np.nanvar(known, axis=1, ddof=1).mean())
    seen = float(means.var(ddof=1))
    parameters = max(0.0, seen - luck * float((1 / runs).mean()))
    total = luck + parameters
    middle = float(means.mean())
    drawn = means if seen == 0 else middle + (means - middle) * np.sqrt(parameters / seen)
    drawn = np.clip(drawn, scale.low, scale.high)
    low, high = np.quantile(drawn, MIDDLE)
    return Spread(middle, float(low), float(high), parameters / total if total > 0 else np.nan, drawn)


def same_sign(found: Spread) -> int:
    """In how many draws the difference has the sign of its mean; a difference of nothing has none."""
    return int((np.sign(found.draws) == np.sign(found.mean)).sum()) if found.mean else 0
