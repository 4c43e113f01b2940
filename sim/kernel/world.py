"""Everything a week works on, in parts small enough to hand over one by one.

Compiling a function takes time for every array that it is handed, so each step gets the parts it needs. All floats and
64-bit integers have one axis more than is said here, the last one: a number for each of the replicates that are side
by side. Masks have a bit for each.
"""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.chance import Stream
from sim.kernel.lanes import LANES
from sim.scenario.layout import Layout
from sim.scenario.output import COMPANY, MEETINGS, PEOPLE, WEEKLY
from sim.scenario.schema import HALF_DAYS_PER_WEEK

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Masks = NDArray[np.uint8]
Indices = NDArray[np.uint32]  # the same for all replicates


class Now(NamedTuple):
    """The week, its luck, and the rules as they are this week."""

    stream: Stream  # of all replicates side by side
    week: int
    person: Any  # records of PersonRules (block + group,)
    company: Any  # record of CompanyRules
    commands: Any  # records of Command (command,)


class Session(NamedTuple):
    """The meeting under way, as the layout and the rules describe it."""

    number: int
    slot: int
    person: Indices  # (seat,)
    principal: Ints  # (seat,), without lanes
    tie: Indices  # (seat * seats + seat,) of who sees to who is seen
    workload: Floats  # (topic,), without lanes
    rules: Any  # record of MeetingRules
    block: int  # first record of the rules that people follow there


class Minds(NamedTuple):
    """What people are, feel, care about and think of departments."""

    charisma: Floats  # (person,)
    assertiveness: Floats  # (person,)
    weight: Floats  # (person,) how loud without being listened to
    insistence: Floats  # (person,) weight of one's topics beside one's voice
    shown: Floats  # (person,) performance
    ease: Floats  # (person,)
    heard: Floats  # (person,)
    novelty: Floats  # (person,) of what the top preaches
    interest: Floats  # (person, topic)
    regard: Floats  # (person, department)


class Bonds(NamedTuple):
    """Who notices whom, and who takes whom seriously."""

    visibility: Floats  # (tie,)
    esteem: Floats  # (tie,)


class Calendar(NamedTuple):
    """Everybody's week."""

    away: Masks  # (person,) ill or on holiday
    busy: Masks  # (person, half-day) in a meeting
    used: Floats  # (person,) half-days given to meetings, or to customers instead of them
    role_model: Floats  # (department,) recent attendance of its heads
    peers: Floats  # (department,) attendance of all its people in the last week with meetings
    luck: Floats  # (4,) of illness, for four people
    command: Indices  # (1,) the next one, as they stand in the order in which they are followed


class Room(NamedTuple):
    """The meeting under way: who is there, and what they talk about."""

    seat: Indices  # (member,) seats of those who are there in any replicate
    group: Indices  # (group + 1,) first member of each department that is there
    department: Indices  # (group,)
    n_members: Floats  # (group,)
    missing: Masks  # (seat,) invited, and not there
    sends: Masks  # (seat,) an absent head who sends a delegate
    presence: Floats  # (seat,) 0 absent, 1 in the room, less by video
    share: Floats  # (seat,) share of the talk
    say: Floats  # (seat,) weight of one's topics
    talk: Floats  # (seat,) talk relative to a fair share, at most 1, and less where time goes to mere form
    regarded: Floats  # (seat,) mean esteem of the others
    shown: Floats  # (seat,) performance
    annoyance: Floats  # (seat,) share of esteem lost by demands of no result
    agenda: Floats  # (topic,)


class Dates(NamedTuple):
    """Dates with customers, cancelled for the meeting under way."""

    n: Indices  # (1,)
    customer: Ints  # (date,)
    told: Ints  # (date,) what the customer was told
    owed: Floats  # (date,) goodwill that a meeting which proves the words gives back, 0 where no date was cancelled
    proof: Floats  # (date,) how far it then rises above where it was, 0 likewise


class Market(NamedTuple):
    """Customers, and what they get."""

    goodwill: Floats  # (customer,)
    ceiling: Floats  # (customer,) of goodwill, lower for good after excuses found out
    excuses: Floats  # (customer,) heard
    resources: Floats  # (topic,) shares of the resources in use
    service: Floats  # (1,)
    favour: Floats  # (person,) how well the person's customers are served, relative to all
    quarter: Floats  # (2,) revenue summed since the last review, weeks since
    tally: Floats  # (5,) this week's visits, visits to the last class, dates cancelled, explained; mean goodwill


