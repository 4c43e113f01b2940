"""Levels stay levels, whatever the company and its parameters."""

from collections.abc import Iterator
from math import isnan

from hypothesis import given, settings

from sim.model import Company
from sim.scenario.schema import Structure
from tests.model.companies import SEEDS, companies
from tests.test_engines_equal import slowly

# Sums of shares miss 1 in the last digits.
ROUNDING = 1e-9


def levels(company: Company) -> Iterator[tuple[str, float]]:
    """Everything that is said to be in 0..1."""
    yield "service", company.market.service
    for topic, share in zip(company.topics, company.resources, strict=True):
        yield f"resources of {topic}", share
    for department in company.departments.values():
        yield f"role model of {department.name}", department.role_model
        yield f"influence of {department.name}", department.influence
    for customer in company.customers:
        yield f"goodwill of {customer.number}", customer.goodwill
    for person in company.people:
        yield f"ease of {person.name}", person.ease
        yield f"heard of {person.name}", person.heard
        yield from ((f"interest of {person.name}", interest) for interest in person.interest)
        yield from ((f"regard of {person.name}", regard) for regard in person.regard)
        for other, tie in person.ties.items():
            yield f"visibility of {other.name} to {person.name}", tie.visibility
            yield f"esteem of {person.name} for {other.name}", tie.esteem


@settings(slowly, max_examples=100)
@given(companies(), SEEDS)
def test_levels_stay_between_0_and_1_and_shares_sum_to_one(company: Structure, seed: int) -> None:
    model = Company(company, seed)
    while model.running:
        model.step()
        assert {name: level for name, level in levels(model) if not -ROUNDING <= level <= 1 + ROUNDING} == {}
        assert abs(sum(model.resources) - 1) < ROUNDING
        assert abs(sum(each.influence for each in model.departments.values()) - 1) < ROUNDING
        assert all(abs(sum(person.interest) - 1) < ROUNDING for person in model.people)
        only_what_there_is_none_of_is_not_a_number(model)


def only_what_there_is_none_of_is_not_a_number(model: Company) -> None:
    week = model.weeks[-1]
    assert isnan(week.revenue) == isnan(week.goodwill) == (not model.customers)
    for department in model.departments.values():
        measured = department.weeks[-1]
        assert isnan(measured.attendance) == (department.tally.invited == 0)
        assert isnan(measured.airtime) == isnan(measured.agenda) == (model.tally.held == 0)
        assert isnan(measured.ease) == isnan(measured.heard) == (not department.people)
        known = any(
            tie
            for person in model.people
            if person.department is not department
            for tie in person.ties_to[department.number]
        )
        assert isnan(measured.image) == isnan(measured.visibility) == isnan(measured.esteem) == (not known)
