"""Everything a week works on, in parts small enough to hand over one by one.

Compiling a function takes time for every array that it is handed, so each step gets the parts it needs.
"""

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.chance import Stream
from sim.rules.gossip import TALKS_PER_MEETING
from sim.scenario.cells import LANES, Places, whole_lanes
from sim.scenario.layout import Departments, Layout, Meetings, People, Portfolio, Start, Ties

PER_LINE = 8  # numbers on a line of the cache
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
    choice: int  # the first of its choices among those whose luck is drawn
    cell: int  # the first of its table
    width: int  # of the table's rows
    workload: Floats  # (topic,)
    rules: Any  # record of MeetingRules


class Minds(NamedTuple):
    """What people are, feel, care about and think of departments; one person beyond all fills up lanes."""

    charisma: Floats  # (person,)
    assertiveness: Floats  # (person,)
    weight: Floats  # (person,) how loud without being listened to
    insistence: Floats  # (person,) weight of one's topics beside one's voice
    shown: Floats  # (person,) performance
    ease: Floats  # (person,)
    heard: Floats  # (person,)
    interest: Floats  # (person, topic), topics filled up to whole lanes
    regard: Floats  # (person, department), people filled up by as many as there are lanes


class Bonds(NamedTuple):
    """Who notices whom, and who takes whom seriously."""

    visibility: Floats  # (cell,)
    esteem: Floats  # (cell,)
    change: Floats  # (cell,) of esteem at the end of the week


class Calendar(NamedTuple):
    """Everybody's week."""

    away: Ints  # (person,) 1 while ill or on holiday
    used: Ints  # (person,) half-days given to meetings, or to customers instead of them
    slots: Ints  # (person,) a bit for each half-day spent in a meeting
    role_model: Floats  # (department,) recent attendance of its heads


class Room(NamedTuple):
    """The table, its seats filled up to whole lanes; those present, and what they talk about."""

    seat: Ints  # (member,) seats of those present
    group: Ints  # (group + 1,) first member of each department that is present
    person: Ints  # (seat,) one beyond all where nobody sits
    department: Ints  # (seat,)
    presence: Floats  # (seat,) 0 absent, 1 in the room, less by video
    share: Floats  # (seat,) share of the talk
    talk: Floats  # (seat,) talk relative to a fair share, at most 1
    granted: Floats  # (seat,) attentive esteem of the others
    regarded: Floats  # (seat,) mean esteem of the others
    shown: Floats  # (seat,) performance
    agenda: Floats  # (topic,) filled up to whole lanes


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
    interest: Floats  # (topic,) interest summed over everybody, filled up to whole lanes


class Views(NamedTuple):
    """What each thinks of other departments whose people they meet, people filled up like `regard`."""

    witness: Floats  # (person, department) 1 where they meet its people and are none of them
    seen: Floats  # (person, department) visibility summed over ties
    esteemed: Floats  # (person, department) esteem likewise


class Lives(NamedTuple):
    """Sums over a person's whole run."""

    invited: Floats  # (person,)
    came: Floats  # (person,)
    airtime: Floats  # (person,) relative to a fair share
    met: Floats  # (person,) meetings attended
    others: Floats  # (person,) how many have a tie to the person


class Luck(NamedTuple):
    """Uniform numbers drawn side by side before they are needed."""

    leave: Floats  # (person,) filled up to four times the lanes
    visits: Floats  # (4 * lane,)
    gossip: Floats  # (occasion * 4 * meeting,)
    choices: Floats  # (purpose, 4 * choice) for dates, attendance and explanations


class Topics(NamedTuple):
    """What the layout says of topics, filled up to whole lanes."""

    job: Floats  # (department, topic)
    ideal: Floats  # (topic,)


class Diary(NamedTuple):
    """Events of the traced replicate; what does not fit is not kept."""

    events: Floats  # (capacity, 6)
    noted: Ints  # (1,) how many events there are, kept or not


class Firm(NamedTuple):
    """A layout as the steps are handed it; the places of ties go to the few that need them."""

    departments: Departments
    people: People
    meetings: Meetings
    ties: Ties
    portfolio: Portfolio
    start: Start


class World(NamedTuple):
    """All parts."""

    minds: Minds
    bonds: Bonds
    calendar: Calendar
    room: Room
    absent: Absent
    market: Market
    tally: Tally
    views: Views
    lives: Lives
    luck: Luck
    topics: Topics


