"""A study from its file to one row for every run: what is there already is not computed again."""

import time
from functools import cached_property
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from sim.errors import ReadOnlyError
from sim.experiments.bounds import within
from sim.experiments.progress import Progress
from sim.experiments.study import record
from sim.experiments.study.design import Design
from sim.experiments.study.design import points as design_points
from sim.experiments.study.ends import refuse_without_ends
from sim.experiments.study.laboratory import Laboratory
from sim.experiments.study.loading import Study, studied
from sim.experiments.study.record import Counts, folder_of
from sim.experiments.study.room import refuse_a_study_that_cannot_fit
from sim.experiments.study.rows import Rows, write_rows
from sim.experiments.study.schema import MAX_POINTS, MAX_REPLICATES
from sim.experiments.study.told import told
from sim.experiments.study.workers import Client
from sim.language.counted import counted
from sim.scenario.files import given_path
from sim.scenario.resolve import Overrides

RUNS = "runs.parquet"


class Sweep:
    """What a study has left behind.

    `runs` has one row per design point and replicate: `point`, `replicate`, the parameters, the outcomes, and `error`
    (missing where all went well). Times that never come are NaN.
    """

    def __init__(self, study: Study, counts: Counts, runs: pd.DataFrame | None, path: Path | None) -> None:
        self.study = study
        self.counts = counts
        self.path = path
        self._runs = runs

    @cached_property
    def runs(self) -> pd.DataFrame:
        """All runs, read when they are first used."""
        if self._runs is not None:
            return self._runs
        assert self.path is not None
        found: pd.DataFrame = pq.read_table(self.path / RUNS).to_pandas()
        return found

    @cached_property
    def failed(self) -> pd.DataFrame:
        """Design points that failed: point, the parameters, error."""
        broken = self.runs[self.runs["error"].notna()]
        return broken.drop_duplicates("point")[["point", *self.study.parameters, "error"]].reset_index(drop=True)

    def means(self) -> pd.DataFrame:
        """Mean and median of every outcome at every point: point, the parameters, outcome, and columns as follows.

        `low` and `high` are the 95 % interval of the `mean`, which holds for any distribution on the outcome's scale;
        of an event, the exact one of its probability. `median`, `median_low` and `median_high` are those of the
        typical run, exact as well; an event has none. `runs` are those that had a value: of times that do not always
        come, means and medians are of those that came. Where they end in two groups, `groups` is 2, `lower` and
        `upper` are the medians of the groups, and `share_upper` is the share of runs in the upper one.
        """
        return self._means.copy()

    @cached_property
    def _means(self) -> pd.DataFrame:
        return told(self.study, self.runs)

    def __repr__(self) -> str:
        points = self.counts["expected"] // self.study.replicates
        each = counted(self.study.replicates, "replicate")
        return f"<Sweep of {self.study.name}: {counted(points, 'point')}, {each} each>"

    def _repr_html_(self) -> str:
        return self.means().to_html(index=False, max_rows=20)


def sweep(  # noqa: PLR0913 - what one may say of a study, all but the first by name
    study: Study | Path | str,
    *,
    points: int | None = None,
    replicates: int | None = None,
    overrides: Overrides = (),
    threads: int | None = None,
    cluster: str | Client | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
) -> Sweep:
    """Run a study.

    Parameters
    ----------
    study
        A study file, or a study that was loaded.
    points, replicates
        Instead of what the study says; more of them compute only what is new.
    overrides
        `gossip.inhibit=0.2` and the like, or `{"gossip.inhibit": 0.2}`, for the scenario of a study file.
    threads
        Threads of this machine, as many as there are cores if left out.
    cluster
        Dask client, or address of a Dask scheduler, whose workers do it instead. Neither moves any number.
    out
        Folder to write to, as `<out>/studies/<name>/<hash>/`; results stay in memory if left out.
    progress
        Called with the stage (`compiling`, `running`, or `found` where nothing need be computed), the runs done, and
        all of them.

    Raises
    ------
    ScenarioError
        Where the study or its scenario is wrong, or the results would not fit.
    ClusterError
        Where the cluster cannot be reached, or would make other numbers.
    ResultsError, StudyError
        Where results cannot be written, or runs are missing in the end.
    """
    asked = _asked(study, overrides, {"points": points, "replicates": replicates})
    place = None if out is None else given_path(out, "out", "folder")
    refuse_without_ends(asked, [asked.design.method])
    refuse_a_study_that_cannot_fit(asked, place)
    rows = Rows(
        design_points(asked.design, asked.parameters), asked.replicates, list(asked.parameters), list(asked.outcomes)
    )
    folder = None if place is None else folder_of(asked, place)
    began = time.perf_counter()
    runs = None
    with Laboratory(
        asked.variants, list(asked.outcomes.values()), asked.seed,
        folder=folder, threads=threads, cluster=cluster, progress=progress,
    ) as laboratory:  # fmt: skip
        if folder is None:
            runs, failed = _in_memory(laboratory, rows)
        else:
            laboratory.fill(rows.points, rows.replicates)
            try:
                failed = write_rows(laboratory, rows, folder / RUNS)
            except ReadOnlyError:
                if laboratory.computed:
                    raise
                runs, failed = _in_memory(laboratory, rows)
        counts = Counts(
            expected=rows.total, computed=laboratory.computed, failed=failed, damaged_chunks=laboratory.store.damaged
        )
    if folder is not None and runs is None:
        record.write(asked, counts, time.perf_counter() - began, folder)
    return Sweep(asked, counts, runs, folder)


def _in_memory(laboratory: Laboratory, rows: Rows) -> tuple[pd.DataFrame, int]:
    """All runs, and how many of them failed."""
    measured = laboratory.measure(rows.points, rows.replicates)
    return rows.in_memory(measured).to_pandas(), len(measured.errors) * rows.replicates


def _asked(study: Study | Path | str, overrides: Overrides, changes: dict[str, int | None]) -> Study:
    """Study with other numbers of points and replicates, where they are given."""
    found = studied(study, overrides)
    points, replicates = (
        None if value is None else within(key, value, 1, most)
        for (key, value), most in zip(changes.items(), (MAX_POINTS, MAX_REPLICATES), strict=True)
    )
    design = found.design if points is None else Design(found.design.method, points, found.design.seed)
    return found._replace(design=design, replicates=found.replicates if replicates is None else replicates)
