"""A decision, the department whose part in it is told, and what it would have got with others present."""

from typing import NamedTuple

import numpy as np

from sim.app.watch.record import CUSTOMER, DELEGATE, ELSEWHERE, VIDEO, Exact, Held, Ints, Voices
from sim.app.watch.story.trace import Telling
from sim.app.watch.story.what_if import decide, granted


class Case(NamedTuple):
    """A decision, and the department whose part in it is told."""

    week: int
    held: Held
    department: int
    topic: int
    seats: Ints  # of its invited people
    own: Ints  # of all its people, deputies included
    workload: Exact  # (topic,)

    @property
    def given(self) -> float:
        """What the department's topic got."""
        return float(self.held.given[self.topic])

    @property
    def fair(self) -> float:
        """The topic's share of the seats."""
        return float(self.workload[self.topic])


class Instead(NamedTuple):
    """What the topic would have got: with those present who could have come, and taken as seriously as the others."""

    coming: float | None
    respected: float | None


def case_of(telling: Telling, week: int, held: Held) -> Case:
    """Case of the department in focus."""
    layout, at = telling.record.layout, telling.focus
    people = telling.record.seats[held.meeting]
    own = np.flatnonzero(layout.people.department[people] == at)
    workload = layout.meetings.workload[held.meeting]
    return Case(week, held, at, int(layout.departments.topic[at]), telling.invited(held.meeting, at), own, workload)


def what_if(telling: Telling, case: Case) -> Instead:
    """Take the decision again with others present, and with another standing."""
    voices, held = case.held.voices, case.held
    missing = could_come(telling, case)
    if voices is None or not len(case.own):
        return Instead(None, None)
    presence = _joined(telling, case, missing)
    coming = float(decide(held, voices, case.workload, presence).given[case.topic]) if len(missing) else None
    standing = _equal(voices, presence, case.own)
    if standing is None:
        return Instead(coming, None)
    return Instead(coming, float(decide(held, voices, case.workload, presence, standing).given[case.topic]))


def could_come(telling: Telling, case: Case) -> Ints:
    """Seats of those who are neither ill nor in another meeting, but not in this room."""
    people = telling.record.seats[case.held.meeting]
    elsewhere = busy(telling, case)
    free = [
        seat
        for seat in case.seats.tolist()
        if case.held.status[seat] in {CUSTOMER, VIDEO}
        or (case.held.status[seat] == ELSEWHERE and int(people[seat]) not in elsewhere)
    ]
    return np.array(free, dtype=np.int64)


def busy(telling: Telling, case: Case) -> set[int]:
    """People who sit in another meeting of the same half-day."""
    slot = telling.record.layout.meetings.slot
    return {
        int(person)
        for other in telling.record.weeks[case.week - 1].held
        if other.meeting != case.held.meeting and slot[other.meeting] == slot[case.held.meeting]
        for person in telling.record.seats[other.meeting][other.presence > 0.0]
    }


def _joined(telling: Telling, case: Case, missing: Ints) -> Exact:
    """Presence with those who were missing in the room, and their deputies not."""
    presence = case.held.presence.copy()
    presence[missing] = 1.0
    given = telling.record.layout.meetings
    first = int(given.first_seat[case.held.meeting])
    principals = given.principal[first : first + len(presence)]
    presence[(case.held.status == DELEGATE) & np.isin(principals, missing)] = 0.0
    return presence


def _equal(voices: Voices, presence: Exact, own: Ints) -> Exact | None:
    """Standing by seat, with the department's people raised to the mean of the others in the room, if there are any."""
    there = presence > 0.0
    of_own = np.isin(np.arange(len(presence)), own)
    if not (there & ~of_own).any() or not (there & of_own).any():
        return None
    standing = granted(voices, presence)
    return np.where(of_own, standing[there & ~of_own].mean(), standing)
