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
            around = [plan for plan in self._neighbours(best, passes) if plan not in self.proof.known]
            chosen = [around[place] for place in self.luck.permutation(len(around))[:PER_ROUND].tolist()]
            found = self.proof.first(sorted(chosen, key=self.proof.cost), passes, hope)
            best = best if found is None else found
        return best

    def _neighbours(self, best: Plan | None, passes: Test) -> list[Plan]:
        """Plans that cost less than the best one; heavier ones of those that lack little."""
        proof, space = self.proof, self.proof.task.space
        close = [plan for plan in proof.known if not passes(plan) and lack(proof.task.goals, proof.known[plan]) <= NEAR]
        found = [heavier for plan in sorted(close, key=proof.cost)[:NEAREST] for heavier in space.heavier(plan)]
        if best is not None:
            found += [*space.lighter(best), *space.traded(best)]
        return [plan for plan in dict.fromkeys(found) if best is None or proof.cost(plan) < proof.cost(best)]
