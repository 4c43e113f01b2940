"""Observers: whom one notices, whom one takes seriously, and what one thinks of departments."""

from typing import TYPE_CHECKING, NamedTuple

import mesa

from sim.model.tie import Tie
from sim.rules import blame, demand, forgetting, gossip, impression, stereotype, visibility
from sim.rules.gossip import Gossip

if TYPE_CHECKING:
    from sim.model.company import Company
    from sim.model.department import Department
    from sim.model.person import Person
    from sim.model.seat import Seat


class Talk(NamedTuple):
    """Something said about somebody absent."""

    rules: Gossip
    speaker: "Person"
    absentee: "Person"
    tone: int


class Observer(mesa.Agent):
    """What a person thinks of the others."""

    model: "Company"
    number: int
    name: str
    department: "Department"

    def __init__(self, model: "Company", regard: list[float]) -> None:
        super().__init__(model)
        self.regard = regard  # (department,)
        self.ties: dict[Person, Tie] = {}
        self.ties_to: list[list[Tie]] = [[] for _ in regard]  # the same, by department
        self.known_by: list[Tie] = []  # what the others think of this person

    def get_to_know(self, other: "Person", tie: Tie) -> None:
        """Begin a tie."""
        self.ties[other] = tie
        self.ties_to[other.department.number].append(tie)
        other.known_by.append(tie)

    def part_from(self, other: "Person") -> None:
        """End a tie."""
        tie, at = self.ties.pop(other), other.department.number
        # Two ties may be equal, so only the very same one goes.
        self.ties_to[at] = [each for each in self.ties_to[at] if each is not tie]
        other.known_by = [each for each in other.known_by if each is not tie]

    def look_round(self, groups: "list[list[Seat]]") -> None:
        """See everybody else present, department by department, and generalise to each department."""
        for group in groups:
            others = [seat for seat in group if seat.person is not self]
            change = 0.0
            for seat in others:
                change += self.look_at(seat)
            if others:
                self.generalise(group[0].person.department, change / len(others))

    def look_at(self, seat: "Seat") -> float:
        """See what somebody shows in a meeting; the change of esteem."""
        rules = self.model.rules
        tie = self.ties[seat.person]
        department = seat.person.department
        seen = seat.shown
        if department is not self.department:
            seen = impression.coloured(rules.impression, seen, self.regard[department.number])
        before = tie.esteem
        tie.esteem = impression.impress(rules.impression, before, seen, seat.talk)
        tie.visibility = visibility.see(rules.visibility, tie.visibility, seat.presence)
        return tie.esteem - before

    def be_annoyed(self, groups: "list[list[Seat]]") -> None:
        """Think less of people of other departments who demanded in vain, and generalise to each department."""
        for group in groups:
            department = group[0].person.department
            if department is not self.department:
                change = 0.0
                for seat in group:
                    tie = self.ties[seat.person]
                    before = tie.esteem
                    tie.esteem = demand.annoyed(before, seat.annoyance)
                    change += tie.esteem - before
                self.generalise(department, change / len(group))

    def listen(self, talk: Talk) -> None:
        """Hear talk about somebody absent."""
        tie = self.ties[talk.absentee]
        before = tie.esteem
        tie.esteem = gossip.listen(talk.rules, before, self.ties[talk.speaker].esteem, talk.tone)
        self.generalise(talk.absentee.department, tie.esteem - before)

    def generalise(self, department: "Department", change: float) -> None:
        """Draw conclusions about a department from the esteem for its members."""
        at = department.number
        self.regard[at] = stereotype.generalise(self.model.rules.stereotype, self.regard[at], change)

    def accuse(self, department: "Department", accused: float) -> None:
        """Blame another department and its people for the revenue."""
        at = department.number
        self.regard[at] = blame.blamed(self.regard[at], accused)
        for tie in self.ties_to[at]:
            tie.esteem = blame.blamed(tie.esteem, accused)

    def give_credit(self, exceeded: float) -> None:
        """Think better of whoever is visible after a success."""
        rules = self.model.rules.blame
        for tie in self.ties.values():
            tie.esteem = blame.credited(rules, tie.esteem, tie.visibility, exceeded)

    def forget(self) -> None:
        """Lose sight of people, take them for mere members of their department, and generalise."""
        rules = self.model.rules.forgetting
        for department in self.model.departments.values():
            regard = self.regard[department.number]
            ties = self.ties_to[department.number]
            change = 0.0
            for tie in ties:
                tie.visibility = forgetting.lose_sight(rules, tie.visibility)
                before = tie.esteem
                tie.esteem = forgetting.fade(rules, before, tie.visibility, regard)
                change += tie.esteem - before
            if ties:
                self.generalise(department, change / len(ties))
