"""A run, a comparison or a plan under a posterior: what luck leaves open, and what the parameters do."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.errors import ResultsError, ScenarioError
from sim.experiments import kept
from sim.experiments.outcomes import Goal, Outcome, check, parse, scale
from sim.experiments.posterior.bench import Case, Runs, Wanted, Where, run
from sim.experiments.posterior.draws import Posterior
from sim.experiments.posterior.spread import Spread, same_sign, spread
from sim.results.measures import OUTCOMES
from sim.scenario import fingerprint
from sim.scenario.files import name_of
from sim.scenario.schema import Scenario, Structure
from sim.scenario.variants import Variants
from sim.statistics import Floats, Interval, of_mean, of_share

KIND = kept.Kind("uncertainty")
FOLDER = "posteriors"
RUNS_AT_THE_POINT = 1000
RUNS_OF_A_PLAN = 64  # a share of a draw's runs is known to about a twentieth


class Uncertainty:
    """What a posterior adds. `table` has a row for each outcome (and scenario): the value at the calibrated point
    with its 95 % interval of luck, the mean over the draws, the ends that hold 90 % of the draws with luck taken out,
    the parameters' share of the variance of a single run, and in how many draws the sign, or the goal, is the same.
    `draws` has the outcome of every draw.
    """  # noqa: D205

    def __init__(self, manifest: dict[str, Any], tables: Mapping[str, pd.DataFrame], path: Path | None = None) -> None:
        self.manifest = manifest
        self.table, self.draws = tables["table"], tables["draws"]
        self.path = path

    @property
    def scenario(self) -> Structure:
        """The first scenario, at the calibrated point."""
        return Scenario.model_validate(self.manifest["scenario"])

    def sentences(self, language: str = "en") -> list[str]:
        """What the parameters' uncertainty changes, in words."""
        from sim.experiments.posterior.words import sentences
        from sim.language import translator

        return sentences(self, translator(language))

    def as_json(self) -> dict[str, Any]:
        """Origin and table."""
        told = {name: self.manifest[name] for name in ("what", "posterior", "n_draws", "runs_of_a_draw", "left")}
        return {**told, "sentences": self.sentences(), "table": self.table.to_dict("records"), "path": self.path}

    def __repr__(self) -> str:
        return f"<Uncertainty of {self.manifest['name']}: {self.manifest['n_draws']} draws>"

    def _repr_html_(self) -> str:
        return str(self.table.to_html(index=False, border=0, float_format=lambda value: f"{value:.3g}"))


class _Asked(NamedTuple):
    """A question before it is answered."""

    what: str  # `run`, `comparison` or `plan`
    cases: list[Case]
    wanted: Wanted
    goals: tuple[Goal, ...] = ()

    @property
    def base(self) -> Structure:
        return self.cases[0].variants.base

    @property
    def name(self) -> str:
        return "-".join(each.name for each in self.cases)[:80]

    def parts(self, posterior: Posterior) -> list[Any]:
        """Everything that can move a number."""
        cases = [[each.name, fingerprint(each.variants.base), each.keys, each.also] for each in self.cases]
        texts = [each.text for each in self.goals or self.wanted.outcomes]
        return [self.what, posterior.identity, cases, texts, self.wanted[1:]]


def of_run(path: Path, overrides: Sequence[str], posterior: Posterior, seed: int, where: Where) -> Uncertainty:
    """Outcomes of a scenario; `overrides` lay the calibrated point over it."""
    case = _case(name_of(path), Variants.of(path, overrides), posterior)
    usual = [parse(each) for each in (*(f"{name} in the last quarter" for name in OUTCOMES), "collapse")]
    wanted = Wanted(tuple(each for each in usual if _can_be(each, case.variants.base)), seed, RUNS_AT_THE_POINT)
    return _answer(_Asked("run", [case], wanted), posterior, where)


class Known(NamedTuple):
    """What was run at the calibrated point already."""

    outcomes: tuple[Outcome, ...]
    values: Floats  # (scenario, replicate, outcome)
    seed: int


def of_comparison(
    paths: Mapping[str, tuple[Path, list[str]]], known: Known, posterior: Posterior, where: Where
) -> Uncertainty:
    """Differences of scenarios from the first of them; each by its name, with its file and what is laid over it."""
    cases = [
        _case(name, Variants.of(path, changes), posterior)._replace(known=own)
        for (name, (path, changes)), own in zip(paths.items(), known.values, strict=True)
    ]
    wanted = Wanted(known.outcomes, known.seed, known.values.shape[1])
    return _answer(_Asked("comparison", cases, wanted), posterior, where)


