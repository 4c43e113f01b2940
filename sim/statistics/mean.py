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
from numpy.typing import NDArray

from sim.statistics.interval import CONFIDENCE, Floats, Interval, Scale

# Geometric, because the best fraction falls with the root of the number of values: down to 1/256, half a million
# values of the widest spread. A quarter goes on the whole stake, which is best where nothing seems to vary.
FRACTIONS = np.geomspace(1.0, 1 / 256, 17)
STAKES = np.array([0.25, *[0.75 / 16] * 16])
RICH = math.log(2 / (1 - CONFIDENCE))  # each side gets half of what may go wrong
STEPS = 100
PRECISE = 1e-7  # of the last step: what is wrong after it is in the order of its square
LARGEST_STEP = 30.0  # of the logarithm of the mean, lest powers overflow
USUAL = 3.4  # standard errors that an interval mostly reaches, to begin the search near its end
BLOCK = 8  # factors that are multiplied before a logarithm is taken, which costs ten times as much
LARGEST = 1e30  # factor of which so many do not overflow
NUMBERS_AT_ONCE = 400_000  # what a processor's cache holds
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
    known = ~np.isnan(values)
    unit = np.ascontiguousarray(of_the_scale(values, scale).T)
    count = known.sum(axis=0)
    found = np.full((3, values.shape[1]), np.nan)
    at = np.flatnonzero(count)
    if not at.size:
        return found
    unit, known, count = unit[at], known.T[at], count[at]
    mean = np.where(known, unit, 0.0).sum(axis=1) / count
    # Both ends are searched for at once: the upper one is the lower one of what is missing to the end of the scale.
    sides = _Bets(np.concatenate([unit, 1.0 - unit]), np.concatenate([known, known]), copies)
    means = np.concatenate([mean, 1.0 - mean])
    rows = max(1, NUMBERS_AT_ONCE // max(1, FRACTIONS.size * len(values)))
    least = np.concatenate(
        [_least(sides.some(slice(n, n + rows)), means[n : n + rows]) for n in range(0, means.size, rows)]
    )
    found[:, at] = mean, least[: at.size], 1.0 - least[at.size :]
    return scale.low + scale.width * found


def chance_of(values: Floats, scale: Scale, mean: float) -> float:
    """Chance, at most, of values that speak so much against a mean if it is the true one: a p-value, at any time.

    It falls below 0.05 just where the 95 % interval leaves the mean out. NaN where there are no values.
    """
    return float(chances_of(values[:, None], scale, mean)[0])


def chances_of(values: Floats, scale: Scale, mean: float) -> Floats:
    """Chances of many series: (value, series) to (series,); see `chance_of`."""
    known = ~np.isnan(values.T)
    unit, at = np.ascontiguousarray(of_the_scale(values, scale).T), (mean - scale.low) / scale.width
    richest = np.maximum(_gain(_Bets(unit, known, 1.0), at), _gain(_Bets(1.0 - unit, known, 1.0), 1.0 - at))
    return np.where(known.any(axis=1), np.minimum(1.0, 2.0 * np.exp(-richest)), np.nan)


class _Bets(NamedTuple):
    """Values (series, value) between 0 and 1, whether each is known, and how often each counts."""

    values: Floats
    known: NDArray[np.bool_]
    copies: float

    def some(self, rows: slice | NDArray[np.bool_]) -> "_Bets":
        """Those of some series."""
        return _Bets(self.values[rows], self.known[rows], self.copies)


def of_the_scale(values: Floats, scale: Scale) -> Floats:
    """Values as shares of the scale; 0 for NaN."""
    unit = (np.nan_to_num(values, nan=scale.low) - scale.low) / scale.width
    if unit.size and not (unit.min() >= -ROUNDING and unit.max() <= 1.0 + ROUNDING):
        seen = f"{np.nanmin(values):g}..{np.nanmax(values):g}"
        raise ValueError(f"values must lie within {scale.low:g}..{scale.high:g}, got {seen}")
    clipped: Floats = np.clip(unit, 0.0, 1.0)
    return clipped


def _least(bets: _Bets, mean: Floats) -> Floats:
    """Smallest mean that is not ruled out: (series,).

    What a gambler owns is a sum of products of `1 - c + c x / m`: its logarithm is convex in that of `1 / m`, so
    that Newton's steps come to the one place where it is enough, from wherever they begin.
    """
    found = np.zeros(mean.shape)
    at = np.flatnonzero(mean > 0.0)
    bets, place = bets.some(mean > 0.0), _begin(bets, mean)[at]
    for _ in range(STEPS):
        if not at.size:
            break
        gain, slope = _gain_and_slope(bets, place)
        step = np.clip((RICH - gain) / slope, -LARGEST_STEP, LARGEST_STEP)
        place = place + step
        found[at] = np.exp(-place)
        moving = np.abs(step) > PRECISE
        if not moving.all():
            at, place, bets = at[moving], place[moving], bets.some(moving)
    return np.minimum(found, mean)


def _begin(bets: _Bets, mean: Floats) -> Floats:
    """Where to begin the search: about as far from the mean as intervals mostly reach."""
    n = bets.known.sum(axis=1) * bets.copies
    apart = np.where(bets.known, bets.values - mean[:, None], 0.0)
    error = np.sqrt((apart * apart).sum(axis=1) * bets.copies) / n
    with np.errstate(divide="ignore", over="ignore"):
        away = np.minimum((USUAL * error + 1.0 / n) / mean, 1e9)
        begin: Floats = np.log1p(away) - np.log(mean)
    return begin


def _gain_and_slope(bets: _Bets, place: Floats) -> tuple[Floats, Floats]:
    """Logarithm of what the gambler owns at `m = exp(-place)`, and how it grows with `place`: (series,) each."""
    n_series, n = bets.values.shape
    won = np.ones((n_series, -(-n // BLOCK) * BLOCK))  # neither won nor lost where nothing is known
    np.multiply(bets.values, np.exp(place)[:, None], out=won[:, :n], where=bets.known)
    rest = 1.0 - FRACTIONS[1:]
    owned = FRACTIONS[1:, None] * won[:, None] + rest[:, None]
    count = bets.known.sum(axis=1)
    logs, slopes = np.empty((2, n_series, FRACTIONS.size))
    with np.errstate(divide="ignore"):  # whoever puts the whole stake on a value of 0 owns nothing any more
        logs[:, 0] = _sum_of_logs(won[:, None])[:, 0]
    logs[:, 1:] = _sum_of_logs(owned)
    slopes[:, 0] = count
    # What c x / m is of the factor, added up: 1 for each value but for what is kept back.
    unknown = won.shape[1] - count
    slopes[:, 1:] = won.shape[1] - rest * np.reciprocal(owned, out=owned).sum(axis=2) - FRACTIONS[1:] * unknown[:, None]
    logs = bets.copies * logs + np.log(STAKES)
    most = logs.max(axis=1)
    parts = np.exp(logs - most[:, None])
    total = parts.sum(axis=1)
    gain: Floats = most + np.log(total)
    return gain, bets.copies * (parts * slopes).sum(axis=1) / total


def _sum_of_logs(factors: Floats) -> Floats:
    """Logarithms of (series, fraction, value), added up over the values, whose number is one of whole blocks."""
    if factors.max(initial=1.0) <= LARGEST and factors.min(initial=1.0) >= 1.0 / LARGEST:
        factors = np.multiply.reduce(factors.reshape(*factors.shape[:2], BLOCK, -1), axis=2)
    sums: Floats = np.log(factors).sum(axis=2)
    return sums


def _gain(bets: _Bets, mean: float) -> Floats:
    """Logarithm of what the gambler owns at a mean; infinite where a value cannot be, if the mean is an end."""
    if mean <= 0.0:
        return np.where(((bets.values > 0.0) & bets.known).any(axis=1), np.inf, 0.0)
    return _gain_and_slope(bets, np.full(len(bets.values), -math.log(mean)))[0]
