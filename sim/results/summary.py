"""The table a person can act on: where a run began, where it ended, and how sure that is."""

import math

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from sim.results.measures import Floats

BAND = (5, 95)
CONFIDENCE = 0.95
COLUMNS = ["first", "last", "low", "high", "change", "change_low", "change_high"]


def summary(quarters: dict[str, Floats]) -> pd.DataFrame:
    """One row per outcome; NaN where there is nothing to tell.

    `first`, `last`: means over replicates of the means over the first and the last quarter. `low`, `high`: 5th
    and 95th percentile over replicates of the last quarter. `change`: mean over replicates of last minus first,
    with its 95 % interval (Student's t) in `change_low`, `change_high`.
    """
    rows = {name: _row(values[:, 0], values[:, -1]) for name, values in quarters.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS).rename_axis("outcome")


def _row(first: Floats, last: Floats) -> list[float]:
    known = ~np.isnan(last)
    band = np.percentile(last[known], BAND).tolist() if known.any() else [math.nan, math.nan]
    return [_mean(first), _mean(last), *band, *_interval(last - first)]


def _interval(changes: Floats) -> list[float]:
    """Mean and its interval; no interval from fewer than two replicates."""
    known = changes[~np.isnan(changes)]
    if known.size < 2:
        return [_mean(changes), math.nan, math.nan]
    reach = float(stdtrit(known.size - 1, (1 + CONFIDENCE) / 2)) * float(known.std(ddof=1)) / math.sqrt(known.size)
    mean = float(known.mean())
    return [mean, mean - reach, mean + reach]


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else math.nan
