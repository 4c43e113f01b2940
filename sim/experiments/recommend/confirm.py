"""The last word on a plan: fresh runs of it and of the same plan without each of its measures.

Where the plan without a measure reaches the goals too, the measure is not needed: the simpler plan is taken, and
confirmed by other fresh runs again. If these do not confirm it, the measure comes back. So the runs that are
reported speak for the plan, and for each of its measures.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

from sim.experiments.outcomes import Goal
from sim.experiments.recommend.bench import Bench, Floats
from sim.experiments.recommend.choose import Choice
from sim.experiments.recommend.judge import holds, judge
from sim.experiments.recommend.plans import NOTHING, Plan, names
from sim.experiments.recommend.trim import dropped

LOOKS = 5
WORSE_FIRST = ("failed", "missed", "undecided", "reached")

Cost = Callable[[Plan], float]


class Look(NamedTuple):
    """Plans in one set of fresh runs, the first so many outcomes of which are the goals'."""

    luck: int
    known: dict[Plan, Floats]
    goals: Sequence[Goal]

    def verdict(self, plan: Plan) -> str:
        """`reached`, `undecided` or `missed`; `failed` where the plan could not be run."""
        values = self.known.get(plan)
        return "failed" if values is None else judge(self.goals, holds(self.goals, values[:, : len(self.goals)]))


class Confirmed(NamedTuple):
    """Choice after the last look, and that look."""

    choice: Choice
    look: Look


def confirm(
    choice: Choice,
    goals: Sequence[Goal],
    runs: int,
    cost: Cost,
    bench_of: Callable[[int], AbstractContextManager[Bench]],
) -> Confirmed:
    """Confirm a plan by fresh runs, simpler where they allow it.

    Parameters
    ----------
    runs
        Of every plan in every look.
    bench_of
        Bench with the luck of the first, second, third ... look.
    """
    plan, before = choice.plan, list[Plan]()
    refused: set[Plan] = set()
    for luck in range(LOOKS):
        simpler = [each for each in dropped(plan) if each not in refused]
        with bench_of(luck) as bench:
            look = Look(luck, bench.measure([plan, NOTHING, *simpler], runs), goals)
            is_last = luck == LOOKS - 1
            if look.verdict(plan) != "reached" and before and not is_last:
                refused.add(plan)
                plan = before.pop()
                continue
            enough = [each for each in simpler if look.verdict(each) == "reached"]
            if look.verdict(plan) == "reached" and enough and not is_last:
                before.append(plan)
                plan = min(enough, key=cost)
                continue
            return Confirmed(_settled(_of(choice, plan), look, bench, runs), look)
    raise AssertionError("the last look settles")


def _of(choice: Choice, plan: Plan) -> Choice:
    """Choice of this plan; what was offered beside another one goes where it is no offer beside this."""
    if plan == choice.plan:
        return choice
    # Another way is one that does without a measure of the plan.
    runner_up = choice.runner_up if set(names(plan)) - set(names(choice.runner_up or plan)) else None
    return choice._replace(plan=plan, safer=choice.plan, runner_up=runner_up)


def _settled(choice: Choice, look: Look, bench: Bench, runs: int) -> Choice:
    """Choice in which the safer plan takes the place of one of which these runs say less, as was fixed before."""
    if choice.safer is not None and look.verdict(choice.plan) in WORSE_FIRST[:-1]:
        look.known.update(bench.measure([choice.safer], runs))
        own, others = (WORSE_FIRST.index(look.verdict(each)) for each in (choice.plan, choice.safer))
        if others > own:
            return choice._replace(plan=choice.safer, open=(choice.plan, *choice.open))
    return choice
