"""The market: what customers get, and what they pay."""

from collections.abc import Iterable
from math import nan
from typing import TYPE_CHECKING

from sim.model.measure import total
from sim.rules import explanation, revenue, service
from sim.rules.blame import WEEKS_PER_REVIEW
from sim.rules.service import Service

if TYPE_CHECKING:
    from sim.model.customer import Customer
    from sim.model.person import Person


class Market:
    """All customers together."""

    def __init__(self, customers: "list[Customer]", last_class: int, service_level: float) -> None:
        self.customers = customers
        self.last_class = last_class
        self.service = service_level
        self.goodwill = nan
        self.earned_in_quarter = 0.0
        self.weeks_in_quarter = 0
        self.begin_week()

    def favour_owners(self, rules: Service, people: "Iterable[Person]") -> None:
        """Serve people's customers by the standing that their owners have at the beginning of the week."""
        owners = [person for person in people if person.customers]
        if rules.personal <= 0.0:
            for person in owners:
                person.favour = 1.0
            return
        standing = [person.standing if person.known_by else 0.0 for person in owners]
        usual = total(standing) / max(1, len(owners))
        for person, granted in zip(owners, standing, strict=True):
            person.favour = service.favour(rules, granted, usual)

    def begin_week(self) -> None:
        """Clear the week's counts."""
        self.visits = 0
        self.visits_to_last_class = 0
        self.cancelled = 0
        self.explained = 0

    def count_visit(self, customer: "Customer") -> None:
        """Count a visit."""
        self.visits += 1
        if customer.rank == self.last_class:
            self.visits_to_last_class += 1

    def count_cancellation(self, told: int) -> None:
        """Count a cancelled date."""
        self.cancelled += 1
        if told != explanation.NONE:
            self.explained += 1

    def deliver(self, rules: Service, customer_share: float) -> None:
        """Serve customers with their share of the resources."""
        self.service = service.deliver(rules, self.service, customer_share)

    def earn(self, rules: Service) -> float:
        """Revenue of the week as a share of the potential; NaN without customers."""
        if not self.customers:
            return nan
        self.goodwill = total(each.weight * each.goodwill for each in self.customers)
        earned = revenue.earned(self.goodwill, self.service)
        if rules.personal > 0.0:
            earned = total(revenue.earned(each.weight * each.goodwill, each.served) for each in self.customers)
        self.earned_in_quarter += earned
        self.weeks_in_quarter += 1
        return earned

    def close_quarter(self, week: int) -> float | None:
        """Mean revenue of the quarter, if it ends with this week (from 0) and there are customers."""
        if (week + 1) % WEEKS_PER_REVIEW != 0 or self.weeks_in_quarter == 0:
            return None
        earned = self.earned_in_quarter / self.weeks_in_quarter
        self.earned_in_quarter = 0.0
        self.weeks_in_quarter = 0
        return earned
