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

    @property
    def served(self) -> float:
        """What one gets, through the person who owns one."""
        return service.through_owner(self.model.market.service, self.owner.favour)

    def appeal(self, ease: float) -> float:
        """Pull on somebody who is that much at ease inside, in logits."""
        return customers.appeal(self.model.rules.customers, self.potential, self.goodwill, self.comfort, ease)

    def receive_visit(self) -> None:
        """Be visited."""
        market = self.model.market
        self.goodwill = customers.visit(self.model.rules.customers, self.goodwill, self.served)
        market.count_visit(self)

    def lose_date(self, rules: Explanation, told: int) -> float:
        """Be cancelled, with an explanation; the goodwill lost."""
        loss = explanation.loss(rules, self.goodwill, told)
        self.goodwill -= loss
        return loss

    def wait(self) -> None:
        """Let a week pass."""
        self.goodwill = customers.wait(self.model.rules.customers, self.goodwill)
