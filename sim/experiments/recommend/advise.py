"""From a scenario and its goals to a recommendation."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.errors import StudyError
from sim.experiments.outcomes import Outcome
from sim.experiments.progress import Progress, listener
from sim.experiments.recommend import keep
from sim.experiments.recommend.bench import Bench, Floats
from sim.experiments.recommend.chance import SURE, of_sure
from sim.experiments.recommend.choose import Choice, choose
from sim.experiments.recommend.confirm import confirm
from sim.experiments.recommend.evidence import MOST_ON_FRONT, SHIFTS, Counted, Evidence, gather
from sim.experiments.recommend.judge import holds
from sim.experiments.recommend.plans import NOTHING, Plan, effort, point, written
from sim.experiments.recommend.recommendation import Fans, Recommendation
from sim.experiments.recommend.search import BATCH, Budget, Trial, rungs, search, seems_reached
from sim.experiments.recommend.setup import Limits, Setup, Wishes, setup
from sim.experiments.study.extras import need
from sim.experiments.study.laboratory import Laboratory
from sim.experiments.study.workers import Client
from sim.scenario.files import given_path

if TYPE_CHECKING:
    from sim.experiments.posterior import Posterior


class Workshop(NamedTuple):
    """Where runs are made and kept, and who is told how far they are."""

    setup: Setup
    folder: Path | None
    threads: int | None
    cluster: str | Client | None
    tell: Progress


def recommend(  # noqa: PLR0913 - what one may say of a recommendation, all but the first two by name
    scenario: Path | str,
    goals: str | Sequence[str],
    *,
    free: Sequence[str] | None = None,
    start: tuple[int, int] | None = None,
    levels: Sequence[float] | None = None,
    trials: int | None = None,
    replicates: int | None = None,
    seed: int | None = None,
    posterior: Path | str | None = None,
    threads: int | None = None,
    cluster: str | Client | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
) -> Recommendation:
    """Find the combination of a scenario's interventions that reaches the goals with the least effort.

    Parameters
    ----------
    scenario
        A scenario file whose interventions state their `effort`.
    goals
        `image.sales at week 104 >= 0.55 with 0.9` and the like; all must hold, each with its own probability.
    free
        Interventions that may be changed; all if left out. The others stay as they are in the file.
    start
        First and last week in which a measure may begin; any week if left out.
    levels
        Strengths a measure may have; steps of 0.05 if left out. It may always be left out.
    trials
        Plans to try (400).
    replicates
        Runs of a plan that goes through all rounds of the search (64, with which 2,000 choose among the best and 2,000,
        of other luck again, are reported; else as many times as many).
    seed
        Of the runs that are reported, instead of the scenario's own.
    posterior
        Folder of a calibration whose scenario this is, or one that extends it; `uncertainty` says under how many draws
        of it the plan reaches its goals.
    threads, cluster
        Threads of this machine, or a Dask client or scheduler's address. Neither makes a difference to any number.
    out
        Folder to write to, as `<out>/recommendations/<scenario name>/<hash>/`; kept in memory if left out.
    progress
        Called with the stage (`compiling` or `running`), the runs done, and those to come in this part of the work.

    Raises
    ------
    ScenarioError
        Where the scenario, a goal or a wish is wrong.
    ClusterError, ResultsError, StudyError
        Where runs cannot be made or kept.
    MissingPackageError
        Where the optional packages for studies are not installed.
    """
    texts = list(goals) if isinstance(goals, Iterable) and not isinstance(goals, str) else [goals]
    file = given_path(scenario, "scenario")
    asked = setup(file, texts, Wishes(free, start, levels), Limits(trials, replicates, seed))
    drawn = None if posterior is None else _read(posterior)
    if drawn is not None:
        drawn.refuse_another_point(asked.name, asked.variants.base)
    need("optuna")  # before anything that takes time
    folder = None if out is None else keep.target(given_path(out, "out", "folder"), asked)
    shop = Workshop(asked, folder, threads, cluster, listener(progress))
    began = time.perf_counter()
    found = _make(shop)
    if drawn is not None:
        from sim.experiments.posterior import Case, Where, of_plan

        plan = point(found.choice.plan, asked.task.space.names)
        where = Where(out, threads, cluster, progress)
        case = Case(asked.name, asked.variants, [], plan, found.evidence.plan.values)
        seed = asked.report_seed(found.choice.luck)
        found.uncertainty = of_plan(case, asked.task.goals, drawn, seed, where)
    return found if folder is None else keep.write(found, folder, time.perf_counter() - began)


def _read(posterior: Path | str) -> "Posterior":
    from sim.experiments.posterior import read

    return read(posterior)


def _make(shop: Workshop) -> Recommendation:
    asked, errors = shop.setup, dict[str, str]()
    trials, choice = _searched(shop, errors)
    choice, fans, known = _confirmed(shop, choice, errors)
    evidence = _evidence(shop, choice, trials, known, errors)
    return Recommendation(asked, trials, choice, evidence, fans, errors)


def _searched(shop: Workshop, errors: dict[str, str]) -> tuple[list[Trial], Choice]:
    """Trials and the choice among them; no search where nothing need be done."""
    asked = shop.setup
    goals_, few = asked.task.goals, asked.budget.replicates
    goals = [goal.outcome for goal in goals_]
    with _bench(shop, goals, asked.budget.seed, _runs_of_a_search(asked.budget), errors) as bench:
        nothing = bench.measure([NOTHING], few).get(NOTHING)
        may_do = nothing is not None and seems_reached(goals_, nothing, few)
        if may_do:
            with _bench(shop, goals, asked.choice_seed, asked.budget.proof, errors) as fresh:
                found = fresh.measure([NOTHING], asked.budget.proof).get(NOTHING)
            may_do = found is not None and of_sure(goals_, holds(goals_, found), asked.budget.proof) >= SURE
        budget = asked.budget._replace(trials=min(2, asked.budget.trials)) if may_do else asked.budget
        trials = search(asked.task, bench, budget)
    if may_do:
        return trials, Choice(NOTHING, verified=True)
    with _bench(shop, goals, asked.choice_seed, BATCH * asked.budget.proof, errors) as bench:
        return trials, choose(asked.task, trials, asked.budget, bench)


def _confirmed(shop: Workshop, choice: Choice, errors: dict[str, str]) -> tuple[Choice, Fans, dict[Plan, Floats]]:
    """Plan as fresh runs confirm it, image under it and under nothing, and the goals' outcomes of the same runs."""
    asked, goals = shop.setup, shop.setup.task.goals
    n_goals, runs = len(goals), asked.budget.proof
    outcomes = [*(goal.outcome for goal in goals), *asked.fan_outcomes]
    total = (2 + len(choice.plan)) * runs

    def bench_of(luck: int) -> AbstractContextManager[Bench]:
        return _bench(shop, outcomes, asked.report_seed(luck), total, errors)

    choice, look = confirm(choice, goals, runs, lambda plan: effort(plan, asked.task.scenario), bench_of)
    found = look.known
    if not {choice.plan, NOTHING} <= found.keys():
        raise StudyError(f"recommend: must be able to run the plans, got {next(iter(errors.values()), 'nothing')!r}")
    images = (found[plan][:, n_goals:] for plan in (choice.plan, NOTHING))
    known = {plan: values[:, :n_goals] for plan, values in found.items()}
    return choice._replace(luck=look.luck), Fans(asked.fan_weeks, *images), known


