"""Meeting series: when they are, who is invited, and who comes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import mesa

from sim.model.seat import Cancellation, Seat
from sim.model.tally import SeriesTally
from sim.rules import MeetingRules, PersonRules
from sim.scenario.commands import ELSEWHERE
from sim.scenario.output import DELEGATE, ILL

if TYPE_CHECKING:
    from sim.model.company import Company
    from sim.model.person import Person


class Invitation(NamedTuple):
    """What is given of a meeting series."""

    number: int
    name: str
    series: int  # of the scenario, 0 for the departments' own routine
    every: int
    offset: int
    slot: int
    workload: list[float]  # (topic,) share of the seats


class Series(mesa.Agent):
    """A series of meetings, and the room as it fills for the one under way."""

    model: "Company"
    rules: MeetingRules
    of_people: Sequence[PersonRules] | None  # by department * 3 + rank, where these meetings have some of their own

    def __init__(self, model: "Company", invitation: Invitation, seats: list[Seat]) -> None:
        super().__init__(model)
        self.number, self.name, self.series, self.every, self.offset, self.slot, self.workload = invitation
        self.seats = seats
        self.present: list[Seat] = []
        self.missing: list[Seat] = []
        self.cancelled: list[Cancellation] = []
        self.tally = SeriesTally()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    def vacate(self, person: "Person") -> None:
        """Free somebody's seat; nobody sends their deputy any more."""
        for seat in self.seats:
            if seat.person is person:
                seat.sends_delegate = False
        self.seats = [seat for seat in self.seats if seat.person is not person]

    def is_due(self, week: int) -> bool:
        """Whether there is a meeting in a week (from 0)."""
        since = week - self.offset
        return since >= 0 and since % self.every == 0

    def gather(self) -> None:
        """See who is there and who is missing."""
        self.present, self.missing, self.cancelled = [], [], []
        for seat in self.seats:
            person = seat.person
            order = person.order(self)
            is_elsewhere = self.slot in person.busy or (order is not None and order.place == ELSEWHERE)
            is_free = not person.away and not is_elsewhere
            seat.sends_delegate = False
            if seat.principal is None:
                seat.presence = person.attend(self) if is_free else 0.0
                self.book(seat, is_free)
            else:
                seat.presence = self.stand_in(seat, seat.principal) if is_free else 0.0
            if seat.presence > 0.0:
                self.present.append(seat)
                person.busy.add(self.slot)
            if seat.presence == 1.0:
                person.half_days += 1

    def stand_in(self, seat: Seat, principal: Seat) -> float:
        """Presence of a deputy who is free: 1 if the absent head sends them."""
        if not principal.sends_delegate:
            return 0.0
        self.model.note(DELEGATE, (self, principal.person, seat.person))
        return 1.0

    def book(self, seat: Seat, is_free: bool) -> None:
        """Book one invitation and what came of it."""
        person = seat.person
        came = seat.presence > 0.0
        week, life = person.department.tally, person.life
        week.invited += 1
        life.invited += 1
        week.came += came
        life.came += came
        if not came:
            self.missing.append(seat)
            if not is_free:
                self.model.note(ILL, (self, person, None))
        if person.rank == "head":
            person.department.watch_head(person.rules_in(self).attendance, came)
            seat.sends_delegate = not came and person.sends_delegate(self)
