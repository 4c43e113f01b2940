"""Elementary effects: what changes if one parameter alone is moved, at many places of the design (Morris 1991).

    mu        mean effect, with its sign
    mu_star   mean size of the effects (Campolongo et al. 2007): how much a parameter matters at all
    sigma     spread of the effects: how much they depend on where one is, by curves or by interactions

All are in units of the outcome for the parameter's whole range, counted in shares of its distribution. Sizes of
effects are never negative, so that luck alone makes some: `luck` is the mu_star that it would make of nothing.
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.sensitivity.estimates import Estimates, Floats, Ints, estimated
from sim.experiments.study.design import MORRIS_LEVELS
from sim.experiments.study.extras import need

MEASURES = ("mu", "mu_star", "sigma")


class Morris(NamedTuple):
    """Effects of all parameters, and what luck alone would make of none."""

    mu: Estimates
    mu_star: Estimates
    sigma: Estimates
    luck: Floats
    samples: int


def morris(unit: Floats, y: Floats, count: int, rng: np.random.Generator) -> Morris:
    """Effects from trajectories through the unit cube.

    Parameters
    ----------
    unit
        float64 (trajectory, row, parameter).
    y
        float64 (trajectory, row, replicate).
    count
        Resamples of trajectories.
    """
    n = unit.shape[2]

    def statistic(means: Floats, trajectories: Ints) -> Floats:
        return _effects(unit[trajectories], means)

    estimates = estimated(y, statistic, count, rng)
    mu, mu_star, sigma = (Estimates(*(each[k * n : (k + 1) * n] for each in estimates)) for k in range(len(MEASURES)))
    return Morris(mu, mu_star, sigma, _luck(unit, y), len(unit))


def _effects(unit: Floats, means: Floats) -> Floats:
    """SALib's mu, mu_star and sigma, one after the other."""
    n = unit.shape[2]
    problem = {"num_vars": n, "names": [f"x{at}" for at in range(n)], "bounds": [[0.0, 1.0]] * n}
    # SALib's own bootstrap does not know replicates: as few resamples as it takes.
    found = need("SALib.analyze.morris").analyze(
        problem, unit.reshape(-1, n), means.reshape(-1), num_resamples=2, num_levels=MORRIS_LEVELS, seed=1
    )
    return np.array([found[each] for each in MEASURES], dtype=np.float64).reshape(-1)


def _luck(unit: Floats, y: Floats) -> Floats:
    """mu_star of the mean over replicates if it were all luck; not known of one replicate."""
    n, n_replicates = unit.shape[2], y.shape[2]
    if n_replicates == 1:
        return np.full(n, np.nan)
    deviations = y - y.mean(axis=2, keepdims=True)
    each = [_effects(unit, deviations[:, :, replicate])[n : 2 * n] for replicate in range(n_replicates)]
    found: Floats = np.array(each).mean(axis=0) / np.sqrt(n_replicates - 1)
    return found
