"""The table a person can act on: where a run began, where it ended, and how sure that is."""

import math

import numpy as np
import pandas as pd

from sim.statistics import Floats, Scale, of_median, two_groups

BAND = (5, 95)
COLUMNS = ["first", "last", "low", "high", "change", "change_low", "change_high"]
GROUPS = ["low_runs", "low", "low_change", "high_runs", "high", "high_change"]


def summary(quarters: dict[str, Floats]) -> pd.DataFrame:
    """One row per outcome; NaN where there is nothing to tell.

    `first`, `last`: medians over replicates of the means over the first and the last quarter. `low`, `high`: 5th
    and 95th percentile over replicates of the last quarter. `change`: median over replicates of last minus first,
    with its exact 95 % interval in `change_low`, `change_high`, from six replicates on.
    """
    rows = {name: _row(values[:, 0], values[:, -1]) for name, values in quarters.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS).rename_axis("outcome")


def groups(quarters: dict[str, Floats], scales: dict[str, Scale]) -> pd.DataFrame:
    """One row per outcome whose replicates end in two groups: how many are in each, its median and its median change.

    Such an outcome has no typical run: its mean describes none, and its median only one of the larger group.
    """
    rows = {}
    for name, values in quarters.items():
        first, last = values[:, 0], values[:, -1]
        found = two_groups(last, scales[name])
        if found is not None:
            moved = [of_median((last - first)[part]).mean for part in (last <= found.line, last > found.line)]
            rows[name] = [*found.low, moved[0], *found.high, moved[1]]
    return pd.DataFrame.from_dict(rows, orient="index", columns=GROUPS).rename_axis("outcome")


def _row(first: Floats, last: Floats) -> list[float]:
    known = ~np.isnan(last)
    band = np.percentile(last[known], BAND).tolist() if known.any() else [math.nan, math.nan]
    return [of_median(first).mean, of_median(last).mean, *band, *of_median(last - first)]
