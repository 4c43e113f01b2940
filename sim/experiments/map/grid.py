"""Cells that are quartered where their corners disagree, on a lattice that all of them share.

Places are whole numbers on the finest lattice, so that points of a coarse cell are found again by its
quarters, whatever the parameters' values are.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Place = tuple[int, int]


class Cell(NamedTuple):
    """A square of the lattice: its lower left corner and its edge."""

    column: int
    row: int
    edge: int

    def quarters(self) -> "list[Cell]":
        """Four cells of half the edge."""
        half = self.edge // 2
        return [Cell(self.column + right, self.row + up, half) for up in (0, half) for right in (0, half)]

    def corners(self) -> list[Place]:
        """Lower left, lower right, upper left, upper right."""
        return [(self.column + right, self.row + up) for up in (0, self.edge) for right in (0, self.edge)]

    def window(self) -> tuple[slice, slice]:
        """Its places, the border included, as rows and columns of a lattice."""
        return slice(self.row, self.row + self.edge + 1), slice(self.column, self.column + self.edge + 1)


class Grid(NamedTuple):
    """Cells that tile the square, and the places of their corners in the order in which they came."""

    size: int  # edges of the finest lattice along an axis
    cells: tuple[Cell, ...]
    places: tuple[Place, ...]

    @property
    def rows(self) -> list[int]:
        """Rows of the lattice: those of the places, columns alike."""
        return [row for _, row in self.places]

    @property
    def columns(self) -> list[int]:
        """Columns of the places."""
        return [column for column, _ in self.places]


def coarse(cells: int, refinements: int) -> Grid:
    """Equal cells that can be quartered so many times."""
    edge = 2**refinements
    tiles = tuple(Cell(column * edge, row * edge, edge) for row in range(cells) for column in range(cells))
    return Grid(cells * edge, tiles, _corners(tiles, ()))


def refined(grid: Grid, is_torn: Callable[[Cell], bool]) -> Grid:
    """Quarter the torn cells that can be; places that are there keep their order, new ones come after them."""
    tiles: list[Cell] = []
    for cell in grid.cells:
        tiles += cell.quarters() if cell.edge > 1 and is_torn(cell) else [cell]
    return Grid(grid.size, tuple(tiles), _corners(tuple(tiles), grid.places))


def lattice(grid: Grid, values: Floats) -> Floats:
    """Values of the places on the lattice, NaN elsewhere: (place,) to (row, column)."""
    found = np.full((grid.size + 1, grid.size + 1), np.nan)
    found[grid.rows, grid.columns] = values
    return found


def filled(grid: Grid, values: Floats) -> Floats:
    """Values on the whole lattice, bilinear inside of every cell: (place,) to (row, column)."""
    known = lattice(grid, values)
    found = np.full(known.shape, np.nan)
    for cell in sorted(grid.cells, key=lambda each: -each.edge):  # where sizes meet, the small cells know more
        inside = cell.window()
        found[inside] = _bilinear([float(known[row, column]) for column, row in cell.corners()], cell.edge)
    return np.where(np.isnan(known), found, known)


def _bilinear(corners: list[float], edge: int) -> Floats:
    along = np.linspace(0.0, 1.0, edge + 1)
    lower, upper = ((1 - along) * left + along * right for left, right in (corners[:2], corners[2:]))
    between: Floats = (1 - along)[:, None] * lower + along[:, None] * upper
    return between


def _corners(cells: tuple[Cell, ...], known: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(dict.fromkeys([*known, *(place for cell in cells for place in cell.corners())]))
