from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from sim.experiments.recommend.bench import Floats
from sim.experiments.recommend.plans import Plan
from sim.experiments.recommend.proof import Proof
from tests.experiments.recommend.made_up import asked, steps

RUNS, FEW = 1600, 100
LIKE, MARGINAL, WORSE = steps(strong=(1, 1.0)), steps(strong=(2, 1.0)), steps(strong=(9, 1.0))
# Share of the runs in which the goal of 0.8 is reached: of the first few, which are bad for all, and of all.
SHARES = {LIKE: (0.74, 0.83), MARGINAL: (0.72, 0.81), WORSE: (0.5, 0.6)}


class Unlucky:
    """A bench whose first few runs are bad for all plans."""

    errors: ClassVar[dict[Plan, str]] = {}

    def measure(self, plans: Iterable[Plan], replicates: int) -> dict[Plan, Floats]:
        return {plan: _runs(*SHARES[plan])[:replicates] for plan in plans}


def _runs(first: float, every: float) -> Floats:
    begun = np.arange(FEW) < first * FEW
    later = np.arange(RUNS - FEW) < every * RUNS - first * FEW
    return np.concatenate([begun, later]).astype(np.float64)[:, None]


@pytest.fixture
def proof(tmp_path: Path) -> Proof:
    return Proof(asked(tmp_path).task, Unlucky(), RUNS)  # type: ignore[arg-type]


def test_few_runs_that_were_bad_for_all_rule_out_no_plan_that_is_near(proof: Proof) -> None:
    proof.measure([MARGINAL, WORSE], FEW)
    assert not proof.may_be_near(MARGINAL)
    proof.measure([LIKE], RUNS)
    assert proof.may_be_near(MARGINAL)
    assert not proof.may_be_near(WORSE)
    assert proof.first([WORSE, MARGINAL], proof.near, proof.may_be_near) == MARGINAL


def test_a_plan_that_has_all_runs_is_judged_by_its_own(proof: Proof) -> None:
    proof.measure([LIKE, WORSE], RUNS)
    assert proof.near(LIKE)
    assert not proof.may_be_near(WORSE)
