"""Neighbours of the best plan so far, and of those that nearly do, tried with luck that the search has never seen."""

from typing import NamedTuple, overload

import numpy as np

from sim.experiments.recommend.judge import lack
from sim.experiments.recommend.plans import Plan
from sim.experiments.recommend.proof import Proof, Test

PER_ROUND = 16
NEAR = 0.15
NEAREST = 4


class Around(NamedTuple):
    """Where plans are tried, and the luck that picks some of many neighbours."""

    proof: Proof
    luck: np.random.Generator

    @overload
    def refined(self, best: Plan, passes: Test, hope: Test, rounds: int) -> Plan: ...
    @overload
    def refined(self, best: Plan | None, passes: Test, hope: Test, rounds: int) -> Plan | None: ...
    def refined(self, best: Plan | None, passes: Test, hope: Test, rounds: int) -> Plan | None:
        """Cheapest plan that passes around the best one and around those that nearly do, in so many rounds."""
        for _ in range(rounds):
            near = self._neighbours(best, passes)
            around = [plan for plan in near if plan not in self.proof.known or self._may_do(plan, hope)]
            chosen = [around[place] for place in self.luck.permutation(len(around))[:PER_ROUND].tolist()]
            found = self.proof.first(sorted(chosen, key=self.proof.cost), passes, hope)
            best = best if found is None else found
        return best

    def _neighbours(self, best: Plan | None, passes: Test) -> list[Plan]:
        """Plans that cost less than the best one; heavier ones of those that lack little."""
        proof, space = self.proof, self.proof.task.space
        lacks = {plan: lack(proof.task.goals, values) for plan, values in proof.known.items()}
        close = [plan for plan in lacks if lacks[plan] <= NEAR and not passes(plan) and self._is_cheaper(plan, best)]
        found = [
            heavier for plan in sorted(close, key=lambda plan: lacks[plan])[:NEAREST] for heavier in space.heavier(plan)
        ]
        if best is not None:
            found += [*space.lighter(best), *space.traded(best)]
        return [plan for plan in dict.fromkeys(found) if self._is_cheaper(plan, best)]

    def _may_do(self, plan: Plan, hope: Test) -> bool:
        """Whether runs are lacking of a plan for which there is hope."""
        return not self.proof.whole(plan) and hope(plan)

    def _is_cheaper(self, plan: Plan, best: Plan | None) -> bool:
        return best is None or self.proof.cost(plan) < self.proof.cost(best)
