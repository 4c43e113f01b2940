"""One row for every run of a study, in the order of the design, streamed to the disk."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.experiments.study.laboratory import Laboratory, Measured
from sim.results.disk import scratch, sync, writing
from sim.results.folder import replacing
from sim.scenario.variants import Value

ROWS_PER_GROUP = 65_536


class Rows(NamedTuple):
    """What the rows of a study are about."""

    points: Sequence[Mapping[str, Value]]
    replicates: int
    parameters: list[str]
    outcomes: list[str]

    @property
    def total(self) -> int:
        """Number of runs."""
        return len(self.points) * self.replicates

    def table(self, first: int, values: NDArray[np.float64], errors: Sequence[str | None]) -> pa.Table:
        """Rows of consecutive points from `first` on, and their outcomes: (run, outcome)."""
        n_points = len(values) // self.replicates
        own = self.points[first : first + n_points]
        columns: dict[str, Any] = {
            "point": np.repeat(np.arange(first, first + n_points, dtype=np.int32), self.replicates),
            "replicate": np.tile(np.arange(self.replicates, dtype=np.int32), n_points),
        }
        for name in self.parameters:
            columns[name] = _column([each[name] for each in own]).take(np.repeat(np.arange(n_points), self.replicates))
        columns |= {name: np.ascontiguousarray(values[:, at]) for at, name in enumerate(self.outcomes)}
        return pa.table({**columns, "error": pa.array(errors, pa.string())})

    def in_memory(self, measured: Measured) -> pa.Table:
        """Rows of a study that was kept in memory."""
        errors = [measured.errors.get(point) for point in range(len(self.points)) for _ in range(self.replicates)]
        return self.table(0, measured.values.reshape(self.total, len(self.outcomes)), errors)


def write_rows(laboratory: Laboratory, rows: Rows, path: Path) -> int:
    """Write all runs to one file that is there whole or not at all; how many of them failed.

    Chunks lie in the order in which they were computed. They are brought into that of the design in a file on the
    disk, so that memory stays flat however many runs there are.

    Raises
    ------
    StudyError
        Where runs are missing.
    ResultsError
        Where the disk is full.
    """
    shape = (rows.total, len(rows.outcomes))
    told: dict[str, int] = {}
    with writing(path.parent), scratch(path.parent, shape) as values, scratch(path.parent, (rows.total, 1)) as error:
        for piece in laboratory.pieces(rows.points, rows.replicates):
            at = piece.point * rows.replicates + piece.replicate
            values[at] = piece.values
            for run in np.flatnonzero(piece.error != ""):
                error[at[run]] = told.setdefault(str(piece.error[run]), len(told)) + 1
        failed = int(np.count_nonzero(error))
        with replacing(path) as part:
            _write(rows, values, error, [None, *told], part)
            sync(part)
    return failed


def _write(
    rows: Rows, values: NDArray[np.float64], error: NDArray[np.float64], texts: list[str | None], path: Path
) -> None:
    points_per_group = max(1, ROWS_PER_GROUP // rows.replicates)
    writer = None
    try:
        for first in range(0, len(rows.points), points_per_group):
            own = slice(first * rows.replicates, (first + points_per_group) * rows.replicates)
            table = rows.table(first, np.array(values[own]), [texts[int(each)] for each in error[own, 0]])
            writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


def _column(values: list[Value]) -> pa.Array:
    """Values of a parameter: whole numbers, numbers, truths, or texts where they are mixed."""
    kinds = {type(each) for each in values}
    if len(kinds) == 1 and kinds <= {bool, int}:
        return pa.array(values)
    if kinds <= {int, float}:
        return pa.array([float(each) for each in values])
    return pa.array([str(each) for each in values]).dictionary_encode()
