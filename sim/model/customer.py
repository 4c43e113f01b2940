"""Customers."""

from typing import TYPE_CHECKING, NamedTuple

import mesa

from sim.rules import customers, explanation, service
from sim.rules.explanation import Explanation

if TYPE_CHECKING:
    from sim.model.company import Company
    from sim.model.person import Person


class Account(NamedTuple):
    """What is given of a customer."""

    number: int
    owner: "Person"
    class_name: str
    rank: int  # of the class, 0 the most valuable
    potential: float  # relative to the largest customers
    comfort: float
    weight: float  # potential as a share of all customers'


class Customer(mesa.Agent):
    """Somebody who buys, or might, and whose goodwill is won by visits and deliveries."""

    model: "Company"

    def __init__(self, model: "Company", account: Account, goodwill: float) -> None:
        super().__init__(model)
        self.number, self.owner, self.class_name, self.rank, self.potential, self.comfort, self.weight = account
        self.goodwill = goodwill
        self.ceiling = 1.0  # of goodwill, lower for good after excuses found out
        self.excuses = 0  # heard

    @property
    def served(self) -> float:
        """What one gets, through the person who owns one."""
        return service.through_owner(self.model.market.service, self.owner.favour)

    def appeal(self, ease: float) -> float:
        """Pull on somebody who is that much at ease inside, in logits."""
        rules = self.model.rules
        longing = customers.longing(rules.forms.customers, ease)
        return customers.appeal(rules.customers, self.potential, self.goodwill, self.comfort, longing)

    def receive_visit(self) -> None:
        """Be visited."""
        market = self.model.market
        self.goodwill = customers.visit(self.model.rules.customers, self.goodwill, self.served, self.ceiling)
        market.count_visit(self)

    def lose_date(self, rules: Explanation, told: int) -> float:
        """Be cancelled, with an explanation; the goodwill lost."""
        loss = explanation.loss(rules, self.goodwill, told)
        self.goodwill -= loss
        self.excuses += told == explanation.EXTERNAL_CONSTRAINT
        return loss

    def find_out(self, rules: Explanation) -> None:
        """See through an excuse."""
        self.goodwill = explanation.deceived(rules, self.goodwill)
        self.ceiling = explanation.scarred(rules, self.ceiling)

    def make_good(self, back: float, proved: float) -> None:
        """Find words proved true."""
        self.goodwill = explanation.make_good(self.goodwill, back, proved, self.ceiling)

    def wait(self) -> None:
        """Let a week pass."""
        self.goodwill = customers.wait(self.model.rules.customers, self.goodwill)
