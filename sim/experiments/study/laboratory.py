"""Runs design points and keeps what is done: the same run is never computed twice."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.errors import ClusterError, StudyError
from sim.experiments import outcomes as language
from sim.experiments.engines import Job, batch_size
from sim.experiments.outcomes import Outcome
from sim.experiments.progress import Progress, listener
from sim.experiments.study.asked import Asked, Marks, Piece, unseen
from sim.experiments.study.identity import makers, universe
from sim.experiments.study.store import Folder, Memory
from sim.experiments.study.work import Work, failed, split
from sim.experiments.study.workers import Client, Workers, hire
from sim.scenario.layout import build as build_layout
from sim.scenario.timeline import build as build_timeline
from sim.scenario.variants import Value, Variants

Floats = NDArray[np.float64]

BATCHES_PER_CHUNK = 40  # two seconds of a core's work
CHUNKS_PER_SLOT = 4  # small jobs are spread over everybody


class Measured(NamedTuple):
    """Outcomes of design points, and the errors of those that failed, by the number of the point."""

    values: Floats  # (point, replicate, outcome); NaN where a run failed
    errors: dict[int, str]


class Laboratory:
    """Design points of one scenario under one seed: all of them meet the same luck, replicate by replicate.

    Parameters
    ----------
    variants
        The scenario.
    outcomes
        What is measured of every run.
    seed
        Of all runs, instead of the scenario's own.
    folder
        Where chunks are kept; in memory if left out.
    threads, cluster
        Threads of this process, or a Dask client or scheduler's address. Neither makes a difference to any number.
    progress
        Called with the stage (`compiling`, `running`, or `found` where nothing need be computed), the runs done, and
        all of them.

    Raises
    ------
    ScenarioError
        Where an outcome does not fit the scenario.
    ClusterError
        Where the cluster cannot be reached, has no workers, or would make other numbers.
    """

    def __init__(  # noqa: PLR0913 - what one may say of it, all but the first three by name
        self,
        variants: Variants,
        outcomes: Sequence[Outcome],
        seed: int,
        *,
        folder: Path | None = None,
        threads: int | None = None,
        cluster: str | Client | None = None,
        progress: Progress | None = None,
    ) -> None:
        for outcome in outcomes:
            language.check(outcome, variants.base)
        self.variants = variants
        self.outcomes = tuple(outcomes)
        self.seed = seed
        self.hash = universe(variants, outcomes, seed)
        self.store = Memory() if folder is None else Folder(folder)
        self.computed = 0
        self._workers: Workers = hire(threads, cluster)
        self._ready = False
        self._tell = listener(progress)
        self._batch = _batch(variants)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._workers.close()

    def measure(self, points: Sequence[Mapping[str, Value]], replicates: int) -> Measured:
        """Outcomes of replicates 0 .. `replicates` - 1 of every point."""
        self.fill(points, replicates)
        values = np.full((len(points), replicates, len(self.outcomes)), np.nan)
        errors: dict[int, str] = {}
        for piece in self.pieces(points, replicates):
            values[piece.point, piece.replicate] = piece.values
            errors |= {int(piece.point[n]): str(piece.error[n]) for n in np.flatnonzero(piece.error != "")}
        return Measured(values, errors)

    def fill(self, points: Sequence[Mapping[str, Value]], replicates: int) -> int:
        """Compute what is missing; how many runs this process computed.

        Raises
        ------
        ClusterError
            Where the cluster is lost, or workers would make other numbers.
        ResultsError
            Where chunks cannot be written.
        """
        design = Asked(points, replicates)
        if isinstance(self.store, Folder):
            self.store.refresh()
        covered = design.covered(self.store)
        total = covered.size
        missing = int((~covered).sum())
        if not missing:
            self._tell("found", total, total)
            return 0
        self._prepare(total)
        done, before = total - missing, self.computed
        self._tell("running", done, total)
        for work, table in self._compute(design, covered):
            if table is not None:
                self.store.add(work.name, table)
                self.computed += work.runs
            done += work.runs
            self._tell("running", done, total)
        return self.computed - before

    def pieces(self, points: Sequence[Mapping[str, Value]], replicates: int) -> Iterator[Piece]:
        """Runs of some points as they lie in the store, every run once; one that went well goes before one that failed.

        Raises
        ------
        StudyError
            Where runs are missing, as after somebody removed chunks.
        """
        design = Asked(points, replicates)
        seen = np.zeros((design.keys.size, replicates), dtype=bool)
        for wanted_failures in (False, True):
            for table in self.store.tables(design.keys):
                yield from unseen(table, design, seen, wanted_failures)
        lacking = int((~seen).sum())
        if lacking:
            raise StudyError(f"study: must have {seen.size:,} runs, got {lacking:,} too few; the same command goes on")

    def _prepare(self, total: int) -> None:
        if not self._ready and self._workers.need_preparing:
            self._tell("compiling", 0, total)
            self._workers.prepare(self.variants)
        self._ready = True

    def _compute(self, design: Asked, covered: Marks) -> Iterator[tuple[Work, pa.Table | None]]:
        """Work that is missing, with its table, or None where another process has done it meanwhile."""
        size = max(
            self._batch, min(BATCHES_PER_CHUNK * self._batch, covered.size // (CHUNKS_PER_SLOT * self._workers.slots))
        )
        found: list[Work] = []

        def works() -> Iterator[Work]:
            for tasks in split(design.tasks(covered), size):
                work = Work(self.variants, self.outcomes, self.seed, makers(), tasks)
                if isinstance(self.store, Folder) and self.store.has(work.name):
                    found.append(work)
                else:
                    yield work

        for each in self._workers.done(works()):
            if isinstance(each.failure, ClusterError):
                raise each.failure
            yield each.work, failed(each.work, each.failure) if each.table is None and each.failure else each.table
        yield from ((work, None) for work in found)


def _batch(variants: Variants) -> int:
    """Runs of the base scenario that take a fraction of a second."""
    base = variants.base
    layout, timeline = build_layout(base), build_timeline(base)
    return batch_size(Job(base, layout, timeline, base.seed, base.replicates, "kernel", 1))
