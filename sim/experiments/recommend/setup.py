"""What was asked for, checked: scenario, goals, what is free, and how long to look."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sim.errors import ScenarioError
from sim.experiments import kept
from sim.experiments import outcomes as language
from sim.experiments.bounds import within
from sim.experiments.outcomes import parse_goal
from sim.experiments.recommend import space as spaces
from sim.experiments.recommend.search import Budget, Task
from sim.results.measures import focus
from sim.scenario import fingerprint
from sim.scenario.files import name_of
from sim.scenario.variants import Variants

TRIALS = 400
MOST_TRIALS = 10_000
REPLICATES = 64
MOST_REPLICATES = 100_000
FEWEST_TRIALS = 4
# Where the search has `REPLICATES`; else as many times as many as it has.
CONFIRM = 2000
# Any two differ in some bit, so that search, choice and confirmation never share a seed.
SEARCH_MARK = 0x5BD1E995
NEXT_LUCK = 0x9E3779B9  # far from the seeds that people choose
CHOICE_MARK = 0x27D4EB2F
MOST_FAN_WEEKS = 105


class Wishes(NamedTuple):
    """What may be chosen."""

    free: Sequence[str] | None = None
    start: tuple[int, int] | None = None
    levels: Sequence[float] | None = None


class Limits(NamedTuple):
    """How long to look; None for what is usual."""

    trials: int | None = None
    replicates: int | None = None
    seed: int | None = None


class Setup(NamedTuple):
    """A recommendation before it is made."""

    name: str
    path: Path
    variants: Variants
    task: Task
    budget: Budget  # its seed is that of the search
    seed: int  # of the replicates that are reported

    @property
    def choice_seed(self) -> int:
        """Seed of the replicates by which a plan is chosen."""
        return self.seed ^ CHOICE_MARK

    def report_seed(self, luck: int) -> int:
        """Seed of the replicates of the first, second, third ... look by which a plan is confirmed."""
        return (self.seed + luck * NEXT_LUCK) % 2**32

    def replicates_for(self, confirm: int) -> int:
        """Replicates of a search with which so many runs are reported."""
        return min(MOST_REPLICATES, -(-confirm * REPLICATES // CONFIRM))

    @property
    def fan_weeks(self) -> list[int]:
        """Weeks of the fan chart; every one, or some of many, the last among them."""
        weeks = self.task.scenario.weeks
        step = -(-weeks // MOST_FAN_WEEKS)
        return list(range(weeks, 0, -step))[::-1]

    @property
    def fan_outcomes(self) -> list[language.Outcome]:
        """Image of the department in focus in these weeks."""
        department = focus(self.task.scenario)
        return [language.parse(f"image.{department} at week {week}") for week in self.fan_weeks]

    @property
    def hash(self) -> str:
        """Stands for everything that can move a number."""
        base = self.task.scenario.model_copy(update={"seed": self.seed, "replicates": 1})
        efforts = [each.effort for each in self.task.scenario.interventions.values()]
        goals = [goal.text for goal in self.task.goals]
        return kept.identity([fingerprint(base), efforts, goals, self.task.space, self.budget], Path(__file__).parent)


def setup(scenario: Path, goals: Sequence[str], wishes: Wishes, limits: Limits) -> Setup:
    """Check everything.

    Raises
    ------
    ScenarioError
        Where something is wrong or missing.
    """
    if not goals:
        raise ScenarioError("--goal: must be given, such as 'image in the last quarter >= 0.55 with 0.9', got none")
    variants = Variants.of(scenario)
    base = variants.base
    parsed = tuple(dict.fromkeys(parse_goal(each, key="--goal") for each in goals))
    for goal in parsed:
        language.check(goal.outcome, base, key="--goal")
    seed = within("--seed", base.seed if limits.seed is None else limits.seed, 0, 2**32 - 1)
    runs = within("--replicates", REPLICATES if limits.replicates is None else limits.replicates, 1, MOST_REPLICATES)
    budget = Budget(
        within("--trials", TRIALS if limits.trials is None else limits.trials, FEWEST_TRIALS, MOST_TRIALS),
        runs,
        seed ^ SEARCH_MARK,
        -(-CONFIRM * runs // REPLICATES),
    )
    space = spaces.build(base, wishes.free, wishes.start, wishes.levels)
    return Setup(name_of(scenario), scenario, variants, Task(base, space, parsed), budget, seed)
