"""The company as a Mesa model."""

import gc
from pathlib import Path

import mesa
import pytest

import sim
from sim.errors import FlurfunkError, ScenarioError
from sim.model import (
    Company,
    CustomerFacing,
    FinanceClerk,
    InsideStaff,
    Meeting,
    Person,
    ProductionWorker,
    Salesperson,
    simulate,
)
from tests.model.small import firm

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def test_company_is_a_mesa_model_of_people_meetings_and_customers() -> None:
    company = Company(SCENARIOS / "industrial_firm.yaml")
    assert isinstance(company, mesa.Model)
    assert sim.Company is Company
    assert len(company.people) == 100
    assert len(company.customers) == 400
    assert set(company.agents) == {*company.people, *company.customers, *company.meetings}
    assert "management" in company.meetings.get("name")
    assert len(company.departments["finance"].people) == 20


def test_each_department_has_its_kind_of_staff() -> None:
    company = Company(SCENARIOS / "industrial_firm.yaml")
    kinds = {
        department.name: {type(person) for person in department.people} for department in company.departments.values()
    }
    assert kinds == {"sales": {Salesperson}, "production": {ProductionWorker}, "finance": {FinanceClerk}}


def test_other_departments_have_staff_that_faces_customers_or_not() -> None:
    company = Company(
        firm({"export": {"faces_customers": True}, "sales": {}, "finance": {"faces_customers": True}}, meetings={})
    )
    kinds = [type(person) for person in company.people]
    assert kinds == [CustomerFacing, InsideStaff, CustomerFacing]


def test_a_step_is_a_week() -> None:
    company = Company(firm(weeks=3))
    company.step()
    company.step()
    assert company.steps == len(company.weeks) == len(company.departments["sales"].weeks) == 2


def test_model_stops_running_with_the_last_week() -> None:
    company = Company(firm(weeks=3))
    company.run_model()
    assert company.steps == 3
    assert not company.running


def test_a_step_beyond_the_last_week_is_refused() -> None:
    company = Company(firm(weeks=1))
    company.step()
    with pytest.raises(FlurfunkError, match="weeks: must be at most 1 in this scenario"):
        company.step()


def test_seed_is_the_scenarios_own_unless_given() -> None:
    scenario = firm(seed=5, weeks=2)
    own, same, zero = Company(scenario), Company(scenario, seed=5), Company(scenario, seed=0)
    for company in (own, same, zero):
        company.run_model()
    assert own.weeks == same.weeks
    assert own.weeks != zero.weeks
    assert zero.stream.seed == 0


def test_replicates_have_different_luck() -> None:
    scenario = firm(weeks=2)
    one, other = Company(scenario), Company(scenario, replicate=1)
    assert one.people.get("charisma") != other.people.get("charisma")


@pytest.mark.parametrize("number", [-1, 2**32])
def test_numbers_that_chance_cannot_use_are_refused(number: int) -> None:
    with pytest.raises(ScenarioError, match=r"^seed: must be a whole number between 0 and 4294967295, got"):
        Company(firm(), seed=number)
    with pytest.raises(ScenarioError, match=r"^replicate: must be a whole number between 0 and 4294967295, got"):
        Company(firm(), replicate=number)


def test_nothing_draws_from_mesas_own_generators() -> None:
    company = Company(firm())
    before = company.random.getstate(), company.rng.bit_generator.state
    company.run_model()
    assert (company.random.getstate(), company.rng.bit_generator.state) == before


def test_drawing_from_mesas_generators_changes_nothing() -> None:
    quiet, disturbed = Company(firm()), Company(firm())
    while quiet.running:
        quiet.step()
        disturbed.random.random()
        disturbed.rng.random()
        disturbed.step()
        disturbed.people.shuffle_do("draw", 3, 0)
    assert quiet.weeks == disturbed.weeks


def test_person_types_replace_the_people_of_a_department() -> None:
    class Newcomer(Salesperson):
        pass

    company = Company(firm(), person_types={"sales": Newcomer})
    assert {type(person) for person in company.departments["sales"].people} == {Newcomer}
    assert {type(person) for person in company.departments["production"].people} == {ProductionWorker}


def test_person_types_of_an_unknown_department_are_refused() -> None:
    with pytest.raises(
        ScenarioError, match=r"^person_types: must name departments \(sales, production\), got 'slaes'$"
    ):
        Company(firm(), person_types={"slaes": Salesperson})


def test_rules_follow_the_interventions() -> None:
    quiet = {
        "title": {"en": "", "de": ""},
        "start": 2,
        "target": {"department": "sales"},
        "set": {"attendance.norm": 4},
    }
    company = Company(firm(interventions={"quiet": quiet}, weeks=2))
    seller, worker = company.departments["sales"].people[0], company.departments["production"].people[0]
    norm = seller.rules.attendance.norm
    company.step()
    assert seller.rules.attendance.norm == norm
    company.step()
    assert seller.rules.attendance.norm == 4
    assert worker.rules.attendance.norm == norm


def test_people_know_whom_they_meet_and_nobody_else() -> None:
    company = Company(firm())
    for person in company.people:
        mates = {seat.person for meeting in company.meetings for seat in meeting.seats if person in people_of(meeting)}
        assert set(person.ties) == mates - {person}
        assert len(person.known_by) == len(mates) - 1


def people_of(meeting: Meeting) -> set[Person]:
    return {seat.person for seat in meeting.seats}


def test_what_was_simulated_is_let_go() -> None:
    before = count_people()
    simulate(firm(weeks=1), 1, 0, trace=False)
    assert count_people() == before


def count_people() -> int:
    gc.collect()
    return sum(1 for each in gc.get_objects() if issubclass(type(each), Person))


def test_only_a_traced_replicate_keeps_events() -> None:
    scenario = firm(weeks=5)
    assert len(simulate(scenario, 1, 0, trace=True).events) > 0
    assert len(simulate(scenario, 1, 0, trace=False).events) == 0


@pytest.mark.parametrize("rank", ["head", "staff"])
def test_who_is_removed_leaves_seats_ties_and_colleagues_and_the_company_goes_on(rank: str) -> None:
    company = Company(SCENARIOS / "industrial_firm.yaml", seed=3)
    company.step()
    gone = next(each for each in company.people if each.rank == rank and each.department.name == "sales")
    known, invited = list(gone.ties), len([each for each in company.meetings if gone in {s.person for s in each.seats}])
    before, heads = [each.life.invited for each in company.people], gone.department.n_heads
    seats = sum(len(each.seats) for each in company.meetings)
    gone.remove()
    gone.remove()
    for _ in range(12):
        company.step()
    assert known
    assert invited
    assert gone.life.invited == before[gone.number]
    assert gone not in company.people
    assert gone not in company.agents
    assert gone not in gone.department.people
    assert seats - sum(len(each.seats) for each in company.meetings) == invited
    assert not [each for each in known if gone in each.ties]
    assert gone.department.n_heads == heads - (rank == "head")
    assert all(customer.owner is gone for customer in gone.customers)
    assert len(company.people) == 99
    # Whoever is left knows as many as know them.
    assert sum(len(each.ties) for each in company.people) == sum(len(each.known_by) for each in company.people)
    assert all(0 < week.image < 1 for week in gone.department.weeks)
