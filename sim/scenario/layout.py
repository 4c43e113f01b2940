"""Who and what there is, as arrays: people, rosters, ties and customers, the same for both engines.

People are numbered by department, then heads, leads, staff. Ties exist only along rosters, so their
number grows with the company linearly. Nothing here is drawn by chance.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario.rosters import Roster, rosters
from sim.scenario.schema import RANKS, Structure

Ints = NDArray[np.int64]
# Unsigned, because compiled code need not ask whether such an index counts from the end.
Indices = NDArray[np.uint32]
Floats = NDArray[np.float64]

HEAD = RANKS.index("head")


class Departments(NamedTuple):
    """Departments, and the topics they care about."""

    first_person: Ints  # (department + 1,)
    topic: Ints  # (department,)
    faces_customers: Ints  # (department,) 0 or 1
    blamed: Ints  # (department,) 0 or 1, for missing the plan
    n_heads: Ints  # (department,)
    image: Floats  # (department,)
    job_interest: Floats  # (department, topic), rows sum to 1
    customer_ideal: Floats  # (topic,) what customers care about, sums to 1 or 0
    say: Floats  # (department,) share of the company's people, and so of the say in decisions at the start
    resources: Floats  # (topic,) share of the resources at the start, likewise


class People(NamedTuple):
    """People, sorted by department."""

    department: Ints  # (person,)
    rank: Ints  # (person,) index into RANKS
    group: Ints  # (person,) department * 3 + rank: the row of their parameters
    charisma: Floats  # (person,) mean of those of their department and rank


class Meetings(NamedTuple):
    """Meeting series in the order of the week; seats sorted by person."""

    every: Ints  # (meeting,)
    offset: Ints  # (meeting,)
    slot: Ints  # (meeting,)
    series: Ints  # (meeting,) row of their parameters
    first_seat: Ints  # (meeting + 1,)
    person: Ints  # (seat,)
    principal: Ints  # (seat,) seat of the head this seat is the deputy of, or -1
    workload: Floats  # (meeting, topic) share of the seats
    first_pair: Ints  # (meeting + 1,)
    tie: Indices  # (pair,) tie of seat a to seat b: first_pair + a * seats + b; 0 of oneself


class Ties(NamedTuple):
    """Directed ties, sorted by observer, then target, and so by the target's department."""

    target: Indices  # (tie,)
    first: Ints  # (person * departments + 1,) first tie of a person to a department
    outside: Ints  # (department,) ties from other departments
    witnesses: Ints  # (department,) people of other departments who have any


class Portfolio(NamedTuple):
    """Customers, sorted by owner, the most valuable first."""

    first: Ints  # (person + 1,)
    rank: Ints  # (customer,) class, 0 the most valuable
    potential: Floats  # (customer,) relative to the largest customers
    weight: Floats  # (customer,) potential as a share of all, sums to 1
    comfort: Floats  # (customer,)
    last_class: int
    goodwill: float


class Start(NamedTuple):
    """State of everybody at the start."""

    visibility: float
    esteem_charisma: float
    own_image: float
    ease: float
    heard: float
    service: float


class Layout(NamedTuple):
    """A company."""

    departments: Departments
    people: People
    meetings: Meetings
    ties: Ties
    portfolio: Portfolio
    start: Start


class Names(NamedTuple):
    """What the numbers of a layout stand for."""

    departments: list[str]
    topics: list[str]
    people: list[str]
    meetings: list[str]
    classes: list[str]


def build(scenario: Structure) -> Layout:
    """Arrays of a scenario's company."""
    departments = _departments(scenario)
    people = _people(scenario)
    series = rosters(scenario)
    seats = [np.array(each.seats, dtype=np.int64) for each in series]
    known, tie = _pairs(seats, len(people.department))
    start = scenario.initial
    return Layout(
        departments, people, _meetings(series, departments, people, tie), _ties(known, departments, people),
        _portfolio(scenario, departments, people),
        Start(start.visibility, start.esteem_charisma, start.own_image, start.ease, start.heard, start.service),
    )  # fmt: skip


def names(scenario: Structure) -> Names:
    """Names in the order of the layout's numbers."""
    people = [
        f"{name}.{rank}.{number + 1}"
        for name, department in scenario.departments.items()
        for rank in reversed(RANKS)
        for number in range(getattr(department, rank))
    ]
    return Names(
        list(scenario.departments), topics(scenario), people,
        [each.name for each in rosters(scenario)], list(scenario.portfolio.classes),
    )  # fmt: skip


def topics(scenario: Structure) -> list[str]:
    """Topics in the order of first mention."""
    return list(dict.fromkeys(each.topic or name for name, each in scenario.departments.items()))


def classes_of_customers(scenario: Structure) -> Ints:
    """Class of each customer of one person, sorted: (customer,)."""
    shares, each = [c.share for c in scenario.portfolio.classes.values()], scenario.portfolio.customers_per_person
    bounds = np.rint(np.cumsum(shares) * each).astype(np.int64)
    return np.searchsorted(bounds, np.arange(each), side="right").clip(max=len(shares) - 1)


