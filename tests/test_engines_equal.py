"""Both engines give exactly the same numbers: for every scenario there is, and for companies made up at random."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.chance import MAX_SEED
from sim.scenario import load
from sim.scenario.output import Output
from sim.scenario.schema import Structure
from tests.model.companies import SEEDS, companies
from tests.model.engines import by_kernel, by_mesa, many_by_kernel

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))
LARGE = 500
slowly = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def differences(one: Output, other: Output) -> list[str]:
    """Names of arrays that differ; not-a-number equals itself."""
    return [
        name
        for name, mine, yours in zip(Output._fields, one, other, strict=True)
        if mine.shape != yours.shape or not np.array_equal(mine, yours, equal_nan=True)
    ]


def n_people(scenario: Structure) -> int:
    return sum(each.head + each.lead + each.staff for each in scenario.departments.values())


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("replicate", [0, 7])
def test_engines_agree_on_every_scenario(path: Path, replicate: int) -> None:
    scenario = load(path)
    # Interventions begin in week 27; what they do to a hundred people they do to two thousand.
    weeks = 4 if n_people(scenario) > LARGE else 40
    scenario = scenario.model_copy(update={"weeks": min(weeks, scenario.weeks)})
    assert differences(by_kernel(scenario, 3, replicate), by_mesa(scenario, 3, replicate)) == []


@settings(slowly, max_examples=200)
@given(companies(), SEEDS, st.one_of(st.just(0), st.integers(0, MAX_SEED)))
def test_engines_agree_on_any_company(company: Structure, seed: int, replicate: int) -> None:
    assert differences(by_kernel(company, seed, replicate), by_mesa(company, seed, replicate)) == []


@settings(slowly, max_examples=100)
@given(companies(), SEEDS, st.integers(0, 20), st.integers(1, 20), st.data())
def test_engines_agree_on_any_replicate_of_a_batch(
    company: Structure, seed: int, first: int, count: int, data: st.DataObject
) -> None:
    """Those side by side share the company, and nothing else."""
    chosen = data.draw(st.integers(0, count - 1))
    found = many_by_kernel(company, seed, first, count)
    assert len(found) == count
    assert differences(found[chosen], by_mesa(company, seed, first + chosen)) == []
