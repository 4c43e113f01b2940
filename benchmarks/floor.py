"""The floor: a bare loop that does the kernel's memory traffic and nothing else.

How it is counted. For eight replicates of a company side by side the loop loads and stores the elements of the same
arrays, through the same indices and in the same order as the kernel must at the least, with one addition in place of
every rule, and without draws, choices, shares, measures or events:

Everything is taken for integers, whose additions do not make the loop wait as those of floating-point numbers would.

- every week, for every person: calendar (away read and written, used and half-days cleared), interest read and written,
  ease and heard read, regard read once for the image;
- for every meeting due, for every seat: person, deputy, away and half-day read; for everybody but deputies, as hardly
  anybody is absent in eight replicates at once: interest read for the agenda, read and written after it, ease, heard,
  airtime and meetings attended read and written; for every pair of them: the number of their tie, visibility and
  esteem read (voice), and again, read and written (impression), regard read and written once per person and
  department;
- for every choice and visit of a salesperson: potential, goodwill and comfort of four customers read, for each
  replicate another, one goodwill read and written;
- every week, for every customer: goodwill read and written, weight read; for every tie: visibility and esteem read and
  written; for every person and department that have ties: regard read and written.

How many visits there are is the mean of a run of the kernel, though eight replicates need as many as the busiest.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.kernel.compiled import OwnVectors, inlined, njit
from sim.kernel.lanes import in_lane, numbered, put, spread, take
from sim.kernel.tables import in_lanes, in_tables, stretch
from sim.kernel.world import new_world
from sim.scenario.layout import Layout
from sim.scenario.output import COMPANY, Output

Ints = NDArray[np.int64]


def visits(run: Output) -> int:
    """Visits a week, as the mean of a run, rounded."""
    return round(float(run.company[:, COMPANY.index("visits")].mean()))


def traffic(layout: Layout, weeks: int, n_visits: int) -> Any:
    """What does the memory traffic of eight replicates; the number returned only keeps it from being left out."""
    given, world = as_integers(layout), as_integers(new_world(layout))
    return lambda: int(replicates(given, world, weeks, n_visits))


def as_integers(part: Any) -> Any:
    """The same arrays, their 64 bits taken for integers, through all nested tuples."""
    if isinstance(part, tuple):
        return type(part)(*map(as_integers, part))
    return part.view(np.int64) if isinstance(part, np.ndarray) and part.dtype == np.float64 else part


@njit(error_model="numpy", nogil=True, _nrt=False, pipeline_class=OwnVectors)  # type: ignore[untyped-decorator]
def replicates(given: Any, arrays: Any, weeks: int, n_visits: int) -> int:
    """Eight replicates of it, on integers."""
    layout, world = in_tables(given), in_lanes(arrays)
    meetings = layout.meetings
    kept = spread(0)
    for week in range(weeks):
        kept += _people(world.calendar, world.minds, layout.people.group)
        for m in range(meetings.every.size):
            since = week - meetings.offset[m]
            if since >= 0 and since % meetings.every[m] == 0:
                first, last = meetings.first_seat[m], meetings.first_seat[m + 1]
                tie = stretch(meetings.tie, meetings.first_pair[m], meetings.first_pair[m + 1])
                seats = (stretch(meetings.person, first, last), stretch(meetings.principal, first, last), tie)
                kept += _seats(layout, seats, meetings.slot[m], world)
                kept += _hear(seats, world) + _learn(layout.people.department, seats, world)
        for n in range(n_visits):
            kept += _visit(layout.portfolio, world.market.goodwill, n)
        kept += _week(layout, world)
    return int(in_lane(kept, 0))


@inlined  # type: ignore[untyped-decorator]
def _people(calendar: Any, minds: Any, group: Any) -> Any:
    kept = spread(0)
    for i in range(group.size):
        calendar.used[i] = 0
        for slot in range(calendar.busy.shape[1]):
            calendar.busy[i, slot] = False
        calendar.away[i] = calendar.away[i] ^ (group[i] == 0)
        kept += minds.ease[i] + minds.heard[i]
        for t in range(minds.interest.shape[1]):
            minds.interest[i, t] = minds.interest[i, t] + 1
        for d in range(minds.regard.shape[1]):
            kept += minds.regard[i, d]
    return kept


@inlined  # type: ignore[untyped-decorator]
def _seats(layout: Any, seats: Any, slot: int, world: Any) -> Any:
    person, principal, _ = seats
    portfolio = layout.portfolio
    kept = spread(0)
    for seat in range(person.size):
        i = person[seat]
        world.calendar.busy[i, slot] = world.calendar.busy[i, slot] | world.calendar.away[i]
        kept += principal[seat]
        if portfolio.first[i] < portfolio.first[i + 1]:
            kept += _visit(portfolio, world.market.goodwill, i)
    return kept


@inlined  # type: ignore[untyped-decorator]
def _hear(seats: Any, world: Any) -> Any:
    person, principal, tie = seats
    minds, bonds = world.minds, world.bonds
    kept = spread(0)
    for b in range(person.size):
        for a in range(person.size):
            if a != b and principal[a] < 0 and principal[b] < 0:
                at = tie[a * person.size + b]
                kept += bonds.visibility[at] + bonds.esteem[at]
    for a in range(person.size):
        if principal[a] < 0:
            for t in range(minds.interest.shape[1]):
                kept += minds.interest[person[a], t]
    return kept


@inlined  # type: ignore[untyped-decorator]
def _learn(department: Any, seats: Any, world: Any) -> Any:
    person, principal, _ = seats
    minds, lives = world.minds, world.lives
    kept = spread(0)
    for a in range(person.size):
        if principal[a] < 0:
            i = person[a]
            for t in range(minds.interest.shape[1]):
                minds.interest[i, t] = minds.interest[i, t] + 1
            minds.ease[i] = minds.ease[i] + 1
            minds.heard[i] = minds.heard[i] + 1
            lives.airtime[i] = lives.airtime[i] + 1
            lives.met[i] = lives.met[i] + 1
            kept += _look(department, seats, a, world.bonds)
            for d in range(minds.regard.shape[1]):
                minds.regard[i, d] = minds.regard[i, d] + 1
    return kept


@inlined  # type: ignore[untyped-decorator]
def _look(department: Any, seats: Any, a: int, bonds: Any) -> Any:
    person, principal, tie = seats
    kept = spread(0)
    for b in range(person.size):
        if a != b and principal[b] < 0:
            at = tie[a * person.size + b]
            bonds.visibility[at] = bonds.visibility[at] + 1
            bonds.esteem[at] = bonds.esteem[at] + 1
            kept += department[person[b]]
    return kept


@inlined  # type: ignore[untyped-decorator]
def _visit(portfolio: Any, goodwill: Any, n: int) -> Any:
    """Another customer for every replicate; they begin with the `n`th and stay among the first hundred."""
    kept = spread(0)
    k = spread(0)
    for c in range(4):
        k = (numbered(7 * n + 3 * c) & 63) * min(1, goodwill.size // 64)
        kept += take(portfolio.potential, k) + take(goodwill, k) + take(portfolio.comfort, k)
    put(goodwill, k, take(goodwill, k) + 1)
    return kept


@inlined  # type: ignore[untyped-decorator]
def _week(layout: Any, world: Any) -> Any:
    kept = spread(0)
    goodwill, regard, bonds = world.market.goodwill, world.minds.regard, world.bonds
    for k in range(goodwill.size):
        goodwill[k] = goodwill[k] + 1
        kept += layout.portfolio.weight[k]
    for i in range(regard.shape[0]):
        for d in range(regard.shape[1]):
            run = i * regard.shape[1] + d
            for tie in range(layout.ties.first[run], layout.ties.first[run + 1]):
                bonds.visibility[tie] = bonds.visibility[tie] + 1
                bonds.esteem[tie] = bonds.esteem[tie] + 1
            regard[i, d] = regard[i, d] + 1
    return kept
