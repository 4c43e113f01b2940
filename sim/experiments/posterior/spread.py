"""Luck and parameters apart: how much of what differs between runs comes from either.

Every draw has runs with luck of their own, so that means of draws differ by the parameters and by what luck has left
in a mean of so few runs. The second is known from the differences within the draws, and is taken out: of the variance
(one-way analysis of variance with random effects), and of the draws' means, which are drawn together about their
mean until they vary as much as the parameters alone make them (constrained empirical Bayes, Louis 1984).
"""

from math import erf, sqrt
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
    unsure: float  # standard error that luck leaves in each of them


def spread(values: Floats, scale: Scale) -> Spread:
    """Part values (draw, replicate) into luck and parameters; draws without two values are left out."""
    known = values[np.isfinite(values).sum(axis=1) >= 2]
    if len(known) < 2:
        return Spread(np.nan, np.nan, np.nan, np.nan, np.zeros(0), np.nan)
    runs = np.isfinite(known).sum(axis=1)
    means = np.nanmean(known, axis=1)
    luck = float(np.nanvar(known, axis=1, ddof=1).mean())
    seen, noise = float(means.var(ddof=1)), luck * float((1 / runs).mean())
    parameters = max(0.0, seen - noise)
    total = luck + parameters
    middle = float(means.mean())
    drawn = means if seen == 0 else middle + (means - middle) * np.sqrt(parameters / seen)
    drawn = np.clip(drawn, scale.low, scale.high)
    low, high = np.quantile(drawn, MIDDLE)
    return Spread(
        middle, float(low), float(high), parameters / total if total > 0 else np.nan, drawn, _unsure(seen, noise, known)
    )


def _unsure(seen: float, noise: float, known: Floats) -> float:
    """What luck leaves open in a draw's mean: in its place among the draws, and in the place of all of them."""
    place = noise * max(0.0, seen - noise) / seen if seen > 0 else 0.0
    return float(np.sqrt(place + seen / len(known)))


def same_sign(found: Spread) -> int:
    """In how many draws the difference may be expected to have the sign of its mean; one of nothing has none.

    Half of the draws where luck leaves the sign open in all of them.
    """
    if not found.mean or not found.draws.size:
        return 0
    if found.unsure == 0:
        return int((np.sign(found.draws) == np.sign(found.mean)).sum())
    away = np.sign(found.mean) * found.draws / found.unsure / sqrt(2)
    return round(sum((1 + erf(each)) / 2 for each in away.tolist()))
