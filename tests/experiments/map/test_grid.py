import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.experiments.map.grid import Cell, coarse, filled, lattice, refined


def test_a_torn_cell_is_quartered_and_five_points_come_in() -> None:
    grid = coarse(3, 1)
    assert (len(grid.cells), len(grid.places), grid.size) == (9, 16, 6)
    finer = refined(grid, lambda cell: cell == Cell(2, 2, 2))
    assert (len(finer.cells), len(finer.places)) == (12, 21)
    assert set(finer.places) - set(grid.places) == {(3, 2), (2, 3), (3, 3), (4, 3), (3, 4)}


def test_cells_as_small_as_the_lattice_stay() -> None:
    grid = coarse(4, 0)
    assert refined(grid, lambda _: True) == grid


@given(st.integers(3, 5), st.integers(0, 3), st.integers(0, 2**32 - 1))
def test_refinement_never_loses_a_point_and_cells_always_tile_the_square(cells: int, depth: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    grid = coarse(cells, depth)
    for _ in range(depth + 1):
        finer = refined(grid, lambda _: bool(chance.random() < 0.5))
        assert finer.places[: len(grid.places)] == grid.places
        assert len(set(finer.places)) == len(finer.places)
        covered = np.zeros((grid.size, grid.size), dtype=int)
        for cell in finer.cells:
            covered[cell.row : cell.row + cell.edge, cell.column : cell.column + cell.edge] += 1
        assert (covered == 1).all()
        grid = finer


@given(st.integers(0, 2**32 - 1))
def test_a_plane_is_filled_exactly_and_points_keep_their_values(seed: int) -> None:
    chance = np.random.default_rng(seed)
    grid = refined(refined(coarse(3, 2), lambda _: bool(chance.random() < 0.5)), lambda cell: bool(cell.edge == 2))
    plane = np.array([2.0 * column - 3.0 * row for column, row in grid.places])
    rows, columns = np.mgrid[0 : grid.size + 1, 0 : grid.size + 1]
    np.testing.assert_allclose(filled(grid, plane), 2.0 * columns - 3.0 * rows, atol=1e-9)
    noise = chance.normal(size=len(grid.places))
    known = ~np.isnan(lattice(grid, noise))
    np.testing.assert_array_equal(filled(grid, noise)[known], lattice(grid, noise)[known])
