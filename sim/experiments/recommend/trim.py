"""Backward elimination: what a plan can do without is taken away, on luck that the search has never seen."""

from collections.abc import Callable, Iterable

from sim.experiments.recommend.plans import Plan, without
from sim.experiments.recommend.proof import Proof, Test

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


def dropped(plan: Plan) -> list[Plan]:
    """The plan without each of its measures."""
    return [without(plan, step.name) for step in plan]