def of_plan(case: Case, goals: Sequence[Goal], posterior: Posterior, seed: int, where: Where) -> Uncertainty:
    """Goals under a plan, whose values are `also` laid over a scenario at the calibrated point.

    What is `known` of the plan there are runs under this seed; the draws have other luck.
    """
    case = _case(case.name, case.variants, posterior)._replace(also=case.also, known=case.known)
    runs = RUNS_AT_THE_POINT if case.known is None else len(case.known)
    wanted = Wanted(tuple(each.outcome for each in goals), seed, runs, RUNS_OF_A_PLAN)
    return _answer(_Asked("plan", [case], wanted, tuple(goals)), posterior, where)


def load(folder: Path) -> Uncertainty:
    """What was kept in a folder.

    Raises
    ------
    ResultsError
        Where there is none, or where its files are missing or damaged.
    """
    return Uncertainty(*kept.read(folder, KIND), folder)


def _case(name: str, variants: Variants, posterior: Posterior) -> Case:
    return Case(name, variants, posterior.fitting(name, variants.base), {})


def _can_be(outcome: Outcome, scenario: Structure) -> bool:
    try:
        check(outcome, scenario)
    except ScenarioError:
        return False
    return True


def _answer(asked: _Asked, posterior: Posterior, where: Where) -> Uncertainty:
    for case in asked.cases:
        for outcome in asked.wanted.outcomes:
            check(outcome, case.variants.base)
    target = None
    if where.out is not None:
        key = kept.identity(asked.parts(posterior), Path(__file__).parent)
        target = Path(where.out) / FOLDER / asked.name / key
        try:
            return load(target)
        except ResultsError:
            pass
    began = time.perf_counter()
    runs = run(asked.cases, posterior, asked.wanted, where)
    rows, draws = _rows(asked, runs)
    manifest = {
        **kept.origin(KIND, time.perf_counter() - began), "name": asked.name, "what": asked.what,
        "posterior": str(posterior.path), "identity": posterior.identity, "n_draws": len(posterior.draws),
        "runs_of_a_draw": asked.wanted.each, "runs_at_the_point": asked.wanted.point, "seed": asked.wanted.seed,
        "left": {each.name: [key for key in posterior.keys if key not in each.keys] for each in asked.cases},
        "scenario": asked.base.model_dump(mode="json"), "tables": {},
    }  # fmt: skip
    tables = {"table": pd.DataFrame(rows), "draws": pd.DataFrame(draws)}
    if target is None:
        return Uncertainty(manifest, tables)
    kept.write(target, manifest, tables)
    return load(target)


def _rows(asked: _Asked, runs: Runs) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    table, draws = [], []
    for number, case in enumerate(asked.cases):
        if asked.what == "comparison" and number == 0:
            continue
        for place, outcome in enumerate(asked.wanted.outcomes):
            goal = asked.goals[place] if asked.goals else None
            at_point, found, agree = _found(asked, runs, (number, place), goal)
            row = {"scenario": case.name, "outcome": outcome.text, "goal": goal.text if goal else ""}
            table.append({
                **row, "point": at_point.mean, "point_low": at_point.low, "point_high": at_point.high,
                "mean": found.mean, "low": found.low, "high": found.high, "share": found.share, "agree": agree,
                "draws": int(found.draws.size),
            })  # fmt: skip
            draws += [{**row, "draw": at, "value": float(value)} for at, value in enumerate(found.draws)]
    return table, draws


def _found(asked: _Asked, runs: Runs, at: tuple[int, int], goal: Goal | None) -> tuple[Interval, Spread, int]:
    """At the calibrated point, over the draws, and in how many draws the same holds; -1 where nothing need hold."""
    case, place = at
    point, draws = runs.point[case, :, place], runs.draws[case, :, :, place]
    outcome = asked.wanted.outcomes[place]
    own = scale(outcome, asked.base)
    if goal is not None:
        held = goal.met(draws).mean(axis=1)
        at_point = of_share(int(goal.met(point).sum()), point.size)
        low, high = np.quantile(held, (0.05, 0.95))
        return at_point, Spread(float(held.mean()), float(low), float(high), np.nan, held, np.nan), _reach(held, goal)
    if asked.what == "comparison":
        found = spread(draws - runs.draws[0, :, :, place], own.of_differences)
        return of_mean(point - runs.point[0, :, place], own.of_differences), found, same_sign(found)
    return of_mean(point, own), spread(draws, own), -1


def _reach(held: Floats, goal: Goal) -> int:
    return int((held >= goal.probability).sum())
