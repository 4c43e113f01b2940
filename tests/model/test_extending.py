"""Agents and rules are replaced in Python, as the guide shows; here, what exactly changes."""

from unittest.mock import patch

import pytest

from sim.model import Company, Customer, Meeting, Salesperson
from sim.model.observer import Talk
from sim.rules.gossip import Gossip
from tests.model.small import firm


def run(company: Company) -> Company:
    company.run_model()
    return company


class Sceptic(Salesperson):
    """Believes nothing that is said about others."""

    def listen(self, talk: Talk) -> None:
        pass


class Silent(Meeting):
    """A meeting where nobody is talked about."""

    def whisper(self) -> tuple[int, int]:
        return 0, 0


class Loyal(Customer):
    """Never minds a cancelled date, nor waiting."""

    def wait(self) -> None:
        pass


class Quiet(Company):
    meeting_type = Silent
    customer_type = Loyal


def test_an_overridden_method_changes_what_its_people_think() -> None:
    scenario = firm(gossip={"rate": 1, "inhibit": 0, "neutral": 0})
    usual, sceptical = run(Company(scenario)), run(Company(scenario, person_types={"sales": Sceptic}))
    esteem = [[tie.esteem for person in each.people for tie in person.ties.values()] for each in (usual, sceptical)]
    assert esteem[0] != esteem[1]


def test_meetings_and_customers_are_replaced_in_a_subclass() -> None:
    company = run(Quiet(firm()))
    assert {type(meeting) for meeting in company.meetings} == {Silent}
    assert {type(customer) for customer in company.customers} == {Loyal}
    assert not [event for event in company.diary if event.kind in {"talk", "stopped"}]


def test_a_patched_rule_holds_for_everybody_and_only_meanwhile() -> None:
    def unmoved(form: float, p: Gossip, esteem: float, esteem_for_speaker: float, tone: int) -> float:
        return esteem

    usual, again, deaf = (Company(firm(gossip={"rate": 1, "neutral": 0})) for _ in range(3))
    run(usual)
    with patch("sim.rules.gossip.listen", unmoved):
        run(deaf)
    run(again)
    assert again.departments["sales"].weeks == usual.departments["sales"].weeks
    assert deaf.departments["sales"].weeks != usual.departments["sales"].weeks
    without = run(Company(firm(gossip={"rate": 1, "neutral": 1})))
    assert deaf.departments["sales"].weeks[-1].image == without.departments["sales"].weeks[-1].image


@pytest.mark.parametrize("rank", ["head", "staff"])
def test_rules_of_a_person_are_changed_on_the_person(rank: str) -> None:
    company = Company(firm())
    stubborn = next(person for person in company.people if person.rank == rank)
    stubborn.rules = stubborn.rules._replace(ease=stubborn.rules.ease._replace(rate=0))
    before = stubborn.ease
    run(company)
    accused = company.departments["sales"] is stubborn.department and company.weeks[12].revenue < company.weeks[12].plan
    assert stubborn.ease == before or accused
