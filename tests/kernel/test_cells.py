"""Every pair that meets has one cell, and every meeting finds it."""

from collections.abc import Callable

import numpy as np
import pytest

from sim.scenario import layout
from sim.scenario.cells import LANES, whole_lanes
from sim.scenario.layout import Layout
from sim.scenario.schema import Structure

Load = Callable[..., Structure]


@pytest.fixture(scope="module")
def built(company: Load) -> Layout:
    return layout.build(company())


def cells_of_pairs(built: Layout, m: int) -> dict[tuple[int, int], int]:
    """Cells of a meeting's table by observer and target."""
    seats = built.meetings.person[built.meetings.first_seat[m] : built.meetings.first_seat[m + 1]].tolist()
    width = whole_lanes(len(seats))
    first = int(built.places.cells.first[m])
    return {
        (i, j): first + b * width + a
        for a, i in enumerate(seats) for b, j in enumerate(seats) if i != j
    }  # fmt: skip


def ties(built: Layout) -> list[tuple[int, int]]:
    """Observer and target of every tie."""
    n_departments = len(built.departments.topic)
    observer = np.repeat(np.arange(len(built.ties.first) - 1) // n_departments, np.diff(built.ties.first))
    return list(zip(observer.tolist(), built.ties.target.tolist(), strict=True))


def test_lanes_are_filled_up() -> None:
    assert [whole_lanes(n) for n in (0, 1, LANES, LANES + 1)] == [0, LANES, LANES, 2 * LANES]


def test_a_tie_has_its_cell_in_the_table_of_the_first_meeting(built: Layout) -> None:
    first: dict[tuple[int, int], int] = {}
    for m in range(len(built.meetings.every)):
        for pair, cell in cells_of_pairs(built, m).items():
            first.setdefault(pair, cell)
    assert dict(zip(ties(built), built.ties.cell.tolist(), strict=True)) == first


def test_every_other_cell_of_a_tie_is_a_copy(built: Layout) -> None:
    home = dict(zip(ties(built), built.ties.cell.tolist(), strict=True))
    found = 0
    for m in range(len(built.meetings.every)):
        own = slice(built.places.cells.first_copy[m], built.places.cells.first_copy[m + 1])
        copies = dict(zip(built.places.cells.copy[own].tolist(), built.places.cells.home[own].tolist(), strict=True))
        wanted = {cell: home[pair] for pair, cell in cells_of_pairs(built, m).items() if home[pair] != cell}
        assert copies == wanted
        found += len(copies)
    assert found > 0


def test_runs_are_all_ties_in_their_order(built: Layout) -> None:
    runs, first = built.places.runs, built.ties.first
    n_runs = len(first) - 1
    spare = built.places.cells.first[-1]
    seen = []
    for bundle in range(len(runs.first) - 1):
        steps = runs.cell.reshape(-1, LANES)[runs.first[bundle] : runs.first[bundle + 1]]
        for lane, place in enumerate(runs.place.reshape(-1, LANES)[bundle].tolist()):
            cells = [cell for cell in steps[:, lane].tolist() if cell != spare]
            if place == n_runs:
                assert cells == []
                continue
            assert cells == built.ties.cell[first[place] : first[place + 1]].tolist()
            assert runs.length[bundle * LANES + lane] == len(cells) > 0
            person, department = divmod(place, len(built.departments.topic))
            assert (built.people.department[person] == department) == (bundle >= runs.n_outside)
            seen.append(place)
    assert sorted(seen) == np.flatnonzero(np.diff(first)).tolist()


def test_choices_are_the_seats_of_those_with_customers(built: Layout) -> None:
    owns = np.diff(built.portfolio.first) > 0
    for m in range(len(built.meetings.every)):
        seats = slice(built.meetings.first_seat[m], built.meetings.first_seat[m + 1])
        people, stands_for = built.meetings.person[seats], built.meetings.principal[seats]
        own = slice(built.places.choices.first[m], built.places.choices.first[m + 1])
        assert built.places.choices.person[own].tolist() == people[owns[people] & (stands_for < 0)].tolist()
        assert set(built.places.choices.meeting[own].tolist()) <= {m}
    assert len(built.places.choices.person) == built.places.choices.first[-1] + LANES
