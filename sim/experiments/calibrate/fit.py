"""Whether parameters can make the data at all: the data among histories drawn from the posterior.

A posterior predictive check (Rubin 1984, Gelman, Meng & Stern 1996). If the data are one more history of the model,
any of the histories and the data may be the strangest of them with equal probability; so they are ranked together,
by two measures of strangeness: how far a history lies from the middle of all of them in the directions in which
histories seldom differ (Mahalanobis, with a covariance that is shrunk as Ledoit & Wolf 2004 have it), and how far its
strangest single statistic lies out. What is about the data enters only as one among many, so that ranks hold
whatever the statistics look like. The posterior was fitted to the data, which makes the check milder, not sharper.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEVEL = 0.01  # share of data made by the model itself that would be called impossible, were the posterior exact
# Data are written with so many digits; nothing nearer than that is apart. Of shares and of points alike.
RESOLUTION = 0.001


class Fit(NamedTuple):
    """How strange the data are among histories of the model."""

    p: float  # share of histories, the data among them, that are as strange as the data or stranger
    histories: int
    away: list[float]  # (statistic,) standard deviations from the histories' mean

    @property
    def possible(self) -> bool:
        """Whether parameters may have made the data."""
        return self.p > LEVEL


def judge(drawn: Floats, observed: Floats) -> Fit:
    """Rank the data among histories: float64 (history, statistic) and (statistic,)."""
    pool = np.vstack([drawn, observed])
    spread = np.sqrt(pool.var(axis=0) + RESOLUTION**2)
    placed = (pool - pool.mean(axis=0)) / spread
    ranks = np.array([_ranks(each) for each in (_mahalanobis(placed), np.abs(placed).max(axis=1))])
    strangest = ranks.max(axis=0)
    away = (observed - drawn.mean(axis=0)) / np.sqrt(drawn.var(axis=0) + RESOLUTION**2)
    return Fit(float((strangest >= strangest[-1]).mean()), len(drawn), away.tolist())


def _mahalanobis(placed: Floats) -> Floats:
    from sklearn.covariance import ledoit_wolf  # type: ignore[import-untyped]

    covariance, _ = ledoit_wolf(placed, assume_centered=True)
    inverse = np.linalg.pinv(covariance, hermitian=True)
    found: Floats = np.einsum("ij,jk,ik->i", placed, inverse, placed)
    return found


def _ranks(values: Floats) -> NDArray[np.int64]:
    """How many are at most as large: equals share the highest rank, so that nothing is strange for being alike."""
    return np.searchsorted(np.sort(values), values * (1 + 1e-12), side="right").astype(np.int64)
