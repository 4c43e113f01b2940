"""Runs of scenarios under the draws of a posterior: each draw has eight runs, with luck of its own."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.errors import StudyError
from sim.experiments.outcomes import Outcome
from sim.experiments.posterior.draws import Posterior
from sim.experiments.progress import Progress, silence
from sim.experiments.study.identity import makers
from sim.experiments.study.work import Task, Work, split
from sim.experiments.study.workers import Client, hire
from sim.scenario.variants import Value, Variants

Floats = NDArray[np.float64]

RUNS_OF_A_DRAW = 8  # as many as go through the kernel side by side
RUNS_OF_A_PIECE = 160
POINT = 0  # number of the calibrated point among the design points; draws are numbered from 1


class Case(NamedTuple):
    """A scenario under the calibrated point: which parameters are drawn, and what else is laid over it."""

    name: str
    variants: Variants
    keys: list[str]
    also: dict[str, Value]
    known: Floats | None = None  # (replicate, outcome) at the calibrated point, where it was run already


class Runs(NamedTuple):
    """Outcomes: at the calibrated point (case, replicate, outcome), and under the draws (case, draw, run, outcome)."""

    point: Floats
    draws: Floats


class Where(NamedTuple):
    """Where runs are made and kept, and who is told."""

    out: Path | str | None = None
    threads: int | None = None
    cluster: str | Client | None = None
    tell: Progress | None = None


class Wanted(NamedTuple):
    """What is run."""

    outcomes: tuple[Outcome, ...]
    seed: int
    point: int  # replicates at the calibrated point
    each: int = RUNS_OF_A_DRAW  # runs of a draw


def run(cases: Sequence[Case], posterior: Posterior, wanted: Wanted, where: Where) -> Runs:
    """Run every case at the calibrated point and under all draws; all cases meet the same luck, all draws another.

    Raises
    ------
    StudyError
        Where runs failed.
    """
    n_draws, n_outcomes = len(posterior.draws), len(wanted.outcomes)
    found = Runs(
        np.full((len(cases), wanted.point, n_outcomes), np.nan),
        np.full((len(cases), n_draws, wanted.each, n_outcomes), np.nan),
    )
    for number, case in enumerate(cases):
        if case.known is not None:
            found.point[number] = case.known
    to_run = sum(wanted.point for case in cases if case.known is None)
    total, done = to_run + len(cases) * n_draws * wanted.each, 0
    workers, tell = hire(where.threads, where.cluster), where.tell or silence
    try:
        if workers.need_preparing:
            tell("compiling", 0, total)
            workers.prepare(cases[0].variants)
        tell("running", 0, total)
        for number, case in enumerate(cases):
            for ended in workers.done(_works(case, posterior, wanted)):
                if ended.table is None:
                    raise ended.failure or StudyError("posterior: must have all runs, got some too few")
                _take(ended.table, found, number, wanted)
                done += ended.work.runs
                tell("running", done, total)
    finally:
        workers.close()
    return found


def _works(case: Case, posterior: Posterior, wanted: Wanted) -> Iterator[Work]:
    tasks = [Task(POINT, dict(case.also), 0, wanted.point)] if case.known is None else []
    for number, draw in enumerate(posterior.draws):
        values = {**{key: draw[key] for key in case.keys}, **case.also}
        tasks.append(Task(number + 1, values, wanted.point + number * wanted.each, wanted.each))
    for piece in split(tasks, RUNS_OF_A_PIECE):
        yield Work(case.variants, wanted.outcomes, wanted.seed, makers(), piece)


def _take(table: object, found: Runs, case: int, wanted: Wanted) -> None:
    frame = table.to_pandas()  # type: ignore[attr-defined]
    failed = frame.loc[frame["error"] != "", "error"]
    if len(failed):
        raise StudyError(
            f"posterior: must hold draws that the scenario can be run with, got one where {failed.iloc[0]}"
        )
    key, replicate = (frame[name].to_numpy(dtype=np.int64) for name in ("key", "replicate"))
    values = frame[[str(number) for number in range(len(wanted.outcomes))]].to_numpy(dtype=np.float64)
    at_point = key == POINT
    found.point[case, replicate[at_point]] = values[at_point]
    draw = key[~at_point] - 1
    found.draws[case, draw, replicate[~at_point] - wanted.point - draw * wanted.each] = values[~at_point]
