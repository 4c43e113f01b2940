"""What a plan can do without is taken away."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sim.experiments.recommend.plans import names, without
from sim.experiments.recommend.proof import Proof
from sim.experiments.recommend.search import Task
from sim.experiments.recommend.trim import dropped, trimmed
from sim.scenario.variants import Value
from tests.experiments.recommend.made_up import asked, bench, level, steps


@pytest.fixture
def task(tmp_path: Path) -> Task:
    return asked(tmp_path).task


def proof_of(task: Task, formula: object = level) -> Proof:
    return Proof(task, bench(task, 5, formula), 1000)  # type: ignore[arg-type]


def only_strong(point: Mapping[str, Value]) -> float:
    """Cheap does nothing at all."""
    return level({**point, "interventions.cheap.strength": 0.0})


def test_a_measure_that_does_nothing_is_taken_away(task: Task) -> None:
    proof, plan = proof_of(task, only_strong), steps(strong=(1, 1.0), cheap=(1, 1.0))
    found = trimmed(plan, proof, proof.sure, proof.may_be_sure)
    assert names(found) == {"strong"}


def test_nothing_more_can_be_taken_away_in_the_end(task: Task) -> None:
    proof = proof_of(task)
    found = trimmed(steps(strong=(1, 1.0), cheap=(1, 1.0)), proof, proof.sure, proof.may_be_sure)
    lighter = [*task.space.lighter(found), *(without(found, step.name) for step in found)]
    again = proof_of(task)
    again.measure([found, *lighter], 1000)
    assert again.sure(found)
    assert not any(again.sure(plan) for plan in lighter)


def test_measures_alone_can_be_dropped_and_the_rest_stays(task: Task) -> None:
    proof, plan = proof_of(task, only_strong), steps(strong=(1, 1.0), cheap=(5, 0.5), harmful=(1, 0.1))
    found = trimmed(plan, proof, proof.sure, proof.may_be_sure, dropped)
    assert found == steps(strong=(1, 1.0))


def test_the_hopeless_are_left_after_few_runs(task: Task) -> None:
    proof = proof_of(task)
    weak, strong = steps(cheap=(1, 0.5)), steps(strong=(1, 1.0), cheap=(1, 1.0))
    assert proof.first([weak, strong], proof.sure, proof.may_be_sure) == strong
    assert len(proof.known[weak]) == 1000 // 16
    assert len(proof.known[strong]) == 1000
