"""A phase diagram over two parameters of a study: `sim.map("study.yaml")`."""

import time
from functools import partial
from pathlib import Path
from typing import NamedTuple, NoReturn

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.experiments import outcomes as language
from sim.experiments.map import files, tables
from sim.experiments.map.axes import Frame, Told, frame
from sim.experiments.map.phase_map import Origin, PhaseMap, Surfaces
from sim.experiments.map.ramp import RUNS, STRENGTH, Course, Warnings, can_move, laid_over, warnings
from sim.experiments.map.sample import HIGH, sampled, surfaces
from sim.experiments.outcomes import Outcome
from sim.experiments.progress import Progress
from sim.experiments.study.identity import universe
from sim.experiments.study.laboratory import Laboratory
from sim.experiments.study.loading import Study, load_study
from sim.experiments.study.record import folder_of
from sim.experiments.study.sections.map import MapSection
from sim.experiments.study.workers import Client
from sim.results.disk import kept_if_found
from sim.results.measures import WEEKS_PER_QUARTER
from sim.scenario.files import given_path
from sim.scenario.resolve import Overrides
from sim.scenario.tree import Problem, quoted
from sim.scenario.variants import Value, Variants

Floats = NDArray[np.float64]


class Ways(NamedTuple):
    """How runs are made."""

    folder: Path | None
    threads: int | None
    cluster: str | Client | None
    progress: Progress | None


def map(  # noqa: PLR0913 - what one may say about a map, all but the first by name
    path: Path | str,
    *,
    overrides: Overrides = (),
    out: Path | str | None = None,
    threads: int | None = None,
    cluster: str | Client | None = None,
    progress: Progress | None = None,
) -> PhaseMap:
    """Draw the map of a study file.

    Parameters
    ----------
    path
        Study file with a section `map:`.
    overrides
        `gossip.inhibit=0.2` and the like, or `{"gossip.inhibit": 0.2}`, for its scenario.
    out
        Folder to write to, as `<out>/studies/<name>/<hash>/`; runs there are not made again.
        Nothing is kept if left out.
    threads, cluster
        Threads of this process, or a Dask client or scheduler's address. Neither makes a difference to any number.
    progress
        Called with the stage, the runs done, and all of them, grid by grid.

    Raises
    ------
    ScenarioError
        Where the study or its section `map:` is wrong.
    ClusterError, ResultsError
        Where the cluster or the disk fails; what was computed is kept.
    """
    began = time.perf_counter()
    study = load_study(path, overrides)
    section = files.section(study)
    drawn = frame(Told(section, study.parameters, study.variants, study.replicates, study.place))
    asked = _outcomes(drawn.department, study.variants.base.weeks)
    folder = None if out is None else folder_of(study, given_path(out, "out", "folder"))
    ways = Ways(folder, threads, cluster, progress)
    with _laboratory("map", study.variants, asked, study.seed, ways) as laboratory:
        sample = sampled(partial(laboratory.measure, replicates=study.replicates), section, drawn)
        computed = laboratory.computed
    if np.isnan(sample.last).all() and not sample.errors:
        _refuse_without_image(study, drawn)
    found = surfaces(sample)
    points = tables.points(sample.grid, drawn, sample.last, sample.before)
    course, reason = _course(study, section, drawn, found)
    seen, more = (None, 0) if course is None else _ramp(study, section, drawn, course, ways)
    runs = sample.last.size + (0 if seen is None else len(RUNS) * section.ramp.replicates)
    origin = Origin(
        study.name, study.variants.base, study.seed, study.replicates, runs, computed + more,
        time.perf_counter() - began, folder,
    )  # fmt: skip
    result = PhaseMap(
        frame=drawn, points=points, tipping=tables.tipping(drawn, found), surfaces=found, warnings=seen, course=course,
        no_ramp=reason, errors=sample.errors, origin=origin,
    )  # fmt: skip
    if folder is not None:
        with kept_if_found(result.origin.computed):
            files.write(result, folder)
    return result


def _laboratory(name: str, variants: Variants, asked: list[Outcome], seed: int, ways: Ways) -> Laboratory:
    """Laboratory with a place of its own in the study's folder: chunks of other outcomes are no use to it."""
    folder = None if ways.folder is None else ways.folder / f"{name}-{universe(variants, asked, seed)}"
    return Laboratory(
        variants, asked, seed, folder=folder, threads=ways.threads, cluster=ways.cluster, progress=ways.progress
    )


def _outcomes(department: str, weeks: int) -> list[Outcome]:
    """Image in the last quarter and in the one before."""
    ends = (weeks, weeks - WEEKS_PER_QUARTER)
    return [language.parse(f"image.{department} over weeks {end - WEEKS_PER_QUARTER + 1}..{end}") for end in ends]


def _refuse_without_image(study: Study, drawn: Frame) -> NoReturn:
    rule = "have an image, so it must share a meeting with another department"
    place = study.place("map", "department")
    raise ScenarioError(str(Problem(place, "map.department", rule, quoted(drawn.department))))


def _course(study: Study, section: MapSection, drawn: Frame, found: Surfaces) -> tuple[Course | None, str]:
    """Course of the ramp, or why there is none: `none_wanted`, `immovable`, or `no_tipping` to lead across."""
    asked = section.ramp
    if not asked.replicates:
        return None, "none_wanted"
    if not can_move(drawn.x.key, study.variants.base) or drawn.x.integer:
        return None, "immovable"
    ends = [float(drawn.x.values[place]) for place in (0, -1)]
    held = _held(study, section, drawn)
    row = drawn.y.values.size // 2 if held is None else int(np.abs(drawn.y.values - held).argmin())
    left, right = found.collapsed[HIGH, row, [0, -1]]
    if asked.first is None and asked.last is None and not (min(left, right) < 0.5 < max(left, right)):
        return None, "no_tipping"
    healthy_first = ends if left < right else ends[::-1]
    first, last = (
        own if own is not None else other for own, other in zip((asked.first, asked.last), healthy_first, strict=True)
    )
    return Course(drawn.x.key, first, last, asked.before, asked.weeks, held), ""


def _held(study: Study, section: MapSection, drawn: Frame) -> float | None:
    """Value of y during the ramp: as said, or as in the scenario; None where that has none."""
    if section.ramp.y is not None:
        return section.ramp.y
    return files.value_of(study.variants.base, drawn.y.key)


def _ramp(study: Study, section: MapSection, drawn: Frame, course: Course, ways: Ways) -> tuple[Warnings, int]:
    """Run the ramp and its control from the high start; also how many runs were computed."""
    values: dict[str, Value] = {**drawn.starts[HIGH]}
    if section.ramp.y is not None:
        values[drawn.y.key] = round(section.ramp.y) if drawn.y.integer else section.ramp.y
    variants = laid_over(study.variants, course, values, study.place("map", "ramp"))
    weeks = variants.base.weeks
    asked = [language.parse(f"image.{drawn.department} at week {week}") for week in range(1, weeks + 1)]
    with _laboratory("ramp", variants, asked, study.seed, ways) as laboratory:
        points: list[dict[str, Value]] = [{STRENGTH: strength} for strength in (1.0, 0.0)]
        measured = laboratory.measure(points, section.ramp.replicates)
        found = warnings(measured.values, course, section.ramp.window, section.ramp.bandwidth)
        return found, laboratory.computed
