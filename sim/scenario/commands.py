"""What orders come to: who is told what for which meeting.

Only illness and holidays come first. Of several meetings in one half-day, whoever is ordered to one is at none of the
others. Orders take choices away and no draws: the luck of everything else stays as it was.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.rules import explanation
from sim.scenario.layout import classes_of_customers
from sim.scenario.rosters import Roster, numbers, rosters
from sim.scenario.schema import Order, Rank, Structure

Ints = NDArray[np.int64]

# Where somebody is to be during a meeting: there, not there, or in another one that is at the same time.
FREE, THERE, AWAY, ELSEWHERE = range(4)
BY_CHANCE = -1
WORDS = {
    None: BY_CHANCE,
    "nothing": explanation.NONE,
    "honest": explanation.MATTERED_MORE,
    "external": explanation.EXTERNAL_CONSTRAINT,
}


class Command(NamedTuple):
    """What an order is for one of those it names, at one meeting."""

    week: int  # from 0
    meeting: int
    person: int
    place: int
    first: int  # of the person's customers that come into question
    n_customers: int
    cancels: int  # 1 where a date is cancelled for certain
    told: int


class Invitations(NamedTuple):
    """Who is invited where: people by department and rank, all meetings, and their numbers by name."""

    people: dict[tuple[str, Rank], range]
    meetings: list[Roster]
    named: dict[str, list[int]]
    invited: list[list[int]]  # by meeting, without deputies; sorted

    @classmethod
    def of(cls, scenario: Structure) -> "Invitations":
        """Invitations of a scenario."""
        found, named = rosters(scenario), defaultdict(list)
        for number, each in enumerate(found):
            for name in {each.name, each.name.rpartition(".")[0]} - {""}:
                named[name].append(number)
        invited = [
            [person for person, principal in zip(each.seats, each.principals, strict=True) if principal < 0]
            for each in found
        ]
        return cls(numbers(scenario), found, dict(named), invited)

    def crowd(self, who: str) -> list[range]:
        """Numbers of the people of a department, of a rank of it, or of one person; none where there are no such."""
        department, *rest = who.split(".")
        ranks = {rank: people for (name, rank), people in self.people.items() if name == department}
        if not rest:
            return [people for people in ranks.values() if people]
        people = next((people for rank, people in ranks.items() if rank == rest[0]), range(0))
        if rest[1:]:
            number = int(rest[1]) if len(rest) == 2 and rest[1].isascii() and rest[1].isdecimal() else 0
            people = people[number - 1 : number] if number > 0 else range(0)
        return [people] if people else []

    def crowds(self) -> Iterator[str]:
        """Names of departments, and of their ranks."""
        yield from dict.fromkeys(name for name, _ in self.people)
        yield from (f"{name}.{rank}" for (name, rank), people in self.people.items() if people)

    def name(self, person: int) -> str:
        """Name of a person."""
        found = next((at, people) for at, people in self.people.items() if person in people)
        (department, rank), people = found
        return f"{department}.{rank}.{people.index(person) + 1}"

    def dates(self, order: Order) -> Iterator[tuple[int, int]]:
        """Meetings, and people of the order who are invited there as themselves and not as deputies."""
        crowd = [people for who in dict.fromkeys(listed(order.who)) for people in self.crowd(who)]
        for meeting in self.named.get(order.meeting, ()):
            invited = self.invited[meeting]
            found: set[int] = set()
            for people in crowd:
                found.update(invited[bisect_left(invited, people.start) : bisect_left(invited, people.stop)])
            yield from ((meeting, person) for person in sorted(found))


def build(scenario: Structure) -> Ints:
    """Commands (command, column of `Command`) by week, meeting and person; the first is of all who have none."""
    everybody = Command(-1, -1, -1, FREE, 0, scenario.portfolio.customers_per_person, 0, BY_CHANCE)
    found = sorted(_commands(scenario, everybody)) if scenario.orders else []
    return np.array([everybody, *found], dtype=np.int64)


def is_due(meeting: Roster, week: int) -> bool:
    """Whether a meeting takes place in a week (from 1)."""
    since = week - 1 - meeting.offset
    return since >= 0 and since % meeting.every == 0


def listed(who: list[str] | str) -> list[str]:
    """One name or several as a list."""
    return [who] if isinstance(who, str) else who


def customers(scenario: Structure, order: Order) -> range:
    """Which of everybody's customers come into question."""
    if order.customer is None:
        return range(scenario.portfolio.customers_per_person)
    ranks = classes_of_customers(scenario)
    wanted = list(scenario.portfolio.classes).index(order.customer)
    first, last = np.searchsorted(ranks, [wanted, wanted + 1]).tolist()
    return range(first, last)


def _commands(scenario: Structure, everybody: Command) -> list[Command]:
    invitations = Invitations.of(scenario)
    found: dict[tuple[int, int, int], Command] = {}
    for order in scenario.orders:
        own = customers(scenario, order)
        place = THERE if order.go else AWAY
        cancels = int(order.go and order.customer is not None)
        for meeting, person in invitations.dates(order):
            if order.week <= scenario.weeks and is_due(invitations.meetings[meeting], order.week):
                at = (order.week - 1, meeting, person)
                found[at] = Command(*at, place, own.start, len(own), cancels, WORDS[order.told])
    for at in _elsewhere(invitations, found):
        found[at] = everybody._replace(week=at[0], meeting=at[1], person=at[2], place=ELSEWHERE)
    return list(found.values())


def _elsewhere(invitations: Invitations, found: dict[tuple[int, int, int], Command]) -> list[tuple[int, int, int]]:
    """Other invitations of those ordered to a meeting, deputies' as well, to what is in the same half-day."""
    invited: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, each in enumerate(invitations.meetings):
        for person in each.seats:
            invited[each.slot, person].append(number)
    return [
        (week, other, person)
        for (week, meeting, person), command in found.items()
        if command.place == THERE
        for other in invited[invitations.meetings[meeting].slot, person]
        if other != meeting and is_due(invitations.meetings[other], week + 1)
    ]
