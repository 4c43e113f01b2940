"""How far the whole distribution of an outcome moves when a parameter is held, not its variance alone: PAWN.

The index is the median over slices of a parameter's range of the distance (Kolmogorov-Smirnov) between the
outcome's distribution in the slice and everywhere (Pianosi & Wagener 2018), by SALib. Distances are never
negative, so that a parameter without any influence has some: `dummy` is the index of parameters that the model never
sees, drawn by chance, and what lies within it is not told from nothing.

All distances come out too large, by that of a dummy at the most, and their intervals reach down by its mean.
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.sensitivity.estimates import Estimates, Floats, Ints, estimated
from sim.experiments.study.extras import need

# SALib cuts some other numbers of slices wrongly, 6 and 9 among them.
SLICES = (10, 8, 5, 4)
ROWS_PER_SLICE = 40
DUMMIES = 60


class Pawn(NamedTuple):
    """Index of all parameters; of the dummies, the mean and the range of 95 % of them."""

    distance: Estimates
    dummy: Estimates
    samples: int


def pawn(unit: Floats, y: Floats, count: int, rng: np.random.Generator) -> Pawn:
    """Indices from independent rows.

    Parameters
    ----------
    unit
        float64 (row, parameter), 0..1.
    y
        float64 (row, replicate).
    count
        Resamples of rows.
    """

    def statistic(means: Floats, rows: Ints) -> Floats:
        return _index(unit[rows], means[:, 0])

    distance = estimated(y[:, np.newaxis, :], statistic, count, rng)
    dummies = _index(rng.random((len(unit), DUMMIES)), y.mean(axis=1))
    low, high = np.quantile(dummies, [0.025, 0.975])
    distance = distance._replace(low=np.maximum(0.0, distance.low - dummies.mean()))
    return Pawn(distance, Estimates(*(np.array([each]) for each in (dummies.mean(), low, high, 0.0))), len(unit))


def _index(unit: Floats, means: Floats) -> Floats:
    n = unit.shape[1]
    slices = next((each for each in SLICES if len(unit) >= each * ROWS_PER_SLICE), SLICES[-1])
    problem = {"num_vars": n, "names": [f"x{at}" for at in range(n)], "bounds": [[0.0, 1.0]] * n}
    # SALib also divides by the mean distance, which is 0 where all values of a resample are alike; that is not used.
    with np.errstate(invalid="ignore"):
        found: Floats = need("SALib.analyze.pawn").analyze(problem, unit, means, S=slices)["median"]
    return found
