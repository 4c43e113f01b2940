"""What becomes of customers who hear excuses, and of those who hear honest words."""

from typing import Any

from sim.model import Company, Customer
from sim.rules.explanation import Explanation
from sim.statistics import of_share
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


class Wary(Customer):
    """A customer who remembers at which excuse one saw through it."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.found_out: list[int] = []

    def find_out(self, rules: Explanation) -> None:
        self.found_out.append(self.excuses)
        super().find_out(rules)


class Market(Company):
    """A company with such customers."""

    customer_type = Wary


def test_the_more_excuses_a_customer_has_heard_the_likelier_the_next_is_seen_through() -> None:
    """The n-th is with n times the probability of the first."""
    told = {**ALWAYS, "honest": 0.0, "external": 1.0, "discovery": 0.1}
    seen_through, heard = [0] * 4, [0] * 4
    for replicate in range(6):
        company = Market(firm(weeks=12, attendance={"norm": 10.0}, explanation=told), replicate=replicate)
        company.run_model()
        for each in company.customers:
            for number in range(1, 4):
                heard[number] += each.excuses >= number
                seen_through[number] += number in each.found_out
    for number in range(1, 4):
        share = of_share(seen_through[number], heard[number], 0.99)
        assert share.low <= 0.1 * number <= share.high
    assert of_share(seen_through[1], heard[1]).high < of_share(seen_through[3], heard[3]).low


def test_who_found_out_an_excuse_never_trusts_as_before() -> None:
    """Deceit is forgotten with the visits that follow, the scar is not."""
    lied_to, visited = {"honest": 0.0, "external": 1.0, "discovery": 1.0, "deceit": 0.0}, {"visit": 1.0, "promise": 1.0}
    goodwill = {}
    for scar in (0.0, 0.2):
        company = Company(
            firm(weeks=6, attendance={"norm": 10.0, "available": 1}, customers=visited,
                 explanation={**ALWAYS, **lied_to, "scar": scar})
        )  # fmt: skip
        company.run_model()
        goodwill[scar] = company.market.goodwill
    assert goodwill[0.2] < goodwill[0.0] - 0.05
