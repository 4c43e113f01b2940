"""Plans tried with luck that the search has never seen, the hopeless ones in few runs only."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from sim.experiments.recommend import chance
from sim.experiments.recommend.bench import Bench, Floats
from sim.experiments.recommend.judge import Bools, holds
from sim.experiments.recommend.plans import Plan, effort
from sim.experiments.recommend.search import Task

SCREENS = (16, 8, 4)
HALF = 2

Test = Callable[[Plan], bool]


class Proof:
    """Fresh replicates of plans; `known` takes what was measured, of plans that were soon ruled out only a few.

    `runs` are those of a plan that is not ruled out, and as many as will be reported of the one that is chosen.
    """

    def __init__(self, task: Task, bench: Bench, runs: int) -> None:
        self.task = task
        self.runs = runs
        self.known: dict[Plan, Floats] = {}
        self._bench = bench

    def first(self, plans: Sequence[Plan], passes: Test, hope: Test) -> Plan | None:
        """First of some plans that passes in all runs, of those for which there is hope after the first few.

        Those behind it are not measured in all runs.
        """
        left = list(dict.fromkeys(plans))
        for part in SCREENS:
            left = self._hopeful(left, self.runs // part, hope)
        for plan in left:
            if self._hopeful([plan], self.runs // HALF, hope) and self._hopeful([plan], self.runs, passes):
                return plan
        return None

    def measure(self, plans: Iterable[Plan], runs: int) -> None:
        """Measure plans in the first so many runs."""
        self.known |= self._bench.measure([plan for plan in plans if len(self.known.get(plan, ())) < runs], runs)

    def _hopeful(self, plans: Sequence[Plan], runs: int, hope: Test) -> list[Plan]:
        """Plans for which there is hope after so many runs."""
        self.measure(plans, max(1, runs))
        return [plan for plan in plans if plan in self.known and hope(plan)]

    def held(self, plan: Plan) -> Bools:
        """Whether each goal holds in each replicate."""
        return holds(self.task.goals, self.known[plan])

    def whole(self, plan: Plan) -> bool:
        """Whether a plan was measured in all runs."""
        return len(self.known.get(plan, ())) >= self.runs

    def sure(self, plan: Plan) -> bool:
        """Whether as many fresh runs would surely say that the plan reaches the goals."""
        return self.as_sure_as(chance.SURE)(plan)

    def as_sure_as(self, least: float) -> Test:
        """Test of plans: whether fresh runs would say so with at least this chance."""
        return lambda plan: self.whole(plan) and chance.of_sure(self.task.goals, self.held(plan), self.runs) >= least

    def may_be_sure(self, plan: Plan) -> bool:
        """Whether the first few runs leave hope for that."""
        return chance.may_become_sure(self.task.goals, self._without_common_luck(plan), self.runs)

    def near(self, plan: Plan) -> bool:
        """Whether fresh runs would hardly say that the plan misses a goal."""
        return self.whole(plan) and self._not_missed(self.held(plan)) >= 1.0 - chance.HARDLY

    def may_be_near(self, plan: Plan) -> bool:
        """Whether the first few runs leave hope for that."""
        return self._not_missed(self._without_common_luck(plan)) >= chance.EVEN

    def _not_missed(self, held: Bools) -> float:
        return chance.of_not_missed(self.task.goals, held, self.runs)

    def _without_common_luck(self, plan: Plan) -> Bools:
        """As many runs as the plan has, reaching the goals as often as they may be expected to in all.

        All plans meet the same luck. Where the first few runs are bad for all, the plan most like this one that has
        all its runs tells by how much.
        """
        own = self.held(plan)
        whole = [each for each in self.known if self.whole(each)]
        if len(own) >= self.runs or not whole:
            return own
        like = self.held(min(whole, key=lambda each: int((self.held(each)[: len(own)] != own).sum())))
        share = own.mean(axis=0) + like.mean(axis=0) - like[: len(own)].mean(axis=0)
        expected: Bools = np.arange(len(own))[:, None] < np.rint(len(own) * share)
        return expected

    def cost(self, plan: Plan) -> tuple[float, int]:
        """Effort and, where that is the same, the number of measures: the less the better."""
        return effort(plan, self.task.scenario), len(plan)

    def cheapest(self, test: Test) -> list[Plan]:
        """All plans measured that pass, the cheapest first."""
        return sorted(filter(test, self.known), key=self.cost)
