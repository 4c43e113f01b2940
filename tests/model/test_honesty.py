"""What becomes of customers who hear excuses, and of those who hear honest words."""

from sim.model import Company
from tests.model.small import firm

ALWAYS = {"clash": 1.0, "deceit": 0.5, "scar": 0.2}


def after_weeks(explanation: dict[str, float], weeks: int = 12) -> Company:
    """A company whose people all come to meetings, and cancel a date for each."""
    company = Company(firm(weeks=weeks, attendance={"norm": 10.0}, explanation={**ALWAYS, **explanation}))
    for _ in range(weeks):
        company.step()
    return company


def test_excuses_found_out_lower_what_goodwill_can_come_back_to_once_each() -> None:
    company = after_weeks({"honest": 0.0, "external": 1.0, "discovery": 1.0})
    assert sum(each.excuses for each in company.customers) == sum(week.cancelled for week in company.weeks) > 0
    for each in company.customers:
        ceiling = 1.0
        for _ in range(each.excuses):
            ceiling *= 0.8
        assert each.ceiling == ceiling


def test_honest_words_are_no_excuses() -> None:
    company = after_weeks({"honest": 1.0, "external": 1.0, "discovery": 1.0})
    assert sum(week.explained for week in company.weeks) > 0
    assert {(each.excuses, each.ceiling) for each in company.customers} == {(0, 1.0)}


def test_what_nobody_finds_out_costs_nothing() -> None:
    told = {"honest": 0.0, "external": 1.0}
    found, hidden = after_weeks({**told, "discovery": 1.0}), after_weeks({**told, "discovery": 0.0})
    assert found.market.goodwill < hidden.market.goodwill
    assert {each.ceiling for each in hidden.customers} == {1.0}
