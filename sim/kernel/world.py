"""Everything a week works on, in parts small enough to hand over one by one.

Compiling a function takes time for every array that it is handed, so each step gets the parts it needs.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.chance import Stream
from sim.scenario.layout import Layout

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Now(NamedTuple):
    """The week, its luck, and the rules as they are this week."""

    stream: Stream
    week: int
    person: Any  # records of PersonRules (group,)
    company: Any  # record of CompanyRules


class Session(NamedTuple):
    """The meeting under way, as the layout and the rules describe it."""

    number: int
    slot: int
    person: Ints  # (seat,)
    principal: Ints  # (seat,)
    tie: NDArray[np.uint32]  # (seat * seat,)
    workload: Floats  # (topic,)
    rules: Any  # record of MeetingRules


class Minds(NamedTuple):
    """What people are, feel, care about and think of departments."""

    charisma: Floats  # (person,)
    assertiveness: Floats  # (person,)
    ease: Floats  # (person,)
    heard: Floats  # (person,)
    interest: Floats  # (person, topic)
    regard: Floats  # (person, department)


class Bonds(NamedTuple):
    """Who notices whom, and who takes whom seriously."""

    visibility: Floats  # (tie,)
    esteem: Floats  # (tie,)


class Calendar(NamedTuple):
    """Everybody's week."""

    away: Ints  # (person,) 1 while ill or on holiday
    used: Ints  # (person,) half-days given to meetings, or to customers instead of them
    slots: Ints  # (person,) a bit for each half-day spent in a meeting
    role_model: Floats  # (department,) recent attendance of its heads


class Room(NamedTuple):
    """Those present, numbered as they sit, and what they talk about."""

    seat: Ints  # (member,)
    person: Ints  # (member,)
    department: Ints  # (member,)
    presence: Floats  # (member,) 1, or less by video
    share: Floats  # (member,) share of the talk
    talk: Floats  # (member,) talk relative to a fair share, at most 1
    granted: Floats  # (member,) attentive esteem of the others
    regarded: Floats  # (member,) esteem of the others
    agenda: Floats  # (topic,)


class Absent(NamedTuple):
    """Those invited who are not there, and dates cancelled by those who are."""

    missing: Ints  # (seat,) their seats
    sends: Ints  # (seat,) 1 where an absent head sends a delegate
    customer: Ints  # (seat,) customer whose date was cancelled
    told: Ints  # (seat,) what the customer was told
    loss: Floats  # (seat,) goodwill lost
    counts: Ints  # (2,) people missing, dates cancelled


class Market(NamedTuple):
    """Customers, and what they get."""

    goodwill: Floats  # (customer,)
    resources: Floats  # (topic,) shares of the resources in use
    service: Floats  # (1,)
    quarter: Floats  # (2,) revenue summed since the last review, weeks since
    tally: Floats  # (5,) this week's visits, visits to the last class, dates cancelled, explained; mean goodwill


class Tally(NamedTuple):
    """Sums of this week by department, and influence as last decided."""

    invited: Floats  # (department,)
    came: Floats  # (department,)
    airtime: Floats  # (department,)
    points: Floats  # (department,)
    influence: Floats  # (department,)
    resources: Floats  # (topic,)
    agenda: Floats  # (topic,)
    talked: Floats  # (department, 4) negative, neutral, positive, stopped
    held: Floats  # (2,) meetings held, weight of what they decided
    seen: Floats  # (department,) visibility summed over ties from other departments
    esteemed: Floats  # (department,) esteem likewise
    image: Floats  # (department,) regard summed over those of other departments who meet it
    witnesses: Floats  # (department,) how many they are
    interest: Floats  # (topic,) interest summed over everybody


class Lives(NamedTuple):
    """Sums over a person's whole run."""

    invited: Floats  # (person,)
    came: Floats  # (person,)
    airtime: Floats  # (person,) relative to a fair share
    met: Floats  # (person,) meetings attended
    others: Floats  # (person,) how many have a tie to the person


class Diary(NamedTuple):
    """Events of the traced replicate; what does not fit is not kept."""

    events: Floats  # (capacity, 6)
    noted: Ints  # (1,) how many events there are, kept or not


class World(NamedTuple):
    """All parts."""

    minds: Minds
    bonds: Bonds
    calendar: Calendar
    room: Room
    absent: Absent
    market: Market
    tally: Tally
    lives: Lives


def new_world(layout: Layout) -> World:
    """Arrays of the right sizes; `start` fills them."""
    n_people = layout.people.department.size
    n_departments, n_topics = layout.departments.job_interest.shape
    n_ties = layout.ties.target.size
    n_seats = max(1, int(np.diff(layout.meetings.first_seat).max(initial=0)))
    return World(
        Minds(*[*_floats(4, n_people), np.zeros((n_people, n_topics)), np.zeros((n_people, n_departments))]),
        Bonds(*_floats(2, n_ties)),
        Calendar(*[*_ints(3, n_people), np.zeros(n_departments)]),
        Room(*[*_ints(3, n_seats), *_floats(5, n_seats), np.zeros(n_topics)]),
        Absent(*[*_ints(4, n_seats), np.zeros(n_seats), np.zeros(2, np.int64)]),
        Market(np.zeros(layout.portfolio.rank.size), np.zeros(n_topics), np.zeros(1), np.zeros(2), np.zeros(5)),
        Tally(*[
            *_floats(5, n_departments), *_floats(2, n_topics), np.zeros((n_departments, 4)), np.zeros(2),
            *_floats(4, n_departments), np.zeros(n_topics),
        ]),
        Lives(*_floats(5, n_people)),
    )  # fmt: skip


def _floats(n_arrays: int, size: int) -> list[Any]:
    return [np.zeros(size) for _ in range(n_arrays)]


def _ints(n_arrays: int, size: int) -> list[Any]:
    return [np.zeros(size, np.int64) for _ in range(n_arrays)]
