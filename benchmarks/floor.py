"""The floor: a bare loop that does the kernel's memory traffic and nothing else.

How it is counted. For one replicate of a company the loop loads and stores the elements of the same arrays, through
the same indices and in the same order as the kernel must at the least, with one addition in place of every rule, and
without draws, choices, shares, measures or events:

Everything is taken for integers, whose additions do not make the loop wait as those of floating-point numbers would.

- every week, for every person: calendar (away read and written, used and slots cleared), interest read and written,
  ease and heard read, regard read once for the image, and what is thought of other departments;
- for every meeting due, for every seat: person, deputy, away and slots read; for everybody present: interest read for
  the agenda, read and written after it, ease, heard, airtime and meetings attended read and written; for every pair
  present: visibility and esteem read (voice), and again, read and written (impression), regard read and written once
  per person and department; for every tie that stands in another table: both its places, read and written twice;
- for every choice and visit of a salesperson: potential, goodwill and comfort of four customers read, one goodwill
  read and written;
- every week, for every customer: goodwill read and written, weight read; for every cell: visibility and esteem read
  and written, the change of esteem written; for every tie: its cell and the change read, of those to other departments
  visibility and esteem, too; for every person and department that have ties: regard and sums read and written.

How many people come to a meeting, and how many visits there are, are the means of a run of the kernel.
"""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray
from sim.scenario.cells import LANES, whole_lanes

from sim.kernel.compiled import register_rules
from sim.kernel.world import new_world, unsigned
from sim.scenario.layout import Layout
from sim.scenario.output import COMPANY, MEETINGS, Output

Ints = NDArray[np.int64]
register_rules()


def counts(run: Output) -> tuple[Ints, int]:
    """People present at a meeting of each series, and visits a week, as means of a run, rounded."""
    held, present = (run.meetings[:, MEETINGS.index(name)] for name in ("held", "present"))
    visits = run.company[:, COMPANY.index("visits")].mean()
    return np.rint(present / np.maximum(held, 1.0)).astype(np.int64), round(float(visits))


def traffic(layout: Layout, weeks: int, run: Output) -> int:
    """Do one replicate's memory traffic; the number returned only keeps the compiler from leaving it out."""
    present, visits = counts(run)
    return int(replicate(as_integers(unsigned(layout)), as_integers(new_world(layout)), weeks, present, visits))


def as_integers(part: Any) -> Any:
    """The same arrays, their 64 bits taken for integers, through all nested tuples."""
    if isinstance(part, tuple):
        return (
            type(part)(as_integers(each) for each in part)
            if type(part) is tuple
            else type(part)(*map(as_integers, part))
        )
    return part.view(np.int64) if isinstance(part, np.ndarray) and part.dtype == np.float64 else part


@numba.njit(error_model="numpy", nogil=True)  # type: ignore[untyped-decorator]
def replicate(given: Any, world: Any, weeks: int, present: Any, visits: int) -> int:
    """One replicate of it, on integers."""
    layout, places = given
    kept = 0
    for week in range(weeks):
        kept += _people(world.calendar, world.minds, world.views, layout.people.group)
        for m in range(layout.meetings.every.size):
            since = week - layout.meetings.offset[m]
            if since >= 0 and since % layout.meetings.every[m] == 0:
                kept += _copies(places.cells, m, world.bonds)
                kept += _meeting(layout, (m, places.cells.first[m]), present[m], world)
                kept += _copies(places.cells, m, world.bonds)
        kept += _customers(layout.portfolio, world.market.goodwill, visits)
        kept += _ties(places.runs, world.bonds, world.views, world.minds.regard.reshape(-1))
    return kept


@numba.njit(error_model="numpy")  # type: ignore[untyped-decorator]
def _people(calendar: Any, minds: Any, views: Any, group: Any) -> int:
    kept = 0
    for i in range(group.size):
        calendar.used[i] = 0
        calendar.slots[i] = 0
        calendar.away[i] = calendar.away[i] + group[i]
        kept += minds.ease[i] + minds.heard[i]
        for t in range(minds.interest.shape[1]):
            minds.interest[i, t] = minds.interest[i, t] + 1
        for d in range(minds.regard.shape[1]):
            kept += minds.regard[i, d] + views.seen[i, d] + views.esteemed[i, d]
    return kept


@numba.njit(error_model="numpy")  # type: ignore[untyped-decorator]
def _copies(cells: Any, m: int, bonds: Any) -> int:
    for n in range(cells.first_copy[m], cells.first_copy[m + 1]):
        bonds.visibility[cells.copy[n]] = bonds.visibility[cells.home[n]]
        bonds.esteem[cells.copy[n]] = bonds.esteem[cells.home[n]]
    return 0


@numba.njit(error_model="numpy")  # type: ignore[untyped-decorator]
def _meeting(layout: Any, table: Any, n_present: int, world: Any) -> int:
    m, cell = table
    meetings, department = layout.meetings, layout.people.department
    first = meetings.first_seat[m]
    n_seats = meetings.first_seat[m + 1] - first
    width = whole_lanes(n_seats)
    minds, bonds, lives = world.minds, world.bonds, world.lives
    kept = 0
    for seat in range(n_seats):
        i = meetings.person[first + seat]
        kept += meetings.principal[first + seat] + world.calendar.away[i] + world.calendar.slots[i]
    for b in range(n_present):
        for a in range(n_present):
            tie = cell + b * width + a
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
            tie = cell + a * width + b
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
def _ties(runs: Any, bonds: Any, views: Any, regard: Any) -> int:
    kept = 0
    for cell in range(bonds.esteem.size):
        bonds.visibility[cell] = bonds.visibility[cell] + 1
        bonds.esteem[cell] = bonds.esteem[cell] + 1
        bonds.change[cell] = bonds.esteem[cell]
    seen, esteemed = views.seen.reshape(-1), views.esteemed.reshape(-1)
    for bundle in range(runs.first.size - 1):
        for n in range(runs.first[bundle] * LANES, runs.first[bundle + 1] * LANES):
            cell = runs.cell[n]
            kept += bonds.change[cell]
            if bundle < runs.n_outside:
                kept += bonds.visibility[cell] + bonds.esteem[cell]
        for n in range(bundle * LANES, (bundle + 1) * LANES):
            at = runs.place[n]
            regard[at] = regard[at] + 1
            if bundle < runs.n_outside:
                seen[at] = kept
                esteemed[at] = kept
    return kept
