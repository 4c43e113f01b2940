"""Where the share of collapsed replicates crosses one half, and how well that is known.

A point is surely on one side of the line where the exact interval of its share lies on that side of one half. The
interval of a crossing reaches from the last point that is sure on the one side to the first that is sure on the
other: nobody knows where between two points it tips, so no interval is finer than the grid. It misses the line only
where a point beyond the line is taken for sure, which happens to one in forty at the line itself, and less often
farther away.
"""

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.results.verdict import COLLAPSED_BELOW
from sim.statistics import ends_of_shares

Floats = NDArray[np.float64]

SURELY_DOWN, SURELY_UP, UNSURE = 1.0, 0.0, 0.5


class Crossing(NamedTuple):
    """A place where the share crosses one half; an end is infinite where the range ends before it is sure."""

    at: float
    low: float
    high: float
    collapsed_below: bool


def collapsed_side(image: Floats) -> Floats:
    """Whether more than half of all runs are collapsed at a point: (point, replicate) to (point,).

    1 where that is sure, 0 where it is sure that fewer are, 0.5 where neither is, and NaN where no run has an image.
    """
    known = ~np.isnan(image)
    collapsed = (image < COLLAPSED_BELOW) & known
    low, high = ends_of_shares(collapsed.sum(axis=1), known.sum(axis=1))
    side = np.where(low > 0.5, SURELY_DOWN, np.where(high < 0.5, SURELY_UP, UNSURE))
    return np.where(known.any(axis=1), side, np.nan)


def crossings(x: Floats, share: Floats, side: Floats) -> list[Crossing]:
    """Crossings along one row, from the share collapsed and the sides of the points."""
    known = ~(np.isnan(share) | np.isnan(side))
    x, share, side = x[known], share[known], side[known]
    sure = np.flatnonzero((side == SURELY_DOWN) | (side == SURELY_UP))
    ends = [-1, *sure.tolist(), len(x)]
    found = [_between(x, share, left, right) for left, right in pairwise(ends)]
    return [each for each in found if each is not None]


def _between(x: Floats, share: Floats, left: int, right: int) -> Crossing | None:
    """Crossing between two neighbouring points that are sure, or between one and the end of the range."""
    places = slice(max(left, 0), min(right, len(x) - 1) + 1)
    at = [_where(x, share, number, 0.5) for number in _changes(share[places], 0.5, places.start)]
    if len(at) % 2 == 0:
        return None
    below = bool(share[places][0] > 0.5)
    low = float(x[left]) if left >= 0 else -math.inf
    high = float(x[right]) if right < len(x) else math.inf
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
