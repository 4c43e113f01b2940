"""Where the share of collapsed replicates crosses one half, and how well that is known.

Replicates are drawn anew, the same ones at every point, because all points share their luck. In a share of
these resamples a point lies on the collapsed side; between points that share is interpolated, as if the place
where a resample tips were anywhere between its neighbours. So no interval is finer than the grid.
"""

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.results.verdict import COLLAPSED_BELOW

Floats = NDArray[np.float64]

RESAMPLES = 2000
POINTS_AT_ONCE = 500
SURE = 0.975
UNSURE = 1 - SURE


class Crossing(NamedTuple):
    """A place where the share crosses one half; an end is infinite where the range ends before it is sure."""

    at: float
    low: float
    high: float
    collapsed_below: bool


def collapsed_side(image: Floats, seed: int) -> Floats:
    """Share of the resamples in which more than half are collapsed: (point, replicate) to (point,)."""
    known = ~np.isnan(image)
    collapsed = (image < COLLAPSED_BELOW) & known
    replicates = image.shape[1]
    drawn = np.random.default_rng(seed).multinomial(replicates, np.full(replicates, 1 / replicates), RESAMPLES).T
    found = np.full(len(image), np.nan)
    for first in range(0, len(image), POINTS_AT_ONCE):
        here = slice(first, first + POINTS_AT_ONCE)
        margin = 2.0 * (collapsed[here] @ drawn) - known[here] @ drawn
        found[here] = np.where(margin == 0, 0.5, margin > 0).mean(axis=1)
    return np.where(known.any(axis=1), found, np.nan)


def crossings(x: Floats, share: Floats, side: Floats) -> list[Crossing]:
    """Crossings along one row, from the share collapsed and the share of resamples on the collapsed side."""
    known = ~(np.isnan(share) | np.isnan(side))
    x, share, side = x[known], share[known], side[known]
    sure = np.flatnonzero((side >= SURE) | (side <= UNSURE))
    ends = [-1, *sure.tolist(), len(x)]
    found = [_between(x, share, side, left, right) for left, right in pairwise(ends)]
    return [each for each in found if each is not None]


def _between(x: Floats, share: Floats, side: Floats, left: int, right: int) -> Crossing | None:
    """Crossing between two neighbouring points that are sure, or between one and the end of the range."""
    places = slice(max(left, 0), min(right, len(x) - 1) + 1)
    at = [_where(x, share, number, 0.5) for number in _changes(share[places], 0.5, places.start)]
    if len(at) % 2 == 0:
        return None
    below = bool(share[places][0] > 0.5)
    low = _where(x, side, left, SURE if below else UNSURE) if left >= 0 else -math.inf
    high = _where(x, side, right - 1, UNSURE if below else SURE) if right < len(x) else math.inf
    return Crossing(at[len(at) // 2], low, high, below)


def _changes(values: Floats, level: float, first: int) -> list[int]:
    """Numbers of the points after which a level is crossed."""
    above = values > level
    changed: list[int] = (np.flatnonzero(above[1:] != above[:-1]) + first).tolist()
    return changed


def _where(x: Floats, values: Floats, number: int, level: float) -> float:
    """Place between a point and the next where the line through both has a value."""
    step = float(values[number + 1] - values[number])
    part = (level - float(values[number])) / step if step else 0.5
    return float(x[number] + min(1.0, max(0.0, part)) * (x[number + 1] - x[number]))
