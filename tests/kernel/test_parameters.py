"""Compiled code reads every parameter under its own name."""

from collections.abc import Callable

import numba
import numpy as np
import pytest
from numpy.typing import NDArray

from sim.kernel.parameters import Tables, tables
from sim.scenario import timeline
from sim.scenario.mechanisms import FORMS, PARAMETERS, SCOPES, mechanisms, rules_of
from sim.scenario.schema import Structure

Load = Callable[..., Structure]
# Inside its bounds; the power keeps values of parameters with other bounds apart.
VALUES = {
    key: each.parameter.low + (each.parameter.high - each.parameter.low) * ((number + 1) / (len(PARAMETERS) + 1)) ** 0.9
    for number, (key, each) in enumerate(PARAMETERS.items())
}


def named(found: Tables, key: str) -> NDArray[np.float64]:
    """A parameter's values: (phase, row)."""
    place = PARAMETERS[key]
    values: NDArray[np.float64] = getattr(found, place.scope)[place.mechanism][place.name]
    return values


@pytest.fixture(scope="module")
def distinct(company: Load) -> Tables:
    """Tables of a company in which every parameter has a value of its own."""
    return tables(timeline.build(company(*(f"{key}={value!r}" for key, value in VALUES.items()))))


def test_values_of_this_test_are_distinct() -> None:
    assert len(set(VALUES.values())) == len(PARAMETERS)


@pytest.mark.parametrize("key", PARAMETERS)
def test_a_parameter_is_read_back_under_its_name(distinct: Tables, key: str) -> None:
    assert named(distinct, key).size > 0
    assert (named(distinct, key) == VALUES[key]).all()


@pytest.mark.parametrize("scope", SCOPES)
def test_columns_stand_in_the_order_in_which_they_are_declared(distinct: Tables, scope: str) -> None:
    columns = [
        f"{mechanism}.{name}" for mechanism, rules in mechanisms(scope).items() for name in rules.__annotations__
    ]
    assert columns == [key for key, each in PARAMETERS.items() if each.scope == scope]
    record = getattr(distinct, scope)[0, 0]
    assert record.dtype.names == tuple(rules_of(scope))
    values = [value for mechanism in record.tolist() for value in mechanism]
    assert values[: len(columns)] == [VALUES[key] for key in columns]
    assert values[len(columns) :] == [0.0] * len(FORMS if scope == "company" else ())


def test_tables_are_names_for_the_timelines_own_memory(company: Load) -> None:
    built = timeline.build(company())
    found = tables(built)
    for scope in SCOPES:
        assert np.shares_memory(getattr(found, scope), getattr(built, scope))
        assert getattr(found, scope).shape == getattr(built, scope).shape[:2]


def test_an_intervention_has_a_phase_of_its_own(company: Load) -> None:
    louder = "{louder: {title: {en: Louder, de: Lauter}, start: 5, end: 8, set: {gossip.rate: 0.125}}}"
    found = tables(timeline.build(company("gossip.rate=0.5", f"interventions={louder}")))
    rates = named(found, "gossip.rate")[found.phase]
    assert (rates[4:8] == 0.125).all()
    assert (np.delete(rates, range(4, 8), axis=0) == 0.5).all()


def test_what_a_department_or_a_meeting_sets_is_its_own(company: Load) -> None:
    scenario = company("departments.works.set={ease.rate: 0.25}", "meetings.budget.set={gossip.rate: 0.125}")
    found = tables(timeline.build(scenario))
    own = [PARAMETERS[key].parameter.default for key in ("ease.rate", "gossip.rate")]
    assert named(found, "ease.rate")[0].tolist() == [own[0]] * 3 + [0.25] * 3
    assert named(found, "gossip.rate")[0].tolist() == [own[1], own[1], 0.125]


def test_compiled_code_reads_the_same_value(distinct: Tables) -> None:
    read = numba.njit()(lambda table: table[0, 1].gossip.rate)
    assert read(distinct.meeting) == VALUES["gossip.rate"]
