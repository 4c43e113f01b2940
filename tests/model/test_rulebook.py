"""Rules in force are the scenario's parameters."""

from typing import Any

import pytest

from sim.model import Company
from sim.scenario.mechanisms import PARAMETERS, SCOPES, rules_of
from tests.model.small import firm


@pytest.mark.parametrize("key", PARAMETERS)
def test_every_parameter_arrives_under_its_name(key: str) -> None:
    place = PARAMETERS[key]
    value = (place.parameter.low + place.parameter.high) / 3
    changed: dict[str, Any] = {place.mechanism: {place.name: value}}
    company = Company(firm(**changed))
    holders = {"person": list(company.people), "meeting": list(company.meetings), "company": [company]}
    for holder in holders[place.scope]:
        assert getattr(getattr(holder.rules, place.mechanism), place.name) == value


@pytest.mark.parametrize("scope", SCOPES)
def test_rules_are_the_very_tuples_that_rules_take(scope: str) -> None:
    company = Company(firm())
    holders = {"person": next(iter(company.people)), "meeting": next(iter(company.meetings)), "company": company}
    assert [type(each) for each in holders[scope].rules] == list(rules_of(scope).values())
