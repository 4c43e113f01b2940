"""Indices of variance: how much of an outcome's spread over the design comes from which parameter (Sobol 2001).

    first    share of the variance that goes if this parameter alone is known
    total    share that stays if everything but this parameter is known: alone and in all its interactions
    second   share of two parameters together beyond what each has alone

The estimators are SALib's (Saltelli et al. 2010; of second order, Saltelli 2002). They are differences of products
of means, so that an index near zero can come out negative; it is shown as estimated.

What is explained is the mean over chance. A mean over few replicates still has luck in it, which the estimators
would take for influence. Every numerator, and the variance they are divided by, is a quadratic form q of the means,
and the luck in it is sum_r q(deviation of replicate r) / (R (R - 1)), which is subtracted (the jackknife, exact for
quadratic forms). With one replicate the luck is not known, and stays in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate, combinations
from typing import NamedTuple
from warnings import catch_warnings, filterwarnings

import numpy as np

from sim.experiments.sensitivity.estimates import Estimates, Floats, Ints, around, blocks_drawn, without_each
from sim.experiments.study.extras import need

NUMBERS_AT_ONCE = 2_000_000


class Sobol(NamedTuple):
    """Indices of all parameters; `second` in the order of `itertools.combinations`; `sum_first` is one number."""

    first: Estimates
    total: Estimates
    second: Estimates
    sum_first: Estimates
    samples: int


class _Form(NamedTuple):
    """Of every column of an array: numerators of all indices, the sum of the first order last, and the variance."""

    numerators: Floats  # (index, column)
    variance: Floats  # (column,)


def sobol(y: Floats, count: int, rng: np.random.Generator) -> Sobol | None:
    """Indices from the rows of Saltelli's design; None where the points differ no more than luck makes them.

    Parameters
    ----------
    y
        float64 (base sample, row, replicate), rows in SALib's order: A, A with single columns of B, B with single
        columns of A, B.
    count
        Resamples of base samples.
    """
    n_samples, n_rows, n_replicates = y.shape
    n = (n_rows - 2) // 2
    means = y.mean(axis=2)
    spread = means.std()
    if spread <= np.finfo(float).eps * np.abs(y).max():
        return None
    y, means = (y - y.mean()) / spread, (means - means.mean()) / spread
    found = _without_luck(y)
    resampled = _resampled(means, blocks_drawn(n_samples, count, rng))
    others = _form(without_each(y)) if n_replicates > 1 else _Form(found.numerators[:, :0], found.variance[:0])
    variance = float(found.variance[0])
    if variance <= 0:
        return None
    value = found.numerators[:, 0] / variance
    # How far the ratio moves where its two parts move by a little: the parts themselves may come near zero.
    both = [((each.numerators.T - np.outer(each.variance, value)) / variance) for each in (resampled, others)]
    spread_of = around(found.variance, resampled.variance[:, np.newaxis], others.variance[:, np.newaxis], n_samples)
    if spread_of.low[0] <= 0:
        return None
    estimates = around(value, both[0], both[1], n_samples)
    sizes = (n, n, n * (n - 1) // 2, 1)
    first, total, second, together = (
        Estimates(*(each[end - size : end] for each in estimates))
        for end, size in zip(accumulate(sizes), sizes, strict=True)
    )
    return Sobol(first, total, second, together, n_samples)


def _without_luck(y: Floats) -> _Form:
    """Forms of the means over replicates, less what luck adds to them; one column."""
    n_replicates = y.shape[2]
    mean = y.mean(axis=2, keepdims=True)
    found = _form(mean)
    if n_replicates == 1:
        return found
    luck = _form(y - mean)
    scale = 1.0 / (n_replicates * (n_replicates - 1))
    return _Form(*(whole - scale * part.sum(axis=-1, keepdims=True) for whole, part in zip(found, luck, strict=True)))


def _resampled(means: Floats, draws: Ints) -> _Form:
    """Forms of means (base sample, row) under many draws of base samples, as many at once as is quick."""
    at_once = max(1, NUMBERS_AT_ONCE // means.size)
    found = [
        _form(np.moveaxis(means[draws[first : first + at_once]], 0, -1)) for first in range(0, len(draws), at_once)
    ]
    return _Form(
        np.concatenate([each.numerators for each in found], axis=1), np.concatenate([each.variance for each in found])
    )


def _form(y: Floats) -> _Form:
    """SALib's indices of every column, times the variance that they are shares of."""
    estimator = need("SALib.analyze.sobol")
    n = (y.shape[1] - 2) // 2
    y = y - y.mean(axis=(0, 1))
    a, b = y[:, 0], y[:, -1]
    ab, ba = y[:, 1 : 1 + n], y[:, 1 + n : 1 + 2 * n]
    with _constant_columns():
        found = [estimator.first_order(a, ab[:, j], b) for j in range(n)]
        found += [estimator.total_order(a, ab[:, j], b) for j in range(n)]
        found += [estimator.second_order(a, ab[:, j], ab[:, k], ba[:, j], b) for j, k in combinations(range(n), 2)]
    variance = np.var(np.concatenate([a, b]), axis=0)
    numerators = np.array(found) * variance
    return _Form(np.concatenate([numerators, numerators[:n].sum(axis=0, keepdims=True)]), variance)


@contextmanager
def _constant_columns() -> Iterator[None]:
    """Resamples of a rare event may all be alike, of which SALib warns."""
    with catch_warnings():
        filterwarnings("ignore", message="Constant values encountered")
        yield
