"""Kinds of staff: those who face customers choose, the others come."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.chance import ATTENDANCE, DATES, DISCOVERY, EXPLANATION, HYBRID, VISITS, pick
from sim.model.person import Person
from sim.model.seat import Cancellation
from sim.rules import allocation, attendance, explanation, hybrid, importance, peers, preaching, ritual
from sim.rules.customers import CUSTOMERS_AT_HAND
from sim.scenario.commands import BY_CHANCE, THERE, Command
from sim.scenario.output import AWAY, CANCELLED, LINKED
from sim.scenario.schema import HALF_DAYS_PER_WEEK

if TYPE_CHECKING:
    from sim.model.customer import Customer
    from sim.model.department import Department
    from sim.model.meeting import Meeting


class InsideStaff(Person):
    """Somebody without customers: comes to every meeting unless ill, on holiday or privileged."""


class CustomerFacing(Person):
    """Somebody who owns customers, and weighs every meeting against the best customer at hand."""

    def choose(self, meeting: "Meeting") -> float:
        """Choose between the meeting and the best customer at hand."""
        if not self.customers:
            return 1.0
        rules = self.rules_in(meeting)
        best, appeal = self.tempted(meeting, self.customers)
        deterrence = ritual.deterrence(meeting.rules.ritual)
        role_model = self.department.role_model
        here = attendance.comes_to_meeting(rules.attendance, self.ease, self.heard, role_model, deterrence)
        decided = meeting.rules.allocation
        at_stake = allocation.decided(decided, ritual.substance(meeting.rules.ritual), 0.0)
        here += importance.draw(rules.importance, at_stake, decided.announced, self.heard)
        here += peers.draw(rules.peers, self.department.peers)
        there = attendance.goes_to_customer(rules.attendance, appeal, preaching.licence(rules.preaching, self.novelty))
        if self.draw(ATTENDANCE, meeting.number)[0] < attendance.probability(here, there):
            self.come(meeting, best)
            return 1.0
        return self.go_to(best, meeting)

    def obey(self, order: Command, meeting: "Meeting") -> float:
        """Be there, or with a customer, as ordered."""
        if not self.customers:
            return super().obey(order, meeting)
        last = order.first + order.n_customers
        best, _ = self.tempted(meeting, self.customers[order.first : last])
        if order.place == THERE:
            self.come(meeting, best, order)
            return 1.0
        self.visit(best, meeting)
        return 0.0

    def tempted(self, meeting: "Meeting", customers: "list[Customer]") -> "tuple[Customer, float]":
        """The most appealing of a few customers at the time of a meeting, and its appeal."""
        return self.best_at_hand(customers, self.draw(DATES, meeting.number))

    def best_at_hand(
        self, customers: "list[Customer]", uniforms: tuple[float, float, float, float]
    ) -> "tuple[Customer, float]":
        """The most appealing of a few customers, and its appeal."""
        at_hand = [customers[pick(uniforms[n], len(customers))] for n in range(CUSTOMERS_AT_HAND)]
        pulls = [customer.appeal(self.ease) for customer in at_hand]
        most = max(pulls)
        return at_hand[pulls.index(most)], most

    def come(self, meeting: "Meeting", customer: "Customer", order: Command | None = None) -> None:
        """Come to the meeting, which may cost a date with a customer, and by order does."""
        clash, word, _, _ = self.draw(EXPLANATION, meeting.number)
        rules = self.rules_in(meeting).explanation
        if clash < rules.clash or (order is not None and order.cancels):
            told = explanation.kind(rules, word) if order is None or order.told == BY_CHANCE else order.told
            loss = customer.lose_date(rules, told)
            owed, proof = explanation.owed(rules, told, loss), explanation.proof(rules, told)
            meeting.cancelled.append(Cancellation(customer, told, owed, proof))
            self.model.market.count_cancellation(told)
            self.model.note(CANCELLED, (meeting, self, customer), told)
            if told == explanation.EXTERNAL_CONSTRAINT and self.is_found_out(meeting, customer):
                customer.find_out(rules)

    def is_found_out(self, meeting: "Meeting", customer: "Customer") -> bool:
        """Whether the customer sees through the excuse just told."""
        rules = self.rules_in(meeting).explanation
        chance = explanation.chance_found_out(rules, customer.excuses)
        return chance > 0.0 and self.draw(DISCOVERY, meeting.number)[0] < chance

    def go_to(self, customer: "Customer", meeting: "Meeting") -> float:
        """Visit a customer instead of coming to the meeting, perhaps joining it by video: presence."""
        self.visit(customer, meeting)
        presence = hybrid.presence(meeting.rules.hybrid, self.draw(HYBRID, meeting.number)[0])
        if presence > 0.0:
            self.model.note(LINKED, (meeting, self, customer), presence)
        return presence

    def visit(self, customer: "Customer", meeting: "Meeting") -> None:
        """Visit a customer instead of coming to the meeting."""
        self.half_days += 1
        customer.receive_visit()
        self.model.note(AWAY, (meeting, self, customer), customer.rank)

    def visit_customers(self) -> None:
        """Spend half-days free of meetings and desk work with customers."""
        if self.customers and not self.away:
            free = int(HALF_DAYS_PER_WEEK - self.model.rules.customers.desk) - self.half_days
            for n in range(free):
                best, _ = self.best_at_hand(self.customers, self.draw(VISITS, n))
                best.receive_visit()


class Salesperson(CustomerFacing):
    """Somebody in sales."""


class ProductionWorker(InsideStaff):
    """Somebody in production."""


class FinanceClerk(InsideStaff):
    """Somebody in finance."""


KINDS: Mapping[str, type[Person]] = {"sales": Salesperson, "production": ProductionWorker, "finance": FinanceClerk}


def kind(department: "Department") -> type[Person]:
    """Class of a department's people: by its name where that fits, else by whether it faces customers."""
    facing = CustomerFacing if department.faces_customers else InsideStaff
    named = KINDS.get(department.name, facing)
    return named if issubclass(named, facing) else facing
