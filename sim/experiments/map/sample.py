"""Runs at the points of a grid that is refined where regions change, and what they say of the places between."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.map import tables
from sim.experiments.map.axes import Frame
from sim.experiments.map.grid import Cell, Grid, coarse, filled, lattice, refined
from sim.experiments.map.phase_map import Surfaces
from sim.experiments.map.regions import FAILED, REGIONS, UNDECIDED, region
from sim.experiments.map.tipping import collapsed_side
from sim.experiments.study.laboratory import Measured
from sim.experiments.study.sections.map import MapSection
from sim.scenario.variants import Value

Floats = NDArray[np.float64]
Measure = Callable[[Sequence[dict[str, Value]]], Measured]

LOW, HIGH = 0, 1


class Sample(NamedTuple):
    """A grid, the image of its points, and what went wrong."""

    grid: Grid
    last: Floats  # (point, start, replicate) image in the last quarter
    before: Floats  # the same in the quarter before
    errors: dict[str, str]


def sampled(measure: Measure, section: MapSection, drawn: Frame) -> Sample:
    """Run the coarse grid, then quarter cells whose corners do not agree until there are none that could be."""
    grid = coarse(section.cells, section.refinements)
    while True:
        points = [_point(drawn, place, start) for place, start in product(grid.places, drawn.starts)]
        measured = measure(points)
        image = measured.values.reshape(len(grid.places), 2, -1, 2)
        last, before = image[..., 0], image[..., 1]
        finer = refined(grid, partial(_is_torn, _codes(grid, last)))
        if finer.cells == grid.cells:
            errors = {_named(points[number]): text for number, text in measured.errors.items()}
            return Sample(grid, last, before, errors)
        grid = finer


def surfaces(sample: Sample) -> Surfaces:
    """Everything on the finest lattice."""
    grid, last = sample.grid, sample.last
    codes = _codes(grid, last)
    known = ~np.isnan(lattice(grid, np.zeros(len(grid.places))))
    regions = np.full(codes.shape, REGIONS.index(FAILED))
    for cell in sorted(grid.cells, key=lambda each: -each.edge):
        # Corners of a cell that was not quartered agree; where one has failed, nobody knows what lies between.
        corners = [codes[row, column] for column, row in cell.corners()]
        regions[cell.window()] = REGIONS.index(FAILED) if np.isnan(corners).any() else corners[0]
    regions = np.where(known, np.where(np.isnan(codes), REGIONS.index(FAILED), codes), regions).astype(np.int64)
    by_start = [tables.of_start(last[:, start]) for start in (LOW, HIGH)]
    return Surfaces(
        np.stack([filled(grid, each.image) for each in by_start]),
        np.stack([filled(grid, each.collapsed) for each in by_start]),
        np.stack([filled(grid, collapsed_side(last[:, start])) for start in (LOW, HIGH)]),
        regions,
        known,
    )


def _point(drawn: Frame, place: tuple[int, int], start: dict[str, float]) -> dict[str, Value]:
    column, row = place
    return {**start, drawn.x.key: drawn.x.value(column), drawn.y.key: drawn.y.value(row)}


def _named(point: dict[str, Value]) -> str:
    return ", ".join(f"{key} {value:.4g}" for key, value in point.items())


def _codes(grid: Grid, last: Floats) -> Floats:
    """Numbers of the regions on the lattice, NaN where no runs were made or all failed."""
    found = np.array([REGIONS.index(region(each[LOW], each[HIGH])) for each in last], dtype=np.float64)
    return lattice(grid, np.where(found == REGIONS.index(FAILED), np.nan, found))


def _is_torn(codes: Floats, cell: Cell) -> bool:
    """Whether points on a cell's border lie in different regions, or in none for sure."""
    inside = np.unique(codes[cell.window()])
    inside = inside[~np.isnan(inside)]
    return inside.size > 1 or REGIONS.index(UNDECIDED) in inside
