"""Estimates with intervals that know both sources of chance: which points were looked at, and which luck they met.

    points       resampled by a bootstrap, in blocks that belong together (a base sample, a trajectory, a row)
    replicates   left out one at a time, at all points at once, as all points meet the same luck (a jackknife)

The variances of both are added, which counts what is chance of both twice: intervals are a little too wide where
luck is large, not too narrow. Drawing replicates with replacement was tried: the same ones drawn twice let means
look more varied than they are, and with few replicates intervals were twice as wide as they had to be.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEVEL = 0.95
# Blocks show too little of the spread there is, few of them most of all, because an index may hang on a handful of
# them: measured (benchmarks/coverage/sensitivity.py), not derived.
WIDER = 1.4
FEW = 8


class Estimates(NamedTuple):
    """Values with 95 % intervals, each (quantity,); `luck` is the half-width that the replicates alone account for."""

    value: Floats
    low: Floats
    high: Floats
    luck: Floats

    @property
    def half_width(self) -> Floats:
        """How far the interval reaches up; some reach down farther, by what luck may have added."""
        return self.high - self.value

    def surely_above(self, nothing: Floats | float) -> NDArray[np.bool_]:
        """Whether each lies above what a parameter without any influence would show."""
        above: NDArray[np.bool_] = self.value - self.half_width > nothing
        return above


def blocks_drawn(n_blocks: int, count: int, rng: np.random.Generator) -> Ints:
    """Blocks drawn with replacement: (resample, block)."""
    return rng.integers(n_blocks, size=(count, n_blocks))


def without_each(y: Floats) -> Floats:
    """Means over all replicates but one: (..., replicate) to (..., the one left out)."""
    n_replicates = y.shape[-1]
    found: Floats = (y.sum(axis=-1, keepdims=True) - y) / (n_replicates - 1)
    return found


def around(value: Floats, of_blocks: Floats, of_replicates: Floats, n_blocks: int) -> Estimates:
    """Estimates from the statistics of resampled blocks and of replicates left out, each (resample, quantity).

    Without any replicates left out, the interval knows the points alone. `n_blocks` is how many blocks there are.
    """
    from scipy.stats import norm, t

    points = WIDER * (1 + FEW / n_blocks) * norm.ppf(0.5 + LEVEL / 2) * of_blocks.std(axis=0, ddof=1)
    luck = np.zeros_like(value)
    n_replicates = len(of_replicates)
    if n_replicates > 1:
        luck = t.ppf(0.5 + LEVEL / 2, n_replicates - 1) * np.sqrt(n_replicates - 1) * of_replicates.std(axis=0)
    half = np.hypot(points, luck)
    return Estimates(value, value - half, value + half, luck)


def estimated(
    y: Floats, statistic: Callable[[Floats, Ints], Floats], count: int, rng: np.random.Generator
) -> Estimates:
    """Estimates of a statistic of means over replicates.

    Parameters
    ----------
    y
        float64 (block, row, replicate).
    statistic
        Takes means (block, row), and which blocks they are; gives (quantity,).
    count
        Resamples of blocks.
    """
    n_blocks, _, n_replicates = y.shape
    all_blocks, means = np.arange(n_blocks), y.mean(axis=2)
    of_blocks = [statistic(means[each], each) for each in blocks_drawn(n_blocks, count, rng)]
    others = without_each(y) if n_replicates > 1 else y[:, :, :0]
    of_replicates = [statistic(others[:, :, each], all_blocks) for each in range(others.shape[2])]
    return around(statistic(means, all_blocks), np.array(of_blocks), np.array(of_replicates), n_blocks)