def _departments(scenario: Structure) -> Departments:
    every = list(scenario.departments.values())
    named = topics(scenario)
    topic = np.array([named.index(each.topic or name) for name, each in scenario.departments.items()])
    job = np.zeros((len(every), len(named)))
    for row, each in enumerate(every):
        others = len(named) - 1
        job[row] = (1.0 - each.interest) / others if others else 0.0
        job[row, topic[row]] = each.interest if others else 1.0
    faces = np.array([int(each.faces_customers) for each in every])
    ideal = np.zeros(len(named))
    ideal[topic[faces == 1]] = 1.0
    sizes = [each.head + each.lead + each.staff for each in every]
    return Departments(
        first_person=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        topic=topic.astype(np.int64),
        faces_customers=faces.astype(np.int64),
        blamed=np.array([int(each.faces_customers if each.blamed is None else each.blamed) for each in every]),
        n_heads=np.array([each.head for each in every], dtype=np.int64),
        image=np.array([each.image for each in every], dtype=np.float64),
        job_interest=job,
        customer_ideal=ideal / max(1.0, ideal.sum()),
        say=np.array(sizes) / sum(sizes),
        resources=np.bincount(topic, weights=sizes, minlength=len(named)) / sum(sizes),
    )


def _people(scenario: Structure) -> People:
    department: list[int] = []
    rank: list[int] = []
    charisma: list[float] = []
    for number, each in enumerate(scenario.departments.values()):
        for name in reversed(RANKS):
            count = getattr(each, name)
            department += [number] * count
            rank += [RANKS.index(name)] * count
            charisma += [getattr(each.charisma, name)] * count
    ranks = np.array(rank, dtype=np.int64)
    departments = np.array(department, dtype=np.int64)
    return People(departments, ranks, departments * len(RANKS) + ranks, np.array(charisma, dtype=np.float64))


def _meetings(series: list[Roster], departments: Departments, people: People, tie: Indices) -> Meetings:
    n_topics = departments.job_interest.shape[1]
    sizes = np.array([len(each.seats) for each in series], dtype=np.int64)
    workload = np.zeros((len(series), n_topics))
    for m, each in enumerate(series):
        own = np.array(each.seats)[np.array(each.principals) < 0]
        workload[m] = np.bincount(departments.topic[people.department[own]], minlength=n_topics) / len(own)
    return Meetings(
        every=np.array([each.every for each in series], dtype=np.int64),
        offset=np.array([each.offset for each in series], dtype=np.int64),
        slot=np.array([each.slot for each in series], dtype=np.int64),
        series=np.array([each.series for each in series], dtype=np.int64),
        first_seat=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        person=np.array([person for each in series for person in each.seats], dtype=np.int64),
        principal=np.array([seat for each in series for seat in each.principals], dtype=np.int64),
        workload=workload,
        first_pair=np.concatenate([[0], np.cumsum(sizes**2)]).astype(np.int64),
        tie=tie,
    )


def _pairs(rosters: list[Ints], n_people: int) -> tuple[Ints, Indices]:
    """Keys observer * people + target of all ties, sorted; and the tie of every pair of seats, 0 of oneself."""
    keys = [np.repeat(seats, len(seats)) * n_people + np.tile(seats, len(seats)) for seats in rosters]
    every = np.concatenate([*keys, np.zeros(0, dtype=np.int64)])
    are_two = every // n_people != every % n_people
    known = np.unique(every[are_two])
    return known, np.where(are_two, np.searchsorted(known, every), 0).astype(np.uint32)


def _ties(known: Ints, departments: Departments, people: People) -> Ties:
    n_people = len(people.department)
    n_departments = len(departments.topic)
    target = (known % n_people).astype(np.uint32)
    run = (known // n_people) * n_departments + people.department[target]
    first = np.searchsorted(run, np.arange(n_people * n_departments + 1)).astype(np.int64)
    observer_department = people.department[known // n_people]
    outside = people.department[target][observer_department != people.department[target]]
    meets = np.diff(first).reshape(n_people, n_departments) > 0
    meets[np.arange(n_people), people.department] = False
    return Ties(
        target=target,
        first=first,
        outside=np.bincount(outside, minlength=n_departments).astype(np.int64),
        witnesses=meets.sum(axis=0).astype(np.int64),
    )


def _portfolio(scenario: Structure, departments: Departments, people: People) -> Portfolio:
    classes = list(scenario.portfolio.classes.values())
    each = scenario.portfolio.customers_per_person
    rank = classes_of_customers(scenario)
    per_customer = np.array([c.potential / c.share if c.share > 0 else 0.0 for c in classes])
    owners = departments.faces_customers[people.department]
    n_owners = int(owners.sum())
    relative = per_customer / max(per_customer.max(), 1e-300)
    return Portfolio(
        first=np.concatenate([[0], np.cumsum(owners * each)]).astype(np.int64),
        rank=np.tile(rank, n_owners).astype(np.int64),
        potential=np.tile(relative[rank], n_owners),
        weight=np.tile(per_customer[rank], n_owners) / max(float(np.tile(per_customer[rank], n_owners).sum()), 1e-300),
        comfort=np.tile(np.array([c.comfort for c in classes])[rank], n_owners),
        last_class=len(classes) - 1,
        goodwill=scenario.initial.goodwill,
    )
