"""A scenario, what was observed, and the parameters under which the one looks like the other."""

import math
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.errors import ScenarioError
from sim.experiments.bounds import number, within
from sim.experiments.calibrate import comparison, keep
from sim.experiments.calibrate import posterior as weighted
from sim.experiments.calibrate.calibration import SHARE, WEIGHT, Calibration
from sim.experiments.calibrate.comparison import Comparison
from sim.experiments.calibrate.crew import Crew, hired
from sim.experiments.calibrate.observed import Observed
from sim.experiments.calibrate.prediction import DRAWS, predict
from sim.experiments.calibrate.priors import default
from sim.experiments.calibrate.priors import load as load_priors
from sim.experiments.calibrate.reading import Sources, read
from sim.experiments.calibrate.search import Effort, Found, search
from sim.experiments.calibrate.simulator import Simulator
from sim.experiments.progress import Progress, listener
from sim.experiments.study.design import ParameterSpec
from sim.experiments.study.extras import need
from sim.experiments.study.workers import Client
from sim.scenario import fingerprint
from sim.scenario.files import given_path, name_of
from sim.scenario.layout import build as build_layout
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.parse import parse
from sim.scenario.resolve import Overrides, as_texts, path_of
from sim.scenario.timeline import Timeline
from sim.scenario.timeline import build as build_timeline
from sim.scenario.variants import Value, Variants

POPULATIONS, PARTICLES, EPSILON = 8, 200, 0.5
BOUNDS = {"populations": (1, 100), "particles": (20, 100_000), "seed": (0, 2**32 - 1)}
MOST_EPSILON = 1e6


class Question(NamedTuple):
    """What is asked of the search."""

    scenario: Path
    variants: Variants
    overrides: tuple[str, ...]
    observed: Observed
    priors: dict[str, ParameterSpec]
    effort: Effort
    departments: str | None
    start: date | None

    @property
    def parts(self) -> dict[str, Any]:
        """Everything that can move a number, as plain data."""
        return {
            "fingerprint": fingerprint(self.variants.base), "observed": self.observed.sources,
            "departments": self.departments, "start": self.start and self.start.isoformat(),
            "priors": {key: [_plain(each) for each in spec] for key, spec in self.priors.items()},
            "effort": dict(self.effort._asdict()),
        }  # fmt: skip


def calibrate(  # noqa: PLR0913 - what one may say about a calibration, all but the first by name
    scenario: Path | str,
    *,
    attendance: Path | str | None = None,
    survey: Path | str | None = None,
    departments: str | None = None,
    start: date | None = None,
    priors: Path | str | None = None,
    populations: int = POPULATIONS,
    particles: int = PARTICLES,
    epsilon: float = EPSILON,
    seed: int | None = None,
    overrides: Overrides = (),
    threads: int | None = None,
    cluster: str | Client | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
) -> Calibration:
    """Find the parameters under which a scenario looks like what was observed, by approximate Bayesian computation.

    Parameters
    ----------
    scenario
        A scenario file.
    attendance
        A table `meeting,date,person,present[,department]`, or `week,department,rate[,count]`.
    survey
        A table `week,department,image[,sd|count]`, or with `influence`.
    departments
        A file `person,department`, or one department for everybody, where the attendance list tells none.
    start
        A day of week 1; the first day of the attendance list if left out.
    priors
        A YAML file with `parameters:` as in a study file; a few parameters that such data tell about if left out.
    populations, particles
        How many populations at most, and of how many particles.
    epsilon
        Distance that is near enough: 1 is as far apart as two histories of the same parameters are.
    seed
        Same seed, same posterior, whoever works on it; the scenario's own if left out.
    overrides
        `gossip.inhibit=0.2` and the like.
    threads, cluster
        Threads of this machine, or the address of a Dask scheduler or a Dask client. Makes no difference to any number.
    out
        Folder to write to, as `<out>/calibrations/<scenario name>/<hash>/`; the calibration stays in memory if left
        out, and cannot be gone on with.
    progress
        Called with a stage, particles accepted, and particles wanted.

    Raises
    ------
    ScenarioError
        With every mistake in the scenario, the observations, the priors, or a number.
    ResultsError
        Where results cannot be written.
    """
    need("pyabc")
    began = time.perf_counter()
    tell = listener(progress)
    variants = Variants.of(scenario, overrides)
    sources = Sources(_path(attendance, "attendance"), _path(survey, "survey"), departments, start)
    observed = read(sources, variants.base)
    effort = _checked(Effort(populations, particles, epsilon, variants.base.seed if seed is None else seed))
    wanted = default(variants, observed) if priors is None else load_priors(given_path(priors, "priors"), variants)
    file = given_path(scenario, "scenario")
    question = Question(file, variants, as_texts(overrides), observed, wanted, effort, departments, start)
    simulator = Simulator(variants, wanted, _compare(question), observed.last_week)
    name = name_of(file)
    place = None if out is None else given_path(out, "out", "folder")
    target = None if place is None else place / keep.FOLDER / name / keep.identity(question.parts)
    if target is not None:
        found = keep.find(target)
        if found is not None:
            tell("found", 1, 1)
            return found
    with keep.working(target) as folder, hired(variants, threads, cluster, lambda stage: tell(stage, 0, 0)) as crew:
        made = _search(question, simulator, folder, crew, tell)
        made.manifest.update(keep.manifest(name, made.manifest, time.perf_counter() - began))
        return made if target is None else keep.write(made, target, question.scenario)


