"""Which runs are asked for, which of them there are, and where they lie in tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.experiments.study.identity import point_key
from sim.experiments.study.store import Keys, Store
from sim.experiments.study.work import Task
from sim.scenario.variants import Value

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]


class Piece(NamedTuple):
    """Runs in no order: row of the design, replicate, outcomes, and the error where there was one."""

    point: NDArray[np.int64]  # (run,)
    replicate: NDArray[np.int64]  # (run,)
    values: Floats  # (run, outcome)
    error: NDArray[np.object_]  # (run,)


class Asked:
    """Design points by their keys; equal points are one."""

    def __init__(self, points: Sequence[Mapping[str, Value]], replicates: int) -> None:
        keys = np.array([point_key(each) for each in points], dtype=np.uint64)
        self.keys: Keys
        self.keys, self._place = np.unique(keys, return_inverse=True)
        self.replicates = replicates
        self._points = points
        self._order = np.argsort(self._place, kind="stable")
        self._first = np.searchsorted(self._place[self._order], np.arange(self.keys.size + 1))

    def covered(self, store: Store) -> Marks:
        """Which runs are there and went well: (distinct point, replicate)."""
        covered = np.zeros((self.keys.size, self.replicates), dtype=bool)
        for table in store.tables(self.keys):
            row, replicate, _ = _located(table, self, failures=False)
            covered[row, replicate] = True
        return covered

    def tasks(self, covered: Marks) -> list[Task]:
        """What is missing, in the order of the design, as runs of replicates without a gap."""
        seen = np.zeros(self.keys.size, dtype=bool)
        tasks = []
        for number, row in enumerate(self._place):
            if not seen[row] and not covered[row].all():
                for first, count in _gaps(covered[row]):
                    tasks.append(Task(int(self.keys[row]), dict(self._points[number]), first, count))
            seen[row] = True
        return tasks

    def spread(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """From distinct points to all of the design: which of `rows`, and the number of the design point."""
        counts = self._first[rows + 1] - self._first[rows]
        which = np.repeat(np.arange(rows.size), counts)
        within = np.arange(which.size) - np.repeat(np.cumsum(counts) - counts, counts)
        return which, self._order[self._first[rows[which]] + within]


def _gaps(covered: Marks) -> Iterator[tuple[int, int]]:
    """First and length of every stretch that is not covered."""
    edges = np.flatnonzero(np.diff(np.concatenate([[True], covered, [True]]).astype(np.int8)))
    for begin, end in edges.reshape(-1, 2).tolist():
        yield begin, end - begin


def _located(
    table: pa.Table, design: Asked, *, failures: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Rows of the design's runs in a table: distinct point, replicate, and row of the table."""
    key, replicate = table["key"].to_numpy(), table["replicate"].to_numpy().astype(np.int64)
    place = np.minimum(np.searchsorted(design.keys, key), max(design.keys.size - 1, 0))
    wanted = (design.keys[place] == key) & (replicate < design.replicates)
    wanted &= (table["error"].to_numpy() != "") == failures
    rows = np.flatnonzero(wanted)
    return place[rows], replicate[rows], rows


def unseen(table: pa.Table, design: Asked, seen: Marks, failures: bool) -> Iterator[Piece]:
    """Runs of a table that have not been seen, for every row of the design that they belong to; marks them as seen."""
    place, replicate, rows = _located(table, design, failures=failures)
    new = ~seen[place, replicate]
    place, replicate, rows = place[new], replicate[new], rows[new]
    if not rows.size:
        return
    seen[place, replicate] = True
    which, points = design.spread(place)
    outcomes = [name for name in table.column_names if name.isdecimal()]
    values = np.stack([table[name].to_numpy() for name in outcomes], axis=1)
    taken = rows[which]
    yield Piece(points, replicate[which], values[taken], table["error"].to_numpy()[taken])
