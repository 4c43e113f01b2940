"""What a weighted sample of the posterior says: intervals, what was learnt, and what cannot be told apart."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]

INTERVAL = (0.05, 0.5, 0.95)
# Shares by which the 90 % interval is narrower than the prior's. A sample of a few hundred from the prior itself
# scatters by about .05 around 0.
NOTHING = 0.15
LITTLE = 0.4
TOGETHER = 0.6  # correlation from which on a pair moves together


class Pair(NamedTuple):
    """Two parameters that the data do not tell apart: the sum is known where one may stand in for the other."""

    first: str
    second: str
    correlation: float

    @property
    def known(self) -> str:
        """What the data do say: `sum` or `difference`, in shares of the priors."""
        return "sum" if self.correlation < 0 else "difference"


def quantile(quantiles: Floats, weight: Floats, shares: tuple[float, ...] = INTERVAL) -> Floats:
    """Ends between which the parameter lies with given probabilities; all in shares of its prior, 0..1.

    Of n equal particles the i-th smallest is at i / (n + 1), with the prior's ends at 0 and 1: one more draw of the
    same posterior lies below it as often. Quantiles of the sample itself would hold less, the less the fewer there are.
    """
    order, n = np.argsort(quantiles, kind="stable"), effective_size(weight)
    middles = (np.cumsum(weight[order]) - weight[order] / 2) / weight.sum()
    at = (n * middles + 0.5) / (n + 1)
    found: Floats = np.interp(shares, [0.0, *at, 1.0], [0.0, *quantiles[order], 1.0])
    return found


def effective_size(weight: Floats) -> float:
    """How many equally weighted particles would say as much (Kish 1965)."""
    return float(weight.sum() ** 2 / (weight**2).sum())


def shrinkage(quantiles: Floats, weight: Floats) -> float:
    """By which share the 90 % interval is narrower than the prior's, whatever the prior's form."""
    low, _, high = quantile(quantiles, weight)
    return float(1.0 - (high - low) / (INTERVAL[2] - INTERVAL[0]))


def verdict(shrunk: float) -> str:
    """What the data say about a parameter: `nothing`, `little` or `much`."""
    return "nothing" if shrunk < NOTHING else "little" if shrunk < LITTLE else "much"


def correlations(quantiles: pd.DataFrame, weight: Floats) -> pd.DataFrame:
    """Weighted correlations of the parameters, each in shares of its prior."""
    found = np.atleast_2d(np.cov(quantiles.to_numpy().T, aweights=weight))
    scale = np.sqrt(np.maximum(np.diag(found), 1e-300))
    return pd.DataFrame(found / np.outer(scale, scale), index=quantiles.columns, columns=quantiles.columns)


def pairs(quantiles: pd.DataFrame, weight: Floats) -> list[Pair]:
    """Pairs that move together, the closest first."""
    found = correlations(quantiles, weight).to_numpy()
    keys = list(quantiles.columns)
    every = [
        Pair(keys[first], keys[second], float(found[first, second]))
        for first in range(len(keys))
        for second in range(first + 1, len(keys))
    ]
    return sorted(
        (each for each in every if abs(each.correlation) >= TOGETHER), key=lambda each: -abs(each.correlation)
    )


def medoid(quantiles: Floats, weight: Floats) -> int:
    """Particle nearest to all others, each parameter measured in its own spread.

    It was accepted as a whole. Medians were not: of parameters that stand in for each other, medians taken one by
    one may fit together badly, and between two hills of a posterior they lie where nothing was accepted.
    """
    mean = np.average(quantiles, axis=0, weights=weight)
    scale = np.sqrt(np.average((quantiles - mean) ** 2, axis=0, weights=weight))
    placed = quantiles / np.maximum(scale, 1e-12)
    far = np.sqrt(((placed[:, None, :] - placed[None, :, :]) ** 2).sum(axis=2))
    return int(np.argmin(far @ weight))


def resample(weight: Floats, count: int) -> NDArray[np.int64]:
    """Particles in proportion to their weight, without any chance: systematic resampling at the middles."""
    edges = np.cumsum(weight) / weight.sum()
    return np.minimum(np.searchsorted(edges, (np.arange(count) + 0.5) / count), weight.size - 1).astype(np.int64)
