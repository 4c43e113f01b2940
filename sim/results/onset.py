"""When a measure begins to give way: the week in which it has lost a fifth."""

import numpy as np

from sim.statistics import Floats

LOST = 0.2
WEEKS_AVERAGED = 4


def onset(series: Floats, lost: float = LOST) -> Floats:
    """First week by which a share is lost: (replicate, week) to (replicate,), counted from 1; NaN where it never is.

    Compares the mean of a week and the three before it with that of the first four weeks, or of the first four in
    which there is a value: many meetings come every second or fourth week, and their rhythm is no loss. Weeks without
    a value are left out of a mean. What is regained later was lost all the same.
    """
    if series.shape[1] < WEEKS_AVERAGED:
        return np.full(len(series), np.nan)
    smooth = _four_week_means(series)
    first = (~np.isnan(smooth)).argmax(axis=1)[:, None]
    below = smooth < (1.0 - lost) * np.take_along_axis(smooth, first, axis=1)
    return np.where(below.any(axis=1), below.argmax(axis=1) + float(WEEKS_AVERAGED), np.nan)


def reached_by_half(onsets: Floats) -> int | None:
    """First week by which half of the replicates have had their onset; None where fewer than half ever have it."""
    week = float(np.sort(onsets)[(len(onsets) - 1) // 2])  # NaN is sorted to the end, as what is still to come
    return None if np.isnan(week) else int(week)


def _four_week_means(series: Floats) -> Floats:
    """Mean of every four weeks in a row, NaN where they have no value: (replicate, week) to (replicate, week - 3)."""
    known = ~np.isnan(series)
    total, count = (_sums(np.where(known, series, 0.0)), _sums(known * 1.0))
    means: Floats = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return means


def _sums(values: Floats) -> Floats:
    last = values.shape[1] - WEEKS_AVERAGED + 1
    sums: Floats = np.sum([values[:, week : week + last] for week in range(WEEKS_AVERAGED)], axis=0)
    return sums
