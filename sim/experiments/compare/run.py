"""Scenarios compared with the first of them, under the same luck."""

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from sim.experiments.bounds import threads_of
from sim.experiments.compare import keep
from sim.experiments.compare.comparison import Comparison
from sim.experiments.compare.gather import Bench
from sim.experiments.compare.precision import FIRST, MOST, next_stage, wanted
from sim.experiments.compare.setup import Setup, Source, entries, outcomes, refuse_what_cannot_fit
from sim.experiments.compare.table import cells, differences, table
from sim.experiments.compare.tolerance import ANYTHING, MARGIN, Tolerance, read
from sim.experiments.engines import compile_kernel, needs_compiling
from sim.experiments.progress import Progress, listener
from sim.scenario.files import given_path
from sim.scenario.resolve import Overrides, as_texts
from sim.statistics import Floats

# An interval reaches at least 5.1 / n of the scale: with these, a quarter of a point of influence, and 0.003 of image.
REPLICATES = 2_000

Allowed = float | str | Sequence[str]


def compare(  # noqa: PLR0913 - what one may say about a comparison, all but the scenarios by name
    *scenarios: Source,
    replicates: int | None = None,
    weeks: int | None = None,
    seed: int | None = None,
    overrides: Overrides = (),
    outcome: str | Sequence[str] = (),
    margin: Allowed = (),
    precision: Allowed = (),
    posterior: Path | str | None = None,
    threads: int | None = None,
    out: Path | str | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Comparison:
    """Compare scenarios with the first of them, replicate by replicate under the same seed.

    Parameters
    ----------
    scenarios
        Scenario files, or scenarios that were loaded; the first is the baseline, whose seed counts.
    replicates, weeks, seed
        Instead of 2,000 replicates, and of what the scenarios say. With a precision, `replicates` is the most that may
        be run (20,000).
    overrides
        `gossip.inhibit=0.2` and the like, or `{"gossip.inhibit": 0.2}`, for all scenario files.
    outcome
        `image in the last quarter`, `collapse` and the like; six outcomes of the last quarter, and the probability
        of collapse, if left out.
    margin
        Differences too small to matter, as a share of each outcome's scale (`0.02`), or by unit (`points=0.5`).
    precision
        Run until the 95 % interval of every difference reaches no further than this, said as a margin is.
    posterior
        Folder of a calibration: its parameters are laid over all scenario files where these do not set them otherwise,
        and `uncertainty` says what they leave open, apart from luck.
    threads
        As many as there are cores if left out. Makes no difference to any number.
    out
        Folder to write to, as `<out>/comparisons/<names>/<hash>/`; the comparison stays in memory if left out.
    force
        Whether to compute again what the folder already has.
    progress
        Called with the stage (`compiling`, `running` or `found`), the runs done, and all that are known to come.

    Raises
    ------
    ScenarioError
        Where a scenario, an outcome or a number is wrong, or the scenarios cannot be compared.
    ResultsError
        Where results cannot be written.
    """
    if posterior is not None:
        from sim.experiments.compare.under import Where, under

        asked = {"outcome": outcome, "margin": margin, "precision": precision, "replicates": replicates, "weeks": weeks}
        again = partial(compare, seed=seed, threads=threads, out=out, force=force, progress=progress, **asked)  # type: ignore[arg-type]
        return under(posterior, scenarios, as_texts(overrides), again, Where(out, threads, tell=progress))
    n_threads = threads_of(threads)
    narrow = read(_texts(precision), "precision", ANYTHING) if _texts(precision) else None
    most = replicates if replicates is not None else REPLICATES if narrow is None else MOST
    found = entries(scenarios, overrides, {"replicates": most, "weeks": weeks, "seed": seed})
    allowed = read(_texts(margin), "margin", MARGIN)
    count = found[0].scenario.replicates
    setup = Setup(found, outcomes(_texts(outcome), found), count, allowed, narrow)
    folder = None if out is None else keep.target(given_path(out, "out", "folder"), setup)
    tell = listener(progress)
    known = None if folder is None or force else keep.find(folder, setup)
    if known is not None:
        runs = known.replicates * len(found)
        tell("found", runs, runs)
        return known
    refuse_what_cannot_fit(setup)
    made = _make(setup, n_threads, tell)
    return made if folder is None else keep.write(made, folder)


def _make(setup: Setup, threads: int, tell: Progress) -> Comparison:
    began = time.perf_counter()
    bench = Bench(setup, threads)
    if needs_compiling(bench.jobs[0]):
        tell("compiling", 0, setup.replicates)
        compile_kernel(bench.jobs[0])
    values = _run(setup, bench, tell)
    manifest = keep.manifest(setup, values.shape[1], time.perf_counter() - began)
    manifest["kept"] = bench.keeper.kept
    if setup.precision is not None:
        manifest["precision"]["reached"] = _estimated(setup, setup.precision, values) <= values.shape[1]
    tables = (table(setup, values), differences(setup, values), bench.keeper.table(setup.names))
    return Comparison(manifest, *tables)


def _run(setup: Setup, bench: Bench, tell: Progress) -> Floats:
    """All replicates, or stage after stage until the intervals are narrow enough."""
    runs, done, pieces = 0, 0, []
    stage = setup.replicates if setup.precision is None else min(FIRST, setup.replicates)
    tell("running", 0, stage * len(setup.entries))

    def count(more: int) -> None:
        nonlocal runs
        runs += more
        tell("running", runs, stage * len(setup.entries))

    while True:
        pieces.append(bench.run(done, stage, count))
        done, values = stage, np.concatenate(pieces, axis=1)
        if setup.precision is None or done == setup.replicates:
            return values
        estimated = _estimated(setup, setup.precision, values)
        if estimated <= done:
            return values
        stage = next_stage(done, estimated, setup.replicates)


def _estimated(setup: Setup, precision: Tolerance, values: Floats) -> float:
    weeks = setup.baseline.weeks
    return max(
        wanted(each.differences, each.scale, precision.of(each.outcome.unit, weeks, each.found.baseline))
        for each in cells(setup, values)
    )


def _texts(given: Allowed) -> list[str]:
    return [str(given)] if isinstance(given, str | float | int) else [str(each) for each in given]