def new_world(layout: Layout) -> World:
    """Arrays of the right sizes; `start` fills them."""
    n_people = layout.people.department.size
    n_departments, n_topics = layout.departments.job_interest.shape
    n_seats = whole_lanes(max(1, int(np.diff(layout.meetings.first_seat).max(initial=0))))
    n_cells = int(layout.places.cells.first[-1]) + 1  # one beyond all, for where runs of ties are over
    width = whole_lanes(n_topics)
    n_choices = most_choices(layout)
    return World(
        Minds(*[
            *_floats(2, n_people), *_floats(3, n_people + 1), *_floats(2, n_people),
            *_floats(1, n_people, width), *_floats(1, n_people + LANES, n_departments),
        ]),
        Bonds(*_floats(3, n_cells)),
        Calendar(*[*_ints(3, n_people), np.zeros(n_departments)]),
        Room(*[
            *_indices(1, n_seats), *_indices(1, n_seats + 1), *_indices(2, n_seats), *_floats(6, n_seats),
            *_floats(1, width),
        ]),
        Absent(*[*_indices(4, n_seats), np.zeros(n_seats), *_indices(1, 2)]),
        Market(np.zeros(layout.portfolio.rank.size), np.zeros(n_topics), np.zeros(1), np.zeros(2), np.zeros(5)),
        Tally(*[
            *_floats(5, n_departments), *_floats(2, n_topics), np.zeros((n_departments, 4)), np.zeros(2),
            *_floats(3, whole_lanes(n_departments)), *_floats(1, width),
        ]),
        Views(witnesses(layout), *_floats(2, n_people + LANES, n_departments)),
        Lives(*_floats(5, n_people)),
        Luck(
            *_floats(1, -(-n_people // (4 * LANES)) * 4 * LANES), *_floats(1, 4 * LANES),
            *_floats(1, TALKS_PER_MEETING * 4 * LANES), *_floats(1, 3, 4 * n_choices),
        ),
        Topics(
            _filled_up(layout.departments.job_interest, (n_departments, width)),
            _filled_up(layout.departments.customer_ideal, (width,)),
        ),
    )  # fmt: skip


def witnesses(layout: Layout) -> Floats:
    """1 where a person meets people of a department and is none of them."""
    n_people = layout.people.department.size
    found = np.diff(layout.ties.first).reshape(n_people, -1) > 0
    found[np.arange(n_people), layout.people.department] = False
    return _filled_up(found, (n_people + LANES, found.shape[1]))


def unsigned(layout: Layout) -> tuple[Firm, Places]:
    """A layout with unsigned indices: of those compiled code need not ask whether they count from the end."""
    person = np.append(layout.meetings.person, np.zeros(LANES)).astype(np.uint32)
    meetings = _unsigned(layout.meetings)._replace(principal=layout.meetings.principal, person=person)
    firm = Firm(*(_unsigned(getattr(layout, part)) for part in Firm._fields))._replace(meetings=meetings)
    return firm, _unsigned(layout.places)


def _unsigned(part: Any) -> Any:
    if isinstance(part, tuple):
        return type(part)(*(_unsigned(each) for each in part))
    return part.astype(np.uint32) if isinstance(part, np.ndarray) and part.dtype == np.int64 else part


def most_choices(layout: Layout) -> int:
    """How many choices there are at most in as many meetings as there are lanes, in whole lanes."""
    first = layout.places.choices.first
    last = np.append(first[LANES::LANES], first[-1])
    return whole_lanes(int((last - first[: last.size * LANES : LANES]).max(initial=0)))


def _floats(n_arrays: int, *shape: int) -> list[Any]:
    """Zeros that begin where a line of the cache does, so that lanes lie on one line each."""
    size = math.prod(shape)
    step = -(-max(1, size) // PER_LINE) * PER_LINE
    memory = np.zeros(n_arrays * step + PER_LINE)
    start = -memory.ctypes.data // memory.itemsize % PER_LINE
    return [memory[at : at + size].reshape(shape) for at in range(start, start + n_arrays * step, step)]


def _filled_up(array: NDArray[Any], shape: tuple[int, ...]) -> Floats:
    """The array at the beginning of zeros."""
    found = np.zeros(shape)
    found[tuple(slice(length) for length in array.shape)] = array
    return found


def _indices(n_arrays: int, size: int) -> list[Any]:
    return [np.zeros(size, np.uint32) for _ in range(n_arrays)]


def _ints(n_arrays: int, size: int) -> list[Any]:
    return [np.zeros(size, np.int64) for _ in range(n_arrays)]
