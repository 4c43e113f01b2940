"""The Mesa model under observation: nothing is changed, everything that a watcher wants is written down."""

from typing import Any, ClassVar

import mesa
import numpy as np

from sim.app.watch.record import (
    CUSTOMER,
    DELEGATE,
    ELSEWHERE,
    ILL,
    NOBODY,
    PRESENT,
    UNWANTED,
    VIDEO,
    Held,
    Record,
    Said,
    Views,
    Voices,
    Week,
)
from sim.model import Company, Customer, Meeting, Person
from sim.model.diary import Event
from sim.model.measure import ratio, total
from sim.model.record import output
from sim.model.seat import Seat
from sim.rules import allocation
from sim.scenario import layout
from sim.scenario.schema import Structure


def watch(scenario: Structure, seed: int) -> Record:
    """Live through a replicate, and write it down."""
    company = Watched(scenario, seed)
    company.datacollector = mesa.DataCollector()  # that collects nothing
    start = company.standing()
    company.run_model()
    seats = [np.array([seat.person.number for seat in meeting.seats]) for meeting in company.meetings]
    found = Record(
        scenario, seed, layout.build(scenario), layout.names(scenario), seats, company.pages, start, output(company)
    )
    # Mesa 3.3 numbers agents in a table that never lets go of a model: let go of all that is in it.
    company.__dict__.clear()
    return found


class WatchedCustomer(Customer):
    """A customer of whom is known who came in a half-day free of meetings."""

    def receive_visit(self) -> None:
        """Be visited."""
        super().receive_visit()
        if not self.model.in_meeting:
            self.model.page.visits.append((self.owner.number, self.rank))


class WatchedMeeting(Meeting):
    """A meeting that is written down."""

    voices: Voices | None
    said: list[Said]

    def hold(self) -> None:
        """One meeting."""
        company: Watched = self.model
        company.in_meeting = True
        self.voices, self.said = None, []
        before = len(company.diary)
        super().hold()
        company.page.held.append(self.written_down(company.diary[before:]))
        company.in_meeting = False

    def hear_voices(self) -> None:
        """Share out the talk."""
        super().hear_voices()
        people = [seat.person for seat in self.seats]
        if len({person.department for person in people}) > 1:
            self.voices = Voices(
                self.model.rules,
                np.array([person.weight for person in people]),
                np.array([person.insistence(self) for person in people]),
                np.array([person.interest for person in people]),
                _views(people),
            )

    def whisper(self) -> tuple[int, int]:
        """Let people talk about those who are missing; talks, and talks stopped."""
        diary = self.model.diary
        so_far = len(diary)
        before = [self.regarded(seat) for seat in self.missing]
        counts = super().whisper()
        for event in diary[so_far:]:
            at = next(n for n, seat in enumerate(self.missing) if seat.person is event.other)
            self.said.append(self.heard(event, before[at], self.regarded(self.missing[at], event.person)))
        return counts

    def regarded(self, absent: Seat, speaker: Any = None) -> dict[Person, float]:
        """Esteem for somebody missing, of those of other departments in the room; a speaker does not listen."""
        own = absent.person.department
        room = [seat.person for seat in self.present if seat.person.department is not own]
        return {person: person.ties[absent.person].esteem for person in room if person is not speaker}

    def heard(self, event: Event, before: dict[Person, float], after: dict[Person, float]) -> Said:
        """Talk, and what it did to those who heard it."""
        tone = int(event.value) if event.kind == "talk" else None
        n = len(after)
        levels = (ratio(total(before[each] for each in after), n), ratio(total(after.values()), n))
        return Said(_number(event.person), _number(event.other), tone, n, *levels)

    def written_down(self, events: list[Event]) -> Held:
        """The meeting just held."""
        away = {_number(event.person): int(event.value) for event in events if event.kind == "away"}
        came = bool(self.present)
        agenda = self.agenda if came else [0.0] * len(self.workload)
        given = [
            allocation.share(self.rules.allocation, share, workload) if came else 0.0
            for share, workload in zip(agenda, self.workload, strict=True)
        ]
        return Held(
            self.number,
            np.array([_status(seat, away) for seat in self.seats]),
            np.array([away.get(seat.person.number, NOBODY) for seat in self.seats]),
            np.array([seat.presence for seat in self.seats]),
            np.array([seat.share if seat.presence > 0.0 else 0.0 for seat in self.seats]),
            np.array(agenda), np.array(given), np.array(self.model.customer_ideal) > 0.0,
            (self.rules.agenda, self.rules.allocation), self.voices, self.said,
        )  # fmt: skip


class Watched(Company):
    """A company that keeps a page for every week."""

    meeting_type: ClassVar[type[Meeting]] = WatchedMeeting
    customer_type: ClassVar[type[Customer]] = WatchedCustomer

    def __init__(self, scenario: Structure, seed: int) -> None:
        super().__init__(scenario, seed)
        self.in_meeting = False
        self.pages: list[Week] = []
        self.page = self.standing()

    def step(self) -> None:
        """One week."""
        nothing = np.zeros(0, dtype=np.float32)
        self.page = Week([], [], [], [], nothing, nothing, nothing, [])
        so_far = len(self.diary)
        super().step()
        events = self.diary[so_far:]
        now = self.standing()
        self.pages.append(
            self.page._replace(
                ill=[person.number for person in self.people if person.away],
                cancelled=[
                    (_number(each.meeting), _number(each.person), int(each.value))
                    for each in events
                    if each.kind == "cancelled"
                ],
                seen=now.seen, esteem=now.esteem, ease=now.ease,
                reviews=[(_number(each.other), each.value) for each in events if each.kind == "review"],
            )
        )  # fmt: skip

    def standing(self) -> Week:
        """Page with nothing but what people make of each other now."""
        known = [person.known_by for person in self.people]
        seen = np.array([ratio(total(tie.visibility for tie in ties), len(ties)) for ties in known])
        esteem = np.array([ratio(total(tie.esteem for tie in ties), len(ties)) for ties in known])
        ease = np.array([person.ease for person in self.people])
        as_kept = [each.astype(np.float32) for each in (seen, esteem, ease)]
        return Week([], [], [], [], as_kept[0], as_kept[1], as_kept[2], [])


def _views(people: list[Person]) -> Views:
    visibility, esteem = np.zeros((2, len(people), len(people)))
    for i, observer in enumerate(people):
        for j, other in enumerate(people):
            if i != j:
                tie = observer.ties[other]
                visibility[i, j], esteem[i, j] = tie.visibility, tie.esteem
    return Views(visibility, esteem)


def _status(seat: Seat, away: dict[int, int]) -> int:
    person = seat.person
    if seat.principal is not None:
        return DELEGATE if seat.presence > 0.0 else UNWANTED
    if seat.presence > 0.0:
        return VIDEO if person.number in away else PRESENT
    if person.number in away:
        return CUSTOMER
    return ILL if person.away else ELSEWHERE


def _number(of: Any) -> int:
    return NOBODY if of is None else int(of.number)
