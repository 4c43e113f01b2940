"""The floor: a bare loop that does the kernel's memory traffic and nothing else.

How it is counted. For one replicate of a company the loop loads and stores the elements of the same arrays, through
the same indices and in the same order as the kernel must at the least, with one addition in place of every rule, and
without draws, choices, shares, measures or events:

Everything is taken for integers, whose additions do not make the loop wait as those of floating-point numbers would.

- every week, for every person: calendar (away read and written, used and slots cleared), interest read and written,
  ease and heard read, regard read once for the image;
- for every meeting due, for every seat: person, deputy, away and slots read; for everybody present: interest read for
  the agenda, read and written after it, ease, heard, airtime and meetings attended read and written; for every pair
  present: tie index, visibility and esteem read (voice), and again, read and written (impression), regard read and
  written once per person and department;
- for every choice and visit of a salesperson: potential, goodwill and comfort of four customers read, one goodwill
  read and written;
- every week, for every customer: goodwill read and written, weight read; for every tie: visibility and esteem read and
  written; for every person and department: regard read and written, first tie read.

How many people come to a meeting, and how many visits there are, are the means of a run of the kernel.
"""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from sim.kernel.world import new_world
from sim.scenario.layout import Layout
from sim.scenario.output import COMPANY, MEETINGS, Output

Ints = NDArray[np.int64]


def counts(run: Output) -> tuple[Ints, int]:
    """People present at a meeting of each series, and visits a week, as means of a run, rounded."""
    held, present = (run.meetings[:, MEETINGS.index(name)] for name in ("held", "present"))
    visits = run.company[:, COMPANY.index("visits")].mean()
    return np.rint(present / np.maximum(held, 1.0)).astype(np.int64), round(float(visits))


def traffic(layout: Layout, weeks: int, run: Output) -> int:
    """Do one replicate's memory traffic; the number returned only keeps the compiler from leaving it out."""
    present, visits = counts(run)
    return int(replicate(as_integers(layout), as_integers(new_world(layout)), weeks, present, visits))


def as_integers(part: Any) -> Any:
    """The same arrays, their 64 bits taken for integers, through all nested tuples."""
    if isinstance(part, tuple):
        return type(part)(*(as_integers(each) for each in part))  # type: ignore[call-arg]
    return part.view(np.int64) if isinstance(part, np.ndarray) and part.dtype == np.float64 else part


@numba.njit(error_model="numpy", nogil=True)  # type: ignore[untyped-decorator]
def replicate(layout: Any, world: Any, weeks: int, present: Any, visits: int) -> int:
    """One replicate of it, on integers."""
    kept = 0
    for week in range(weeks):
        kept += _people(world.calendar, world.minds, layout.people.group)
        for m in range(layout.meetings.every.size):
            since = week - layout.meetings.offset[m]
            if since >= 0 and since % layout.meetings.every[m] == 0:
                kept += _meeting(layout.meetings, m, present[m], world, layout.people.department)
        kept += _customers(layout.portfolio, world.market.goodwill, visits)
        kept += _ties(layout.ties.first, world.bonds, world.minds.regard)
    return kept


@numba.njit(error_model="numpy")  # type: ignore[untyped-decorator]
def _people(calendar: Any, minds: Any, group: Any) -> int:
    kept = 0
    for i in range(group.size):
        calendar.used[i] = 0
        calendar.slots[i] = 0
        calendar.away[i] = calendar.away[i] + group[i]
        kept += minds.ease[i] + minds.heard[i]
        for t in range(minds.interest.shape[1]):
            minds.interest[i, t] = minds.interest[i, t] + 1
        for d in range(minds.regard.shape[1]):
            kept += minds.regard[i, d]
    return kept


@numba.njit(error_model="numpy")  # type: ignore[untyped-decorator]
def _meeting(meetings: Any, m: int, n_present: int, world: Any, department: Any) -> int:
    first = meetings.first_seat[m]
    n_seats = meetings.first_seat[m + 1] - first
    pair = meetings.first_pair[m]
    minds, bonds, lives = world.minds, world.bonds, world.lives
    kept = 0
    for seat in range(n_seats):
        i = meetings.person[first + seat]
        kept += meetings.principal[first + seat] + world.calendar.away[i] + world.calendar.slots[i]
    for b in range(n_present):
        for a in range(n_present):
            tie = meetings.tie[pair + a * n_seats + b]
            kept += bonds.visibility[tie] + bonds.esteem[tie]
    for a in range(n_present):
        i = meetings.person[first + a]
        for t in range(minds.interest.shape[1]):
            kept += minds.interest[i, t]
    for a in range(n_present):
        i = meetings.person[first + a]
        for t in range(minds.interest.shape[1]):
            minds.interest[i, t] = minds.interest[i, t] + 1
        minds.ease[i] = minds.ease[i] + 1
        minds.heard[i] = minds.heard[i] + 1
        lives.airtime[i] = lives.airtime[i] + 1
        lives.met[i] = lives.met[i] + 1
        for b in range(n_present):
            tie = meetings.tie[pair + a * n_seats + b]
            bonds.visibility[tie] = bonds.visibility[tie] + 1
            bonds.esteem[tie] = bonds.esteem[tie] + 1
            kept += department[meetings.person[first + b]]
        for d in range(minds.regard.shape[1]):
            minds.regard[i, d] = minds.regard[i, d] + 1
    return kept


@numba.njit(error_model="numpy")  # type: ignore[untyped-decorator]
def _customers(portfolio: Any, goodwill: Any, visits: int) -> int:
    kept = 0
    n_customers = goodwill.size
    for n in range(visits if n_customers > 0 else 0):
        for c in range(4):
            k = (7 * n + 3 * c) % n_customers
            kept += portfolio.potential[k] + goodwill[k] + portfolio.comfort[k]
        goodwill[n % n_customers] = goodwill[n % n_customers] + 1
    for k in range(n_customers):
        goodwill[k] = goodwill[k] + 1
        kept += portfolio.weight[k]
    return kept


@numba.njit(error_model="numpy")  # type: ignore[untyped-decorator]
def _ties(first: Any, bonds: Any, regard: Any) -> int:
    kept = 0
    n_departments = regard.shape[1]
    for i in range(regard.shape[0]):
        for d in range(n_departments):
            run = i * n_departments + d
            for tie in range(first[run], first[run + 1]):
                bonds.visibility[tie] = bonds.visibility[tie] + 1
                bonds.esteem[tie] = bonds.esteem[tie] + 1
            regard[i, d] = regard[i, d] + 1
            kept += regard[i, d]
    return kept
