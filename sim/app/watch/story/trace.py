"""A story and its parts, and what is looked up of a replicate to tell it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from sim.app.watch.record import CUSTOMER, PRESENT, VIDEO, Held, Ints, Record, Said
from sim.language import Translator
from sim.report.roles import Roles
from sim.results.measures import focus

WEEKS = 13  # looked back on, as reviews do
CLEAR = 0.02  # of what is shared out: less is told as no difference


class Item(NamedTuple):
    """Something that happened in a week; `decision` is a meeting of that week whose own story can be asked for."""

    week: int
    kind: str
    text: str
    decision: int | None = None


class Story(NamedTuple):
    """A story: its gist, and what it is traced from."""

    title: str
    gist: str
    items: list[Item]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        items = [{name: value for name, value in each._asdict().items() if value is not None} for each in self.items]
        return {"title": self.title, "gist": self.gist, "items": items}


class Worst(NamedTuple):
    """A talk that cost somebody the most."""

    week: int
    held: Held
    said: Said


class Telling:
    """A replicate, and the words to tell of it."""

    def __init__(self, record: Record, t: Translator) -> None:
        self.record = record
        self.t = t
        self.roles = Roles(record.scenario, t)
        self.focus = list(record.names.departments).index(focus(record.scenario))

    def say(self, message: str, **values: object) -> str:
        """Sentence of a story."""
        return self.t.text(f"browser.watch.story_{message}", **values)

    def person(self, number: int) -> str:
        """Role of a person."""
        return self.roles.person(self.record.names.people[number])

    def meeting(self, number: int) -> str:
        """Title of a meeting."""
        return self.roles.meeting(self.record.names.meetings[number])

    def department(self, number: int) -> str:
        """Title of a department."""
        return self.roles.departments[number]

    def level(self, value: float) -> str:
        """Level 0..1 as it is written."""
        return self.t.number(float(value), 2)

    def percent(self, share: float) -> str:
        """Share as it is written."""
        return self.t.percent(float(share))

    def customer(self, rank: int) -> str:
        """Class of a customer."""
        return self.roles.customer_class(int(rank))

    def department_of(self, person: int) -> int:
        """Department of a person."""
        return int(self.record.layout.people.department[person])

    def invited(self, meeting: int, department: int) -> Ints:
        """Seats of a department's people in a meeting, without deputies."""
        given = self.record.layout.meetings
        seats = slice(int(given.first_seat[meeting]), int(given.first_seat[meeting + 1]))
        own = self.record.layout.people.department[given.person[seats]] == department
        return np.flatnonzero(own & (given.principal[seats] < 0))

    def places(self, meeting: int) -> int:
        """How many are invited to a meeting, without deputies."""
        given = self.record.layout.meetings
        return int((given.principal[int(given.first_seat[meeting]) : int(given.first_seat[meeting + 1])] < 0).sum())

    def held(self, until: int, meeting: int | None = None) -> Iterator[tuple[int, Held]]:
        """Meetings up to a week, or those of one series: week and meeting."""
        for number, week in enumerate(self.record.weeks[:until]):
            for each in week.held:
                if meeting is None or each.meeting == meeting:
                    yield number + 1, each

    def worst_talk(self, until: int, people: set[int]) -> Worst | None:
        """Bad word that cost one of the people most, with those who heard it."""
        found = [
            Worst(week, held, said)
            for week, held in self.held(until)
            for said in held.said
            if said.absentee in people and said.tone == -1 and said.listeners and said.after < said.before
        ]
        return min(found, key=lambda each: each.said.after - each.said.before, default=None)

    def talk(self, until: int, people: set[int]) -> dict[str, int]:
        """How often the people were talked about."""
        names = {-1: "bad", 0: "neutral", 1: "good", None: "stopped"}
        counts = dict.fromkeys(names.values(), 0)
        for _, held in self.held(until):
            for said in held.said:
                if said.absentee in people:
                    counts[names[said.tone]] += 1
        return counts


def came(held: Held, seats: Ints) -> int:
    """How many of the seats are taken by those who were invited, in the room or by video."""
    return int(np.isin(held.status[seats], (PRESENT, VIDEO)).sum())


def with_customers(held: Held, seats: Ints) -> Ints:
    """Those of the seats whose holders visit a customer instead."""
    return np.asarray(seats[held.status[seats] == CUSTOMER])
