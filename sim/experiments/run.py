"""One scenario, many replicates."""

import time
from contextlib import closing
from functools import partial
from pathlib import Path

from sim import scenario as scenarios
from sim.errors import ResultsError, ScenarioError
from sim.experiments.bounds import threads_of
from sim.experiments.capacity import refuse_a_company_that_cannot_fit, refuse_what_cannot_fit
from sim.experiments.engines import Job, compile_kernel, needs_compiling, outputs
from sim.experiments.plan import Plan, plan
from sim.experiments.progress import Progress, listener
from sim.experiments.provenance import entries, provenance
from sim.results import Results, manifest
from sim.results.disk import kept_if_found, writing
from sim.results.folder import Draft
from sim.results.recorder import Recorder
from sim.results.results import Files
from sim.results.sinks import Memory, Parquet
from sim.results.tables import Shape, shape, vocabulary
from sim.scenario.files import given_path, name_of
from sim.scenario.layout import build as build_layout
from sim.scenario.resolve import Overrides, as_texts
from sim.scenario.schema import Structure
from sim.scenario.timeline import build as build_timeline


def run(  # noqa: PLR0913 - what one may say about a run, all but the first by name
    scenario: Structure | Path | str,
    *,
    replicates: int | None = None,
    weeks: int | None = None,
    seed: int | None = None,
    engine: str = "kernel",
    overrides: Overrides = (),
    posterior: Path | str | None = None,
    threads: int | None = None,
    out: Path | str | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> Results:
    """Run a scenario.

    Parameters
    ----------
    scenario
        A scenario file, or a scenario that was loaded.
    replicates, weeks, seed
        Instead of what the scenario says.
    engine
        `kernel` (compiled) or `mesa`; both give the same numbers.
    overrides
        `gossip.inhibit=0.2` and the like, or `{"gossip.inhibit": 0.2}`, for a scenario file.
    posterior
        Folder of a calibration: its parameters are laid over a scenario file, and `uncertainty` of the results says
        what they leave open, apart from luck.
    threads
        Of the kernel; as many as there are cores if left out. Makes no difference to any number.
    out
        Folder to write to, as `<out>/<scenario name>/<hash>/`; results stay in memory if left out.
    force
        Whether to compute again what the folder already has.
    progress
        Called with the stage (`compiling`, `running`, or `found` where nothing need be computed), the replicates
        done, and all of them.

    Raises
    ------
    ScenarioError
        Where the scenario or a number is wrong, or the results would not fit.
    ResultsError
        Where results cannot be written, or are not what was asked for.
    """
    if posterior is not None:
        from sim.experiments.posterior.ask import Where, run_under

        asked = {"replicates": replicates, "seed": seed, "engine": engine, "force": force, "progress": progress}
        runs = partial(run, weeks=weeks, threads=threads, out=out, **asked)  # type: ignore[arg-type]
        return run_under(runs, scenario, posterior, as_texts(overrides), Where(out, threads, tell=progress))
    name, loaded = _load(scenario, overrides)
    planned = plan(loaded, name, {"replicates": replicates, "weeks": weeks, "seed": seed}, engine)
    job = _job(planned, threads_of(threads))
    run_shape = shape(planned.scenario, job.layout)
    place = None if out is None else given_path(out, "out", "folder")
    tell = listener(progress)
    if place is None:
        refuse_what_cannot_fit(run_shape, job.replicates, None)
        return _in_memory(planned, job, run_shape, tell)
    target = place / planned.name / planned.hash
    found = None if force else _intact(target, planned)
    if found is not None:
        tell("found", job.replicates, job.replicates)
        return found
    refuse_what_cannot_fit(run_shape, job.replicates, place)
    with Draft(target) as draft:
        _into_folder(planned, job, run_shape, draft.folder, tell)
        draft.publish()
    return Results.load(target)


def _load(scenario: Structure | Path | str, overrides: Overrides) -> tuple[str | None, Structure]:
    if not isinstance(scenario, Structure):
        path = given_path(scenario, "scenario")
        return name_of(path), scenarios.load(path, as_texts(overrides))
    if as_texts(overrides):
        raise ScenarioError("overrides: must go with a scenario file, got a scenario that was loaded without them")
    return None, scenario


def _job(planned: Plan, threads: int) -> Job:
    scenario = planned.scenario
    refuse_a_company_that_cannot_fit(scenario)
    layout, timeline = build_layout(scenario), build_timeline(scenario)
    return Job(scenario, layout, timeline, scenario.seed, scenario.replicates, planned.engine, threads)


def _in_memory(planned: Plan, job: Job, run_shape: Shape, tell: Progress) -> Results:
    sink, began = Memory(), time.perf_counter()
    rows = _record(job, Recorder(vocabulary(planned.scenario, job.layout), run_shape, sink), tell)
    tables = entries(planned, run_shape, rows, None)
    return Results(provenance(planned, tables, time.perf_counter() - began), sink)


def _into_folder(planned: Plan, job: Job, run_shape: Shape, folder: Path, tell: Progress) -> None:
    began = time.perf_counter()
    with Parquet(folder) as sink:
        rows = _record(job, Recorder(vocabulary(planned.scenario, job.layout), run_shape, sink), tell)
    with writing(folder.parent):
        tables = entries(planned, run_shape, rows, folder)
        manifest.write(provenance(planned, tables, time.perf_counter() - began), folder)


def _record(job: Job, recorder: Recorder, tell: Progress) -> dict[str, int]:
    """Run all replicates; rows written by table."""
    if needs_compiling(job):
        tell("compiling", 0, job.replicates)
        compile_kernel(job)
    done = 0
    tell("running", done, job.replicates)
    with closing(outputs(job)) as batches:
        for batch in batches:
            recorder.add(batch)
            done += len(batch)
            tell("running", done, job.replicates)
    recorder.finish(job.replicates)
    return recorder.rows


def _intact(target: Path, planned: Plan) -> Results | None:
    """Results that are there already and still what was written, under the scenario's texts of today."""
    try:
        found = Results.load(target)
        tables = found.manifest["tables"]
        if any(manifest.checksum(target / f"{name}.parquet") != each["sha256"] for name, each in tables.items()):
            return None
    except (ResultsError, OSError):
        return None
    scenario = planned.scenario.model_dump(mode="json")
    if scenario == found.manifest["scenario"]:
        return found
    with kept_if_found(0), writing(target):
        manifest.write({**found.manifest, "scenario": scenario}, target)
    found.manifest["scenario"] = scenario
    return Results(found.manifest, Files(target, tables), target)