def _evidence(
    shop: Workshop, choice: Choice, trials: list[Trial], known: dict[Plan, Floats], errors: dict[str, str]
) -> Evidence:
    asked = shop.setup
    goals = [goal.outcome for goal in asked.task.goals]
    total = (2 + 2 * len(choice.plan) + MOST_ON_FRONT + SHIFTS) * asked.budget.proof
    with _bench(shop, goals, asked.report_seed(choice.luck), total, errors) as bench:
        return gather(asked.task, choice, trials, Counted(bench, known, asked.budget.proof))


@contextmanager
def _bench(
    shop: Workshop, outcomes: Sequence[Outcome], seed: int, total: int, errors: dict[str, str]
) -> Iterator[Bench]:
    """Bench over a laboratory of its own seed; `errors` takes why plans failed."""
    folder = None if shop.folder is None else keep.chunks(shop.folder, shop.setup, outcomes, seed)
    meter = _Meter(shop.tell, total)
    with Laboratory(
        shop.setup.variants, outcomes, seed,
        folder=folder, threads=shop.threads, cluster=shop.cluster, progress=meter,
    ) as laboratory:  # fmt: skip
        bench = Bench(laboratory, shop.setup.task.space.names)
        yield bench
        errors |= {written(plan): error for plan, error in bench.errors.items()}


class _Meter:
    """Adds up the runs of many small measurements towards the total that was estimated for this part of the work."""

    def __init__(self, tell: Progress, total: int) -> None:
        self._tell = tell
        self._total = total
        self._before = 0
        self._begun = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == "compiling":
            self._tell(stage, 0, self._total)
            return
        if not self._begun:
            self._tell("running", 0, self._total)
            self._begun = True
        self._total = max(self._total, self._before + total)
        self._tell("running", self._before + done, self._total)
        if done == total:
            self._before += total


def _runs_of_a_search(budget: Budget) -> int:
    """Runs of a search, of which the laboratory counts each rung anew."""
    batches = -(-budget.trials // BATCH)
    size, total = BATCH, 0
    for rung in rungs(budget.replicates):
        total += size * rung
        size = -(-size // 2)
    return batches * total
