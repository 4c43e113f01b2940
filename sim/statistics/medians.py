"""Intervals of the medians of many series at once; see `sim.statistics.median`."""

import numpy as np

from sim.statistics.interval import Floats
from sim.statistics.median import ranks_left_out


def ends_of_medians(values: Floats) -> Floats:
    """Medians of many series and the ends of their exact 95 % intervals: (value, series) to (3, series).

    NaN are left out; NaN where a series has no value, and ends that are NaN where it has fewer than six.
    """
    ordered = np.sort(values, axis=0)  # NaN come last
    counts = (~np.isnan(values)).sum(axis=0)
    found = np.full((3, values.shape[1]), np.nan)
    for count in np.unique(counts[counts > 0]).tolist():
        at = np.flatnonzero(counts == count)
        found[0, at] = np.median(ordered[:count, at], axis=0)
        rank = ranks_left_out(count)
        if rank is not None:
            found[1, at], found[2, at] = ordered[rank, at], ordered[count - 1 - rank, at]
    return found
