"""Results of a run: tables as pandas frames, read when they are first used."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Protocol, Self

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import ResultsError
from sim.results import manifest as manifests
from sim.results.manifest import Manifest, TableEntry
from sim.results.measures import by_quarter, scales
from sim.results.summary import groups, summary
from sim.results.tables import TABLES, bytes_per_row
from sim.results.verdict import Verdict, verdict
from sim.scenario.schema import Scenario, Structure
from sim.statistics import Floats


class Source(Protocol):
    """Where tables are."""

    def groups(self, name: str, columns: list[str] | None = None) -> Iterable[pa.Table]:
        """Pieces of a table, each of whole replicates."""


class Results:
    """What a run has left behind.

    `weekly`, `company`, `people` and `meetings` have one row per replicate and week or person or meeting;
    `events` tells what happened in replicate 0. Shares and levels are in 0..1, influence in points of 100.
    """

    def __init__(self, manifest: Manifest, source: Source, path: Path | None = None) -> None:
        self.manifest = manifest
        self.path = path
        self._source = source

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Results in a folder, or the newest of those in the folders below it.

        Raises
        ------
        ResultsError
            Where there are none, or where files are missing or damaged.
        """
        folder = _newest(Path(path))
        found = manifests.read(folder)
        return cls(found, Files(folder, found["tables"]), folder)

    @cached_property
    def scenario(self) -> Structure:
        """Resolved scenario of the run."""
        return Scenario.model_validate(self.manifest["scenario"])

    @cached_property
    def weekly(self) -> pd.DataFrame:
        """Departments over time: replicate, week, department, then the measures."""
        return self._read("weekly")

    @cached_property
    def company(self) -> pd.DataFrame:
        """Company over time: replicate, week, then the measures."""
        return self._read("company")

    @cached_property
    def people(self) -> pd.DataFrame:
        """People over the whole run: replicate, person, department, rank, then the measures."""
        return self._read("people")

    @cached_property
    def meetings(self) -> pd.DataFrame:
        """Meetings over the whole run: replicate, meeting, then the measures."""
        return self._read("meetings")

    @cached_property
    def events(self) -> pd.DataFrame:
        """What happened in replicate 0: week, kind, meeting, person, other, value."""
        return self._read("events")

    @cached_property
    def quarters(self) -> dict[str, Floats]:
        """Outcomes of the department in focus: float64 (replicate, quarter) each; needs no table in memory."""
        return by_quarter(self.scenario, self._source.groups)

    @property
    def bytes_in_memory(self) -> int:
        """Room that all tables would take as frames, roughly."""
        return sum(entry["rows"] * bytes_per_row(name) for name, entry in self.manifest["tables"].items())

    def summary(self) -> pd.DataFrame:
        """Outcomes in the first and the last quarter, with bands and the change between them."""
        return summary(self.quarters)

    def groups(self) -> pd.DataFrame:
        """Outcomes whose runs end in two groups, with the number of runs and the median of each."""
        return groups(self.quarters, scales(self.scenario))

    def verdict(self) -> Verdict:
        """What happened to the image of the department in focus."""
        return verdict(self.quarters["image"])

    def _read(self, name: str) -> pd.DataFrame:
        frame: pd.DataFrame = pa.concat_tables(self._source.groups(name)).to_pandas()
        return frame


class Files:
    """Tables in the parquet files of a folder."""

    def __init__(self, folder: Path, entries: dict[str, TableEntry]) -> None:
        self._files = {name: _open(folder / f"{name}.parquet", entries) for name in TABLES}

    def groups(self, name: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
        """Row groups of a table, each of whole replicates."""
        file = self._files[name]
        try:
            for number in range(file.metadata.num_row_groups):
                yield file.read_row_group(number, columns)
        except (OSError, pa.ArrowException) as error:
            raise ResultsError(f"{name}.parquet: must be readable, got '{error}'") from error


def _open(path: Path, entries: dict[str, TableEntry]) -> pq.ParquetFile:
    try:
        file = pq.ParquetFile(path)
    except FileNotFoundError:
        raise ResultsError(f"{path}: must exist, got no such file") from None
    except (OSError, pa.ArrowException):
        raise ResultsError(f"{path}: must be a parquet file, got a damaged one") from None
    expected = entries[path.stem]["rows"] if path.stem in entries else None
    if file.metadata.num_rows != expected:
        raise ResultsError(f"{path}: must have {expected} rows, got {file.metadata.num_rows}")
    return file


def _newest(path: Path) -> Path:
    """Folder of a run: the path itself, or the run below it that was made last."""
    if (path / manifests.FILE).exists():
        return path
    below = [each.parent for each in path.glob(f"[!.]*/{manifests.FILE}")]
    if not below:
        raise ResultsError(
            f"{path}: must hold the results of a run, got {'none' if path.exists() else 'no such folder'}"
        )
    return max(below, key=lambda each: manifests.read(each)["created"])
