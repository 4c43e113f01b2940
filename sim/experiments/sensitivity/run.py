"""A study from its file to indices of sensitivity: runs that are there already are not computed again."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.errors import StudyError
from sim.experiments.progress import Progress, listener
from sim.experiments.sensitivity.analyse import findings
from sim.experiments.sensitivity.blocks import Blocks, Runs, blocks, complete
from sim.experiments.sensitivity.plan import FEWEST_BLOCKS, ROWS, SALTELLI, TRAJECTORIES, wanted
from sim.experiments.sensitivity.result import Counts, Sensitivity
from sim.experiments.sensitivity.tables import write
from sim.experiments.study.ends import refuse_without_ends
from sim.experiments.study.extras import need
from sim.experiments.study.laboratory import Laboratory, Measured
from sim.experiments.study.loading import Study
from sim.experiments.study.record import folder_of
from sim.experiments.study.room import refuse_a_study_that_cannot_fit
from sim.experiments.study.workers import Client
from sim.results.disk import kept_if_found
from sim.scenario.files import given_path
from sim.scenario.resolve import Overrides

WORDS = {SALTELLI: "base samples", TRAJECTORIES: "trajectories", ROWS: "points"}


def sensitivity(  # noqa: PLR0913 - what one may say of an analysis, all but the first by name
    study: Study | Path | str,
    *,
    method: str = "all",
    outcomes: Sequence[str] = (),
    samples: int | None = None,
    trajectories: int | None = None,
    replicates: int | None = None,
    overrides: Overrides = (),
    threads: int | None = None,
    cluster: str | Client | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
) -> Sensitivity:
    """Find out which parameters of a study matter.

    Parameters
    ----------
    study
        A study file, or a study that was loaded.
    method
        `sobol` (indices of variance, and PAWN from the same runs), `morris`, `pawn`, or `all`.
    outcomes
        Names of those to analyse; all if left out.
    samples, trajectories, replicates
        Instead of what the study says; more of them compute only what is new.
    overrides
        `gossip.inhibit=0.2` and the like, or `{"gossip.inhibit": 0.2}`, for the scenario of a study file.
    threads, cluster
        Threads of this machine, or a Dask client or scheduler's address. Neither makes a difference to any number.
    out
        Folder to write to, as `<out>/studies/<name>/<hash>/`; results stay in memory if left out.
    progress
        Called with the stage (`compiling`, `running`, `found`, `analysing`), how much is done, and how much there is.

    Raises
    ------
    ScenarioError
        Where the study, its scenario or a number is wrong, or the results would not fit.
    MissingPackageError
        Where SALib is not installed.
    ClusterError
        Where the cluster cannot be reached, or would make other numbers.
    ResultsError, StudyError
        Where results cannot be written, or too few points could be run.
    """
    changes = {"samples": samples, "trajectories": trajectories, "replicates": replicates}
    asked = wanted(study, method, outcomes, overrides, changes)
    place, told = None if out is None else given_path(out, "out", "folder"), asked.study
    without = ", or leave Morris out with method sobol" if SALTELLI in asked.designs else ""
    refuse_without_ends(told, [each.method for each in asked.designs.values()], without)
    for each in asked.designs.values():
        refuse_a_study_that_cannot_fit(told._replace(design=each), place, with_table=False)
    need("SALib")
    folder = None if place is None else folder_of(told, place)
    found = {name: blocks(each, told.parameters) for name, each in asked.designs.items()}
    tell = listener(progress)
    with Laboratory(
        told.variants, list(told.outcomes.values()), told.seed,
        folder=folder, threads=threads, cluster=cluster, progress=tell,
    ) as laboratory:  # fmt: skip
        measured = laboratory.measure([point for each in found.values() for point in each.points], told.replicates)
        computed = laboratory.computed
    runs = _apart(found, measured, told.variants.base.weeks)
    counts = Counts(
        points=len(measured.values),
        replicates=told.replicates,
        runs=measured.values[:, :, 0].size,
        computed=computed,
        failed_points=len(measured.errors),
        blocks={name: len(each.unit) for name, each in runs.items()},
    )
    analysed = findings(asked, _enough(runs, measured), tell)
    result = Sensitivity(told, analysed, counts, list(measured.errors.values()), folder)
    if folder is not None:
        with kept_if_found(computed):
            write(result, folder)
    return result


def _apart(found: Mapping[str, Blocks], measured: Measured, weeks: int) -> dict[str, Runs]:
    """Runs of every design."""
    runs, first = {}, 0
    for name, each in found.items():
        end = first + len(each.points)
        failed = [point - first for point in measured.errors if first <= point < end]
        runs[name] = complete(each, measured.values[first:end], failed, weeks)
        first = end
    return runs


def _enough(runs: dict[str, Runs], measured: Measured) -> dict[str, Runs]:
    """Runs of the designs that did not fail too often to be analysed; refuse where there is none."""
    found = {name: each for name, each in runs.items() if len(each.unit) >= FEWEST_BLOCKS[name]}
    if not found:
        name, each = next(iter(runs.items()))
        raise StudyError(
            f"sensitivity: must have at least {FEWEST_BLOCKS[name]} {WORDS[name]} of which every point could be run, "
            f"got {len(each.unit)}; the first of {len(measured.errors):,} failed points: "
            f"{next(iter(measured.errors.values()), 'none')}"
        )
    return found
