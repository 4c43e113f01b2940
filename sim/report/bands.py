"""Quantiles over replicates, changes between the first and the last quarter."""

from typing import NamedTuple

import numpy as np

from sim.results.measures import quarters
from sim.statistics import Floats, Interval, of_median

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


class Fan(NamedTuple):
    """Median with the bands that hold 50 and 90 % of the runs: (week, ...) each."""

    low90: Floats
    low50: Floats
    median: Floats
    high50: Floats
    high90: Floats


class Change(NamedTuple):
    """Medians of the first and the last quarter, where 90 % of the runs end, and how far the middle one moves."""

    first: float
    last: float
    low: float
    high: float
    moved: Interval


def fan(values: Floats) -> Fan:
    """Fan over the first axis; NaN where no run has a value."""
    return Fan(*(quantile(values, LEVELS)))


def change(by_quarter: Floats) -> Change:
    """Change of (replicate, quarter) from the first quarter to the last."""
    first, last = by_quarter[:, 0], by_quarter[:, -1]
    low, high = quantile(last, (0.05, 0.95)).tolist()
    return Change(of_median(first).mean, of_median(last).mean, low, high, of_median(last - first))


def ends(values: Floats) -> Floats:
    """First and last quarter of (replicate, week): (replicate, 2)."""
    every = quarters(values.shape[1])
    return np.stack([mean(values[:, each], 1) for each in (every[0], every[-1])], axis=1)


def quantile(values: Floats, levels: tuple[float, ...]) -> Floats:
    """Quantiles over the first axis, without NaN: (level, ...). Much faster than `np.nanquantile`."""
    ordered = np.sort(values, axis=0)
    last = (~np.isnan(values)).sum(axis=0) - 1
    found = np.empty((len(levels), *values.shape[1:]))
    for row, level in enumerate(levels):
        place = np.maximum(level * last, 0.0)
        below = np.floor(place).astype(np.int64)[None]
        above = np.minimum(below + 1, np.maximum(last, 0))
        low, high = (np.take_along_axis(ordered, each, axis=0)[0] for each in (below, above))
        found[row] = low + (place - below[0]) * (high - low)
    return found


def mean(values: Floats, axis: int) -> Floats:
    """Mean without NaN; NaN where there is nothing else."""
    count = (~np.isnan(values)).sum(axis=axis)
    total = np.asarray(np.nansum(values, axis=axis), dtype=np.float64)
    means: Floats = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return means
