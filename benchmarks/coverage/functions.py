"""Functions whose indices are known, and runs of them with luck."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from sim.experiments.sensitivity.estimates import Estimates
from sim.experiments.sensitivity.sobol import Sobol
from sim.experiments.study.design import Design, unit_samples

Floats = NDArray[np.float64]


class Known(NamedTuple):
    """A function of the unit cube and its indices."""

    function: Callable[[Floats], Floats]
    first: list[float]
    total: list[float]
    second: list[float]

    @property
    def n(self) -> int:
        """How many parameters there are."""
        return len(self.first)

    @property
    def truth(self) -> Floats:
        """First, total, second order, and the sum of the first."""
        return np.array([*self.first, *self.total, *self.second, sum(self.first)])


def _ishigami(x: Floats) -> Floats:
    z = np.pi * (2 * x - 1)
    found: Floats = np.sin(z[..., 0]) + 7 * np.sin(z[..., 1]) ** 2 + 0.1 * z[..., 2] ** 4 * np.sin(z[..., 0])
    return found


def _ishigami_indices() -> Known:
    one, two, both = 0.5 * (1 + np.pi**4 / 50) ** 2, 49 / 8, 8 * np.pi**8 / 22500
    v = one + two + both
    return Known(_ishigami, [one / v, two / v, 0.0], [(one + both) / v, two / v, both / v], [0.0, both / v, 0.0])


def _interaction(x: Floats) -> Floats:
    z = x - 0.5
    return z[..., 0] + 2 * z[..., 1] + 4 * z[..., 0] * z[..., 2]


# Variances in units of 1/12: 1, 4 and 16/12; the fourth parameter does nothing.
_V = 1 + 4 + 4 / 3
INTERACTION = Known(
    _interaction,
    [1 / _V, 4 / _V, 0.0, 0.0],
    [(1 + 4 / 3) / _V, 4 / _V, 4 / 3 / _V, 0.0],
    [0.0, 4 / 3 / _V, 0.0, 0.0, 0.0, 0.0],
)

_A = np.array([0.0, 1.0, 4.5, 9.0])


def _sobol_g(x: Floats) -> Floats:
    found: Floats = np.prod((np.abs(4 * x - 2) + _A) / (1 + _A), axis=-1)
    return found


def _sobol_g_indices() -> Known:
    own = 1 / (3 * (1 + _A) ** 2)
    v = np.prod(1 + own) - 1
    total = [own[i] * np.prod(np.delete(1 + own, i)) / v for i in range(4)]
    second = [own[i] * own[j] / v for i in range(4) for j in range(i + 1, 4)]
    return Known(_sobol_g, (own / v).tolist(), total, second)


ISHIGAMI, SOBOL_G = _ishigami_indices(), _sobol_g_indices()


def saltelli(known: Known, samples: int, seed: int) -> Floats:
    """Values at the points of Saltelli's design: (base sample, row)."""
    rows = unit_samples(Design("saltelli", samples, seed), known.n)
    return known.function(rows.reshape(samples, 2 * known.n + 2, known.n))


def independent(known: Known, samples: int, rng: np.random.Generator) -> Floats:
    """The same from independent base samples, for which intervals are made; Sobol sequences do better."""
    a, b = rng.random((2, samples, known.n))
    rows = [a, *(_with_column(a, b, j) for j in range(known.n)), *(_with_column(b, a, j) for j in range(known.n)), b]
    return known.function(np.stack(rows, axis=1))


def _with_column(rows: Floats, other: Floats, column: int) -> Floats:
    changed = rows.copy()
    changed[:, column] = other[:, column]
    return changed


def with_luck(y: Floats, replicates: int, luck: float, rng: np.random.Generator) -> Floats:
    """Replicates around values: half the luck common to all points, half each point's own; in units of the spread."""
    shape = (*y.shape, replicates)
    own, common = rng.normal(size=shape), rng.normal(size=replicates)
    found: Floats = y[..., np.newaxis] + luck * y.std() * np.sqrt(0.5) * (own + common)
    return found


def together(found: Sobol) -> Estimates:
    """All estimates in the order of `Known.truth`."""
    parts = (found.first, found.total, found.second, found.sum_first)
    return Estimates(*(np.concatenate(each) for each in zip(*parts, strict=True)))


class Tipping(NamedTuple):
    """A company that ends at 0.1 or at 0.6: which of them depends on two parameters and on luck; others do nothing."""

    n: int = 4

    def drive(self, x: Floats) -> Floats:
        """How far a place lies from the line, in spreads of luck."""
        found: Floats = (x[..., 0] + 0.5 * x[..., 1] - 0.75) / 0.3
        return found

    def mean(self, x: Floats) -> Floats:
        """Mean over luck."""
        found: Floats = 0.1 + 0.5 * ndtr(self.drive(x))
        return found

    def runs(self, x: Floats, replicates: int, rng: np.random.Generator) -> Floats:
        """Runs (..., replicate) at places (..., parameter): half of the luck is common to all places."""
        shape = (*x.shape[:-1], replicates)
        luck = np.sqrt(0.5) * (rng.normal(size=replicates) + rng.normal(size=shape))
        return np.where(self.drive(x)[..., np.newaxis] + luck > 0, 0.6, 0.1)

    @property
    def known(self) -> Known:
        """Mean over luck and its indices, by the midpoints of a fine lattice."""
        middle = (np.arange(400) + 0.5) / 400
        values = self.mean(np.stack(np.meshgrid(middle, middle, indexing="ij"), axis=-1))
        v = float(values.var())
        first = [float(values.mean(axis=1).var()) / v, float(values.mean(axis=0).var()) / v]
        both = 1 - sum(first)
        idle = [0.0] * (self.n - 2)
        second = [both if (i, j) == (0, 1) else 0.0 for i in range(self.n) for j in range(i + 1, self.n)]
        return Known(self.mean, [*first, *idle], [each + both for each in first] + idle, second)
