"""From the engines' replicates to tables, in pieces whose borders depend on the company alone."""

from collections.abc import Sequence

import pyarrow as pa

from sim.errors import ResultsError
from sim.results.sinks import Sink
from sim.results.tables import Shape, Vocabulary, event_table, long_form
from sim.scenario.output import Output

BYTES_PER_PIECE = 16 * 2**20


class Recorder:
    """Collects replicates in order, and counts them."""

    def __init__(self, words: Vocabulary, shape: Shape, sink: Sink) -> None:
        self.rows: dict[str, int] = {}
        self._words = words
        self._shape = shape
        self._sink = sink
        self._size = max(1, BYTES_PER_PIECE // shape.bytes_per_replicate)
        self._waiting: list[Output] = []
        self._written = 0

    def add(self, outputs: Sequence[Output]) -> None:
        """Take the next replicates."""
        if outputs and not self._written and not self._waiting:
            self._write("events", event_table(self._words, outputs[0]))
        self._waiting += outputs
        while len(self._waiting) >= self._size:
            self._flush()

    def finish(self, replicates: int) -> None:
        """Write the rest, and compare with what was asked for.

        Raises
        ------
        ResultsError
            Where rows are missing or too many.
        """
        while self._waiting:
            self._flush()
        self._sink.close()
        for table, expected in self._shape.rows(replicates).items():
            if self.rows.get(table, 0) != expected:
                raise ResultsError(f"{table}: must have {expected} rows, got {self.rows.get(table, 0)}")

    def _flush(self) -> None:
        outputs, self._waiting = self._waiting[: self._size], self._waiting[self._size :]
        for name, table in long_form(self._words, self._written, outputs).items():
            self._write(name, table)
        self._written += len(outputs)

    def _write(self, name: str, table: pa.Table) -> None:
        self._sink.write(name, table)
        self.rows[name] = self.rows.get(name, 0) + table.num_rows