class Tally(NamedTuple):
    """Sums of this week by department, influence as last decided, and blame as in the last review."""

    invited: Floats  # (department,)
    came: Floats  # (department,)
    airtime: Floats  # (department,)
    points: Floats  # (department,)
    influence: Floats  # (department,)
    accused: Floats  # (department,) in the last review
    resources: Floats  # (topic,)
    agenda: Floats  # (topic,)
    talked: Floats  # (4 * department,) negative, neutral, positive, stopped
    held: Floats  # (3,) meetings held, weight of what they decided, of what they were there to decide
    seen: Floats  # (department,) visibility summed over ties from other departments
    esteemed: Floats  # (department,) esteem likewise
    image: Floats  # (department,) regard summed over those of other departments who meet it
    interest: Floats  # (topic,) interest summed over everybody


class Lives(NamedTuple):
    """Sums over a person's whole run, and what the others grant at its end."""

    invited: Floats  # (person,)
    came: Floats  # (person,)
    airtime: Floats  # (person,) relative to a fair share
    met: Floats  # (person,) meetings attended
    others: Indices  # (person,) how many have a tie to the person
    granted: Floats  # (person,) attentive esteem
    seen: Floats  # (person,)
    esteemed: Floats  # (person,)


class Sheet(NamedTuple):
    """What is about to be written down, in the columns of the output."""

    weekly: Floats  # (column,)
    company: Floats  # (column,)
    person: Floats  # (column,)
    meetings: Floats  # (meeting, column)


class Diary(NamedTuple):
    """Events of the traced replicate; what does not fit is not kept."""

    events: Floats  # (capacity, 6), without lanes; empty unless the first replicate is traced
    noted: Ints  # (1,) how many events there are, kept or not; without lanes


class World(NamedTuple):
    """All parts."""

    minds: Minds
    bonds: Bonds
    calendar: Calendar
    room: Room
    dates: Dates
    market: Market
    tally: Tally
    lives: Lives
    sheet: Sheet


def new_world(layout: Layout) -> World:
    """Arrays of the right sizes; `start` fills them."""
    n_people = layout.people.department.size
    n_departments, n_topics = layout.departments.job_interest.shape
    n_seats = max(1, int(np.diff(layout.meetings.first_seat).max(initial=0)))
    n_meetings = layout.meetings.every.size
    return World(
        Minds(*[*_floats(8, n_people), *_floats(1, n_people, n_topics), *_floats(1, n_people, n_departments)]),
        Bonds(*_floats(2, layout.ties.target.size)),
        Calendar(*[
            *_masks(n_people), *_masks(n_people, HALF_DAYS_PER_WEEK),
            *_floats(1, n_people), *_floats(2, n_departments), *_floats(1, 4), *_indices(1),
        ]),
        Room(*[
            *_indices(n_seats), *_indices(n_seats + 1), *_indices(n_seats), *_floats(1, n_seats),
            *_masks(n_seats), *_masks(n_seats), *_floats(7, n_seats), *_floats(1, n_topics),
        ]),
        Dates(*[*_indices(1), *(each.view(np.int64) for each in _floats(2, n_seats)), *_floats(2, n_seats)]),
        Market(*[
            *_floats(3, layout.portfolio.rank.size), *_floats(1, n_topics),
            *_floats(1, 1), *_floats(1, n_people), *_floats(1, 2), *_floats(1, 5),
        ]),
        Tally(*[
            *_floats(6, n_departments), *_floats(2, n_topics), *_floats(1, 4 * n_departments), *_floats(1, 3),
            *_floats(3, n_departments), *_floats(1, n_topics),
        ]),
        Lives(*[*_floats(4, n_people), _known_by(layout), *_floats(3, n_people)]),
        Sheet(*[
            *_floats(1, len(WEEKLY)), *_floats(1, len(COMPANY)), *_floats(1, len(PEOPLE)),
            *_floats(1, n_meetings, len(MEETINGS)),
        ]),
    )  # fmt: skip


def _known_by(layout: Layout) -> Indices:
    return np.bincount(layout.ties.target, minlength=layout.people.department.size).astype(np.uint32)


def _floats(n_arrays: int, *shape: int) -> list[Any]:
    """Zeros for all replicates, on lines of the cache of their own."""
    size = math.prod(shape) * LANES
    memory = np.zeros(n_arrays * size + LANES)
    start = -memory.ctypes.data // memory.itemsize % LANES
    each = (memory[start + n * size : start + (n + 1) * size] for n in range(n_arrays))
    return [part.reshape(*shape, LANES) for part in each]


def _masks(*shape: int) -> list[Any]:
    return [np.zeros(shape, np.uint8)]


def _indices(size: int) -> list[Any]:
    return [np.zeros(size, np.uint32)]
