"""Where tables go while a run is under way: parquet files, or memory."""

from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, Self

import pyarrow as pa
import pyarrow.parquet as pq

from sim.results.disk import writing
from sim.results.tables import COUNTS


class Sink(Protocol):
    """Takes tables piece by piece."""

    def write(self, name: str, table: pa.Table) -> None:
        """Append whole replicates to a table."""

    def close(self) -> None:
        """Finish all tables."""


class Memory:
    """Keeps tables in memory."""

    def __init__(self) -> None:
        self.pieces: dict[str, list[pa.Table]] = {}

    def write(self, name: str, table: pa.Table) -> None:
        """Append whole replicates to a table."""
        self.pieces.setdefault(name, []).append(table)

    def close(self) -> None:
        """Nothing to finish."""

    def groups(self, name: str, columns: list[str] | None = None) -> list[pa.Table]:
        """Pieces of a table, each of whole replicates."""
        return [each.select(columns) if columns else each for each in self.pieces[name]]


class Parquet:
    """Writes tables to a folder; the bytes depend on the pieces only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Let go of files that an error left open; what they hold is lost anyhow."""
        while self._writers:
            with suppress(OSError, pa.ArrowException):
                self._writers.popitem()[1].close()

    def write(self, name: str, table: pa.Table) -> None:
        """Append whole replicates to a table as one row group."""
        with writing(self.folder.parent):
            if name not in self._writers:
                self._writers[name] = _writer(self.folder / f"{name}.parquet", table.schema)
            self._writers[name].write_table(table, row_group_size=max(1, table.num_rows))

    def close(self) -> None:
        """Write the ends of all files."""
        with writing(self.folder.parent):
            while self._writers:
                self._writers.popitem()[1].close()


def _writer(path: Path, schema: pa.Schema) -> Any:
    """Counts and names repeat themselves, measures do not: what suits each makes small files quickly."""
    measures = [each.name for each in schema if pa.types.is_floating(each.type) and each.name not in COUNTS]
    return pq.ParquetWriter(
        path, schema, compression="zstd", use_byte_stream_split=measures,
        use_dictionary=[each.name for each in schema if each.name not in measures],
    )  # fmt: skip
