"""The table a person can act on: where a run began, where it ended, and how sure that is."""

import math

import numpy as np
import pandas as pd

from sim.results.intervals import of_mean
from sim.results.measures import Floats

BAND = (5, 95)
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
    return [of_mean(first).mean, of_mean(last).mean, *band, *of_mean(last - first)]
