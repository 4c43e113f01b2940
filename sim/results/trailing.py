"""Weeks smoothed by the three before them."""

import numpy as np

from sim.results.onset import WEEKS_AVERAGED
from sim.statistics import Floats


def trailing(values: Floats) -> Floats:
    """Mean of (replicate, week) over the last four weeks, without those that have no value.

    Many meetings come every second or fourth week; without this their rhythm would be all one sees.
    """
    known = ~np.isnan(values)
    total = _running(np.where(known, values, 0.0))
    count = _running(known * 1.0)
    means: Floats = np.divide(total, count, out=np.full(values.shape, np.nan), where=count > 0.5)
    return means


def _running(values: Floats) -> Floats:
    sums = np.cumsum(values, axis=1)
    return np.concatenate([sums[:, :WEEKS_AVERAGED], sums[:, WEEKS_AVERAGED:] - sums[:, :-WEEKS_AVERAGED]], axis=1)
