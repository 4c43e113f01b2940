"""Where ties stand in memory: meeting by meeting, so that what a meeting does to them runs along neighbours.

Every meeting has a table of cells: a row for everybody who is seen, in it a column for everybody who sees, by
their seats. Rows are filled up to whole lanes with cells that nobody uses, as are the cells of oneself. Two people
who share several meetings have their tie in the table of the first; the others keep a copy while they are held.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Indices = NDArray[np.uint32]  # of compiled code, see `sim.scenario.layout`

# How many numbers the compiled kernel handles side by side.
LANES = 4
# How many people who meet each other are handled together; what they think of each other fits the cache.
NEIGHBOURS = 128


class Cells(NamedTuple):
    """Cells of meetings."""

    first: Ints  # (meeting + 1,) the cell of seats a, who sees, and b, who is seen: first + b * width + a
    first_copy: Ints  # (meeting + 1,)
    copy: Indices  # (copy,) cells of a meeting whose ties stand elsewhere
    home: Indices  # (copy,) and where they stand


class Runs(NamedTuple):
    """What people think of departments, eight such runs of ties side by side, those of like length together."""

    first: Ints  # (bundle + 1,) first step
    cell: Indices  # (step * LANES,) one tie of each run; where a run is over, a cell that stays 0
    place: Indices  # (bundle * LANES,) person * departments + department, one beyond all to fill up
    length: NDArray[np.float64]  # (bundle * LANES,)
    n_outside: int  # how many bundles, the first ones, are of other departments than one's own


class Choices(NamedTuple):
    """Seats of people who choose between the meeting and a customer; the last few are there to fill up lanes."""

    first: Ints  # (meeting + 1,)
    person: Indices  # (choice + LANES,)
    meeting: Indices  # (choice + LANES,)


class Places(NamedTuple):
    """Where what the kernel works on stands."""

    cells: Cells
    runs: Runs
    choices: Choices


def whole_lanes(n: int) -> int:
    """Smallest multiple of the lanes that is at least n."""
    return -(-n // LANES) * LANES


def cells(rosters: list[Ints], tie: list[Ints], n_ties: int) -> tuple[Cells, Ints]:
    """Cells of meetings with the people `rosters`, whose pairs (observer, target) have the ties `tie`; of all ties."""
    widths = np.array([whole_lanes(len(seats)) for seats in rosters], dtype=np.int64)
    sizes = widths * np.array([len(seats) for seats in rosters], dtype=np.int64)
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    of_pair, of_tie, meeting = [], [], []
    for m, seats in enumerate(rosters):
        observer, target = np.divmod(np.arange(len(seats) ** 2), len(seats))
        are_two = observer != target
        of_pair.append((first[m] + target * widths[m] + observer)[are_two])
        of_tie.append(tie[m][are_two])
        meeting.append(np.full(int(are_two.sum()), m))
    cell, number, m_of = (np.concatenate([*each, np.zeros(0, np.int64)]) for each in (of_pair, of_tie, meeting))
    home = np.full(n_ties, -1, dtype=np.int64)
    home[number[::-1]] = cell[::-1]  # the first meeting comes last, and stays
    is_copy = home[number] != cell
    found = Cells(
        first=first,
        first_copy=np.searchsorted(m_of[is_copy], np.arange(len(rosters) + 1)).astype(np.int64),
        copy=cell[is_copy].astype(np.uint32),
        home=home[number[is_copy]].astype(np.uint32),
    )
    return found, home


def runs(cell: Ints, first: Ints, department: Ints, rosters: list[Ints]) -> Runs:
    """Bundles of the runs of ties that begin with the ties `first`, by person and department; and a spare `cell`."""
    n_people = len(department)
    person, of = np.divmod(np.arange(len(first) - 1), (len(first) - 1) // n_people)
    length = np.diff(first)
    seats, place = np.unique(np.concatenate([*rosters, np.arange(n_people)]), return_index=True)
    near = np.argsort(np.argsort(place[seats])) // NEIGHBOURS
    outside, inside = (
        _bundles(np.flatnonzero((length > 0) & ((department[person] == of) == is_own)), length, near[person])
        for is_own in (False, True)
    )
    bundle = np.concatenate([outside, inside])
    lengths = np.where(bundle >= 0, length[bundle], 0)
    first_step = np.concatenate([[0], np.cumsum(lengths.max(axis=1, initial=0))])
    at = np.repeat(np.arange(len(bundle)), np.diff(first_step))
    step = (np.arange(first_step[-1]) - first_step[at])[:, np.newaxis]
    tie = np.where(step < lengths[at], first[bundle[at]] + step, -1)
    return Runs(
        first=first_step.astype(np.int64),
        cell=cell[tie].ravel().astype(np.uint32),
        place=np.where(bundle >= 0, bundle, len(length)).ravel().astype(np.uint32),
        length=np.maximum(lengths, 1).ravel().astype(np.float64),
        n_outside=len(outside),
    )


def _bundles(run: Ints, length: Ints, near: Ints) -> Ints:
    """Runs in rows of lanes, filled up with -1: near each other for the cache, of like length for the foresight."""
    order = run[np.lexsort((length[run], near[run]))]
    return np.pad(order, (0, -len(order) % LANES), constant_values=-1).reshape(-1, LANES)


def choices(rosters: list[Ints], principals: list[Ints], owns: NDArray[np.bool_]) -> Choices:
    """Choices of those who own customers and do not stand in for anybody."""
    who = [seats[owns[seats] & (stands_for < 0)] for seats, stands_for in zip(rosters, principals, strict=True)]
    counts = [len(each) for each in who]
    fill = np.zeros(LANES, dtype=np.int64)
    return Choices(
        first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        person=np.concatenate([*who, fill]).astype(np.uint32),
        meeting=np.concatenate([np.repeat(np.arange(len(who)), counts), fill]).astype(np.uint32),
    )
