"""Early-warning signs: whether the image trembles more, and more slowly, before it falls.

Near a tipping point a system returns ever more slowly from small knocks, so that its variance and its lag-1
autocorrelation rise (Scheffer et al. 2009). Both are taken in a moving window after the trend has been taken out
with a Gaussian kernel, and Kendall's rank correlation with time tells whether they rise (Dakos et al. 2012).
Overlapping windows make tests within one series worthless, so trends are judged over replicates, against
replicates with the same luck and no ramp.
"""

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SIGNS = ("variance", "autocorrelation")
# Neighbouring windows say nearly the same; a few hundred of them are enough for a trend.
MOST_WINDOWS = 200


class Signs(NamedTuple):
    """Signs in every window: (replicate, window) each, and the last week of the windows, counted from 0."""

    last_week: NDArray[np.int64]
    variance: Floats
    autocorrelation: Floats


def detrended(series: Floats, bandwidth: float) -> Floats:
    """What a Gaussian kernel of that standard deviation leaves: (replicate, week)."""
    from scipy.ndimage import gaussian_filter1d

    trend: Floats = gaussian_filter1d(series, bandwidth, axis=1, mode="nearest")
    return series - trend


def signs(rest: Floats, window: int) -> Signs:
    """Signs of a detrended series in windows of so many weeks."""
    weeks = rest.shape[1]
    step = -(-(weeks - window + 1) // MOST_WINDOWS)
    last_week = np.arange(weeks - 1, window - 2, -step)[::-1]
    views = sliding_window_view(rest, window, axis=1)[:, last_week - window + 1]
    around = views - views.mean(axis=2, keepdims=True)
    variance = (around**2).mean(axis=2)
    now, then = around[:, :, 1:], around[:, :, :-1]
    scale = np.sqrt((now**2).sum(axis=2) * (then**2).sum(axis=2))
    return Signs(last_week, variance, np.divide((now * then).sum(axis=2), scale, where=scale > 0, out=scale * np.nan))


def trends(values: Floats) -> Floats:
    """Kendall's tau of every replicate's sign with time: (replicate, window) to (replicate,)."""
    from scipy.stats import kendalltau

    time = np.arange(values.shape[1])
    return np.array([float(kendalltau(time, each).statistic) for each in values])
