"""What the runs of a study say of every point: means, medians, their intervals, and whether they end in two groups."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.study.loading import Study
from sim.experiments.study.scales import Scales, scales
from sim.scenario.variants import Value
from sim.statistics import UNIT, ends_of_means, ends_of_medians, ends_of_shares, two_groups

Floats = NDArray[np.float64]

COLUMNS = (
    "mean", "low", "high", "median", "median_low", "median_high", "runs", "groups", "lower", "upper", "share_upper",
)  # fmt: skip


def told(study: Study, runs: pd.DataFrame) -> pd.DataFrame:
    """One row for every point and outcome, from all runs in the order of the design; see `Sweep.means`."""
    keys = ["point", *study.parameters]
    points = runs.iloc[:: study.replicates][keys].reset_index(drop=True)
    plain = _plain(points[list(study.parameters)])
    tables = []
    for name, outcome in study.outcomes.items():
        values = runs[name].to_numpy(dtype=np.float64).reshape(-1, study.replicates).T
        numbers = _of_event(values) if outcome.is_event else _of_number(values, scales(study, outcome, plain))
        tables.append(points.assign(outcome=name, **dict(zip(COLUMNS, numbers, strict=True))))
    order = np.arange(len(points) * len(tables)).reshape(len(tables), -1).T.reshape(-1)
    found = pd.concat(tables, ignore_index=True).iloc[order].reset_index(drop=True)
    return found.astype({"runs": int, "groups": int})


def _plain(points: pd.DataFrame) -> list[dict[str, Value]]:
    """Points as they were asked for: numpy has kinds of its own for their values."""
    columns = {str(name): own.tolist() for name, own in points.items()}
    return [dict(zip(columns, each, strict=True)) for each in zip(*columns.values(), strict=True)]


def _of_event(values: Floats) -> list[Floats]:
    """Columns of an event: (replicate, point) to (point,) each."""
    count = (~np.isnan(values)).sum(axis=0)
    came = np.nansum(values, axis=0)
    share = np.divide(came, count, out=np.full(count.shape, np.nan), where=count > 0)
    none = np.full(count.shape, np.nan)
    return [share, *ends_of_shares(came, count), none, none, none, count, np.ones(count.shape), none, none, none]


def _of_number(values: Floats, of: Scales) -> list[Floats]:
    """Columns of a number: (replicate, point) to (point,) each."""
    count = (~np.isnan(values)).sum(axis=0)
    means = of.from_units(ends_of_means(of.in_units(values), UNIT))
    groups = np.array([_groups(each, of, point) for point, each in enumerate(values.T)]).T
    return [*means, *ends_of_medians(values), count, *groups]


def _groups(values: Floats, of: Scales, point: int) -> tuple[float, float, float, float]:
    found = two_groups(values, of.at(point))
    if found is None:
        return 1.0, np.nan, np.nan, np.nan
    return 2.0, found.low.middle, found.high.middle, found.high.runs / found.total
