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
        """See what somebody shows in a meeting; the change, as it counts for the department."""
        rules, form = self.model.rules, self.model.rules.forms.impression
        tie = self.ties[seat.person]
        department = seat.person.department
        seen = seat.shown
        if department is not self.department:
            seen = impression.coloured(rules.impression, seen, self.regard[department.number])
        counted = self.counted_from(department, tie)
        tie.esteem = impression.impress(form, rules.impression, tie.esteem, seen, seat.talk)
        tie.visibility = visibility.see(rules.visibility, tie.visibility, seat.presence)
        return impression.impress(form, rules.impression, counted, seen, seat.talk) - counted

    def be_annoyed(self, groups: "list[list[Seat]]") -> None:
        """Think less of people of other departments who demanded in vain, and generalise to each department."""
        for group in groups:
            department = group[0].person.department
            if department is not self.department:
                change = 0.0
                for seat in group:
                    tie = self.ties[seat.person]
                    counted = self.counted_from(department, tie)
                    tie.esteem = demand.annoyed(tie.esteem, seat.annoyance)
                    change += demand.annoyed(counted, seat.annoyance) - counted
                self.generalise(department, change / len(group))

    def listen(self, talk: Talk) -> None:
        """Hear talk about somebody absent."""
        tie, department = self.ties[talk.absentee], talk.absentee.department
        believed = self.ties[talk.speaker].esteem
        counted = self.counted_from(department, tie)
        form = self.model.rules.forms.gossip
        tie.esteem = gossip.listen(form, talk.rules, tie.esteem, believed, talk.tone)
        self.generalise(department, gossip.listen(form, talk.rules, counted, believed, talk.tone) - counted)

    def counted_from(self, department: "Department", tie: Tie) -> float:
        """Level from which what happens to somebody counts for the department."""
        return stereotype.counted_from(self.model.rules.stereotype, tie.esteem, self.regard[department.number])

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
        """Think better of whoever is visible after a success, and of their departments."""
        rules = self.model.rules.blame
        for at, ties in enumerate(self.ties_to):
            seen = 0.0
            for tie in ties:
                tie.esteem = blame.credited(rules, tie.esteem, tie.visibility, exceeded)
                seen += tie.visibility
            if ties:
                self.regard[at] = blame.shared(rules, self.regard[at], seen / len(ties), exceeded)

    def forget(self) -> None:
        """Lose sight of people, take them for mere members of their department, and generalise."""
        rules = self.model.rules.forgetting
        for department in self.model.departments.values():
            regard = self.regard[department.number]
            ties = self.ties_to[department.number]
            change = 0.0
            for tie in ties:
                tie.visibility = forgetting.lose_sight(rules, tie.visibility)
                counted = self.counted_from(department, tie)
                tie.esteem = forgetting.fade(rules, tie.esteem, tie.visibility, regard)
                change += forgetting.fade(rules, counted, tie.visibility, regard) - counted
            if ties:
                self.generalise(department, change / len(ties))
