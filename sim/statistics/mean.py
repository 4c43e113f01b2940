"""Interval of a mean of values that have a least and a greatest, by betting.

A t interval trusts the spread of the values at hand. Where most replicates stay alike and one in a hundred parts
completely, twenty of them show no spread, and the interval is far too sure. This one asks instead: whoever believes
that the mean is `m` must accept bets against it at fair odds. A gambler who puts the fraction `c` of what they own on
every value `x` (between 0 and 1) multiplies it by `1 - c + c x / m`. If the mean is `m`, what they own grows above
40 times its beginning, ever, with a probability of at most 1 in 40 (Ville 1939). So every `m` at which a gambler got
that rich is ruled out. The gambler here divides the money over several fractions, as Cover's (1991) universal
portfolio does, because the best one depends on the spread; the same bets on `1 - x` rule out means that are too low.

So the interval holds for any distribution within the bounds, for any number of values, and however often one looks and
decides to go on (Waudby-Smith & Ramdas 2024, "Estimating means of bounded random variables by betting"; Orabona &
Jun 2024). It does not depend on the order of the values. Where all values are alike it reaches about 5.1 / n of the
whole scale; where they spread widely, some 1.7 times as far as a t interval does.
"""

import math
from typing import NamedTuple

import numpy as np

from sim.statistics.interval import CONFIDENCE, Floats, Interval, Scale

# Geometric, because the best fraction falls with the root of the number of values: down to 1/256, half a million
# values of the widest spread. A quarter goes on the whole stake, which is best where nothing seems to vary.
FRACTIONS = np.geomspace(1.0, 1 / 256, 17)
STAKES = np.array([0.25, *[0.75 / 16] * 16])
RICH = math.log(2 / (1 - CONFIDENCE))  # each side gets half of what may go wrong
STEPS = 100
PRECISE = 1e-10
LARGEST_STEP = 30.0  # of the logarithm of the mean, lest powers overflow
NUMBERS_AT_ONCE = 4_000_000
ROUNDING = 1e-9


def of_mean(values: Floats, scale: Scale, *, copies: float = 1.0) -> Interval:
    """Mean of (value,) and its 95 % interval, from those that are not NaN.

    Parameters
    ----------
    values
        Each within the scale.
    scale
        Least and greatest that a value can be.
    copies
        As if every value had been seen so many times: how narrow the interval would be with more of the same.

    Raises
    ------
    ValueError
        Where a value lies outside the scale.
    """
    mean, least, most = ends_of_means(values[:, None], scale, copies=copies)[:, 0].tolist()
    return Interval(mean, least, most)


def ends_of_means(values: Floats, scale: Scale, *, copies: float = 1.0) -> Floats:
    """Means of many series and the ends of their 95 % intervals: (value, series) to (3, series); see `of_mean`.

    NaN where a series has no value; the ends of a single value are those of the scale or near it.

    Raises
    ------
    ValueError
        Where a value lies outside the scale.
    """
    known = (~np.isnan(values)).astype(np.float64)
    unit = _of_the_scale(values, scale)
    found = np.full((3, values.shape[1]), np.nan)
    some = known.sum(axis=0) > 0
    columns = max(1, NUMBERS_AT_ONCE // max(1, FRACTIONS.size * len(values)))
    for first in range(0, values.shape[1], columns):
        at = np.flatnonzero(some[first : first + columns]) + first
        if at.size:
            found[:, at] = _ends(unit[:, at], known[:, at], copies)
    return scale.low + scale.width * found


def chance_of(values: Floats, scale: Scale, mean: float) -> float:
    """Chance, at most, of values that speak so much against a mean if it is the true one: a p-value, at any time.

    It falls below 0.05 just where the 95 % interval leaves the mean out. NaN where there are no values.
    """
    known = values[~np.isnan(values)]
    if not known.size:
        return math.nan
    unit, at = _of_the_scale(known, scale)[:, None], (mean - scale.low) / scale.width
    sides = [(unit, at), (1.0 - unit, 1.0 - at)]
    richest = max(_gain(_bets(side, 1.0), place) for side, place in sides)
    return min(1.0, 2.0 * math.exp(-richest)) if richest < math.inf else 0.0


class _Bets(NamedTuple):
    """Values (value, series) between 0 and 1, whether each is known (1) or not (0), and how often each counts."""

    values: Floats
    known: Floats
    copies: float


def _bets(values: Floats, copies: float) -> _Bets:
    return _Bets(values, np.ones(values.shape), copies)


def _of_the_scale(values: Floats, scale: Scale) -> Floats:
    """Values as shares of the scale; 0 for NaN."""
    unit = (np.nan_to_num(values, nan=scale.low) - scale.low) / scale.width
    if unit.size and not (unit.min() >= -ROUNDING and unit.max() <= 1.0 + ROUNDING):
        seen = f"{np.nanmin(values):g}..{np.nanmax(values):g}"
        raise ValueError(f"values must lie within {scale.low:g}..{scale.high:g}, got {seen}")
    clipped: Floats = np.clip(unit, 0.0, 1.0)
    return clipped


def _ends(unit: Floats, known: Floats, copies: float) -> Floats:
    """Mean, low and high as shares of the scale: (value, series) to (3, series); every series has a value."""
    mean = (unit * known).sum(axis=0) / known.sum(axis=0)
    low = _least(_Bets(unit, known, copies), mean)
    high = 1.0 - _least(_Bets(1.0 - unit, known, copies), 1.0 - mean)
    return np.stack([mean, low, high])


def _least(bets: _Bets, mean: Floats) -> Floats:
    """Smallest mean that is not ruled out: (series,).

    What a gambler owns is a sum of products of `1 - c + c x / m`: its logarithm is convex in that of `1 / m`, so
    that Newton's steps come to the one place where it is enough, from wherever they begin.
    """
    found = np.zeros(mean.shape)
    at = np.flatnonzero(mean > 0.0)
    place = -np.log(mean[at])
    for _ in range(STEPS):
        if not at.size:
            break
        gain, slope = _gain_and_slope(_Bets(bets.values[:, at], bets.known[:, at], bets.copies), place)
        step = np.clip((RICH - gain) / slope, -LARGEST_STEP, LARGEST_STEP)
        place = place + step
        found[at] = np.exp(-place)
        moving = np.abs(step) > PRECISE
        at, place = at[moving], place[moving]
    return np.minimum(found, mean)


def _gain_and_slope(bets: _Bets, place: Floats) -> tuple[Floats, Floats]:
    """Logarithm of what the gambler owns at `m = exp(-place)`, and how it grows with `place`: (series,) each."""
    won = FRACTIONS[:, None, None] * (bets.values * np.exp(place))
    owned = 1.0 - FRACTIONS[:, None, None] + won
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(bets.known > 0, np.log(owned), 0.0).sum(axis=1)
        slopes = (np.divide(won, owned, out=np.zeros(won.shape), where=owned > 0) * bets.known).sum(axis=1)
    logs = bets.copies * logs + np.log(STAKES)[:, None]
    most = logs.max(axis=0)
    parts = np.exp(logs - most)
    total = parts.sum(axis=0)
    return most + np.log(total), bets.copies * (parts * slopes).sum(axis=0) / total


def _gain(bets: _Bets, mean: float) -> float:
    """Logarithm of what the gambler owns at a mean; infinite where a value cannot be, if the mean is an end."""
    if mean <= 0.0:
        return math.inf if bool((bets.values > 0.0).any()) else 0.0
    return float(_gain_and_slope(bets, np.array([-math.log(mean)]))[0][0])
