"""Backward elimination: what a plan can do without is taken away, on luck that the search has never seen."""

from collections.abc import Callable, Iterable

import numpy as np

from sim.experiments.recommend.plans import Plan, without
from sim.experiments.recommend.proof import Proof, Test
from sim.statistics import UNIT, paired

Less = Callable[[Plan], Iterable[Plan]]


def trimmed(plan: Plan, proof: Proof, passes: Test, hope: Test, less: Less | None = None) -> Plan:
    """Plan from which nothing more can be taken away: no measure left out, none weaker, none later.

    Of all that could be taken away the most expensive goes first.

    Parameters
    ----------
    passes
        Whether a plan is still good enough.
    hope
        Whether a plan may turn out so after the first few runs.
    less
        What takes something away from a plan; everything that makes it lighter if left out.
    """
    lighter = proof.task.space.lighter if less is None else less
    while True:
        cheaper = sorted((each for each in lighter(plan) if proof.cost(each) < proof.cost(plan)), key=proof.cost)
        found = proof.first(cheaper, passes, hope)
        if found is None:
            return plan
        plan = found


def simplified(plan: Plan, proof: Proof, likely: float, least: float) -> Plan:
    """Plan without measures that only lift it over the bound by which plans are chosen.

    Of many measures that hardly add anything one will lift a plan over any bound, by luck. So a measure is left out
    where fresh runs would call the plan sure without it with a chance that is `likely`, or of at `least` so much where
    it is not sure, pair by pair, that the measure adds anything.
    """
    is_likely, may_do = proof.as_sure_as(likely), proof.as_sure_as(least)

    def passes(simpler: Plan) -> bool:
        return is_likely(simpler) or (may_do(simpler) and not _surely_adds(plan, simpler, proof))

    while True:
        found = proof.first(sorted(dropped(plan), key=proof.cost), passes, proof.may_be_near)
        if found is None:
            return plan
        plan = found


def _surely_adds(plan: Plan, simpler: Plan, proof: Proof) -> bool:
    """Whether a plan surely reaches a goal more often than a simpler one, pair by pair."""
    more, less = (proof.held(each).astype(np.float64) for each in (plan, simpler))
    return any(paired(less[:, place], more[:, place], UNIT).low > 0.0 for place in range(more.shape[1]))


def dropped(plan: Plan) -> list[Plan]:
    """The plan without each of its measures."""
    return [without(plan, step.name) for step in plan]
