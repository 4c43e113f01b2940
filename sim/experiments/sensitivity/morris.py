"""Elementary effects: what changes if one parameter alone is moved, at many places of the design (Morris 1991).

    mu        mean effect, with its sign
    mu_star   mean size of the effects (Campolongo et al. 2007): how much a parameter matters at all
    sigma     spread of the effects: how much they depend on where one is, by curves or by interactions

All are in units of the outcome for the parameter's whole range, counted in shares of its distribution. The numbers are
those of SALib, without its bootstrap, which knows nothing of replicates.

Sizes and spreads are never negative, so that luck alone makes some: they come out too large, by as much as luck makes
of nothing at the most. How much that is, replicates tell, and the intervals of both reach down by it.
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.sensitivity.estimates import Estimates, Floats, Ints, estimated

MEASURES = ("mu", "mu_star", "sigma")


class Morris(NamedTuple):
    """Effects of all parameters, and the mean size that luck alone would make of none."""

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
        float64 (trajectory, row, replicate), two replicates or more.
    count
        Resamples of trajectories.
    """
    n = unit.shape[2]

    def statistic(means: Floats, trajectories: Ints) -> Floats:
        return _measures(_effects(unit[trajectories], means))

    estimates = estimated(y, statistic, count, rng)
    mu, mu_star, sigma = (Estimates(*(each[k * n : (k + 1) * n] for each in estimates)) for k in range(len(MEASURES)))
    size, spread = _luck(unit, y)
    mu_star = mu_star._replace(low=np.maximum(0.0, mu_star.low - size))
    sigma = sigma._replace(low=np.sqrt(np.maximum(0.0, np.maximum(0.0, sigma.low) ** 2 - spread**2)))
    return Morris(mu, mu_star, sigma, size, len(unit))


def _effects(unit: Floats, means: Floats) -> Floats:
    """Change of the outcome for the whole range of the parameter that each step moves: (trajectory, parameter)."""
    steps = np.diff(unit, axis=1)
    moved = np.abs(steps).argmax(axis=2)
    length = np.take_along_axis(steps, moved[:, :, np.newaxis], axis=2)[:, :, 0]
    found = np.empty((len(unit), unit.shape[2]))
    np.put_along_axis(found, moved, np.diff(means, axis=1) / length, axis=1)
    return found


def _measures(effects: Floats) -> Floats:
    """All of mu, then mu_star, then sigma."""
    return np.concatenate([effects.mean(axis=0), np.abs(effects).mean(axis=0), effects.std(axis=0, ddof=1)])


def _luck(unit: Floats, y: Floats) -> tuple[Floats, Floats]:
    """mu_star and sigma of the mean over replicates if it were all luck: (parameter,) each."""
    n_replicates = y.shape[2]
    deviations = y - y.mean(axis=2, keepdims=True)
    effects = np.stack([_effects(unit, deviations[:, :, each]) for each in range(n_replicates)])
    size = np.abs(effects).mean(axis=(0, 1)) / np.sqrt(n_replicates - 1)
    spread = np.sqrt(effects.var(axis=1, ddof=1).mean(axis=0) / (n_replicates - 1))
    return size, spread
