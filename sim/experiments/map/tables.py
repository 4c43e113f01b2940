"""The map as frames."""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.map.axes import Frame
from sim.experiments.map.grid import Grid
from sim.experiments.map.phase_map import STARTS, Surfaces
from sim.experiments.map.regions import region, share_collapsed, stillness
from sim.experiments.map.tipping import crossings
from sim.statistics import of_median

Floats = NDArray[np.float64]

BAND = (0.05, 0.95)


class OfStart(NamedTuple):
    """Median image and share collapsed of one start: (point,) each."""

    image: Floats
    collapsed: Floats


def of_start(last: Floats) -> OfStart:
    """Those of the replicates that have a value: (point, replicate) to (point,)."""
    image = [of_median(each).mean for each in last]
    return OfStart(np.array(image), np.array([share_collapsed(each).mean for each in last]))


def points(grid: Grid, drawn: Frame, last: Floats, before: Floats) -> pd.DataFrame:
    """One row per point and start, from (point, start, replicate) images of the last quarter and the one before."""
    areas = _areas(grid)
    rows = []
    for number, (column, row) in enumerate(grid.places):
        low, high = last[number]
        shared = {"region": region(low, high), **_named("apart", *of_median(high - low)), "area": areas[column, row]}
        for start, name in enumerate(STARTS):
            rows.append(
                {
                    "x": drawn.x.value(column),
                    "y": drawn.y.value(row),
                    "start": name,
                    **_of_point(last[number, start], before[number, start]),
                    **shared,
                }
            )
    return pd.DataFrame(rows)


def _of_point(last: Floats, before: Floats) -> dict[str, float | int | str]:
    known = last[~np.isnan(last)]
    low, high = np.quantile(known, BAND) if known.size else (np.nan, np.nan)
    drift = of_median(last - before)
    return {
        "replicates": known.size,
        **_named("image", *of_median(last)),
        "image_p05": float(low),
        "image_p95": float(high),
        **_named("collapsed", *share_collapsed(last)),
        **_named("drift", *drift),
        "still": stillness(drift),
    }


def _named(name: str, found: float, low: float, high: float) -> dict[str, float | int | str]:
    return {name: found, f"{name}_low": low, f"{name}_high": high}


def _areas(grid: Grid) -> dict[tuple[int, int], float]:
    """Share of the map that a point stands for: a quarter of every cell it is a corner of."""
    areas = dict.fromkeys(grid.places, 0.0)
    for cell in grid.cells:
        for place in cell.corners():
            areas[place] += (cell.edge / grid.size) ** 2 / 4
    return areas


def tipping(drawn: Frame, found: Surfaces) -> pd.DataFrame:
    """One row per start, row of the lattice and crossing; a row without one says on which side all of it is."""
    rows = []
    for start, name in enumerate(STARTS):
        for row, y in enumerate(drawn.y.values.tolist()):
            share, side = found.collapsed[start, row], found.side[start, row]
            at = crossings(drawn.x.values, share, side)
            for each in at:
                below = "below" if each.collapsed_below else "above"
                rows.append((name, y, each.at, each.low, each.high, below))
            if not at:
                rows.append((name, y, math.nan, math.nan, math.nan, _whole(share)))
    return pd.DataFrame(rows, columns=["start", "y", "x", "x_low", "x_high", "side"])


def _whole(share: Floats) -> str:
    """Side of a row without a crossing."""
    known = share[~np.isnan(share)]
    if known.size == 0:
        return "failed"
    return "everywhere" if np.median(known) > 0.5 else "nowhere"