def _search(question: Question, simulator: Simulator, folder: Path, crew: Crew, tell: Progress) -> Calibration:
    found = search(simulator, question.effort, folder, crew, tell)
    tell("predicting", 0, 0)
    posterior = _posterior(simulator, found)
    draws = [
        {key: _value(posterior[key].iloc[at]) for key in simulator.priors}
        for at in weighted.resample(found.weight, DRAWS).tolist()
    ]
    predicted = predict(simulator, question.observed, draws, question.effort.seed, crew)
    notes = [*question.observed.notes, *simulator.comparison.notes]
    made = Calibration(
        {
            **question.parts, "seed": question.effort.seed, "weeks": question.observed.last_week,
            "changes": _changes(question.overrides), "file": str(question.scenario),
            "notes": [{"key": each.key, "values": each.values} for each in notes],
            "scenario": question.variants.base.model_dump(mode="json"),
            "fit": {"p": predicted.fit.p, "possible": predicted.fit.possible, "histories": predicted.fit.histories},
        },
        {
            "posterior": posterior, "checks": predicted.checks, "weekly": predicted.weekly,
            "populations": found.populations,
        },
    )  # fmt: skip
    made.manifest["calibrated"] = question.variants.scenario(made.chosen).model_dump(mode="json")
    return made


def _posterior(simulator: Simulator, found: Found) -> pd.DataFrame:
    rows = [
        simulator.values({str(key): float(each) for key, each in row.items()})
        for row in found.quantiles.to_dict("records")
    ]
    shares = found.quantiles.add_suffix(SHARE)
    return pd.concat([pd.DataFrame(rows), shares, pd.Series(found.weight, name=WEIGHT)], axis=1)


def _compare(question: Question) -> Comparison:
    base = question.variants.base
    layout, timeline = build_layout(base), build_timeline(base)
    keys = [*question.priors]
    privilege = bool(np.any(_privilege(timeline))) or any("privilege.share" in key for key in keys)
    found = comparison.build(question.observed, layout, timeline, list(base.departments), privilege)
    if not found.names:
        raise ScenarioError(
            f"{question.scenario}: must hold meetings in the weeks that have data, got none; calibrate compares nothing"
        )
    return found


def _privilege(timeline: Timeline) -> Any:
    return timeline.person[:, :, PARAMETERS["privilege.share"].column]


def _checked(effort: Effort) -> Effort:
    """Numbers of Python, within their bounds."""
    whole = {name: within(name, getattr(effort, name), low, high) for name, (low, high) in BOUNDS.items()}
    return Effort(**whole, epsilon=number("epsilon", effort.epsilon, 0.0, MOST_EPSILON))


def _changes(overrides: Sequence[str]) -> dict[str, Value]:
    """Changes of the command line, by key."""
    found: dict[str, Value] = {}
    for each in overrides:
        key, _, value = each.partition("=")
        tree, _ = parse(value, "--set")
        plain = tree.plain()
        if isinstance(plain, bool | int | float | str):
            found[".".join(path_of(key.strip()))] = plain
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value if not isinstance(value, float) or math.isfinite(value) else None


def _value(value: Any) -> Value:
    found: Value = value.item() if isinstance(value, np.generic) else value
    return found


def _path(path: Path | str | None, key: str) -> Path | None:
    return None if path is None else given_path(path, key)
