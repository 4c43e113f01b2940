"""Who meets where: series across departments share a few rooms, the others meet at their own desks."""

from math import gcd

import numpy as np

from sim.app.watch.record import NOBODY, Ints
from sim.scenario.layout import Layout

DESKS = -1


def rooms(layout: Layout, seats: list[Ints]) -> list[int]:
    """Room of every series; two share one where they never meet in the same half-day."""
    chosen: list[int] = []
    for m, people in enumerate(seats):
        if len(set(layout.people.department[people].tolist())) < 2:
            chosen.append(DESKS)
            continue
        taken = {chosen[other] for other in range(m) if chosen[other] != DESKS and _collide(layout, m, other)}
        chosen.append(next(room for room in range(m + 1) if room not in taken))
    return chosen


def teams(layout: Layout, seats: list[Ints]) -> list[int]:
    """Team of every person: the first series at the desks that they sit in, or none."""
    found = np.full(layout.people.department.size, NOBODY)
    routine = [m for m, chosen in enumerate(rooms(layout, seats)) if chosen == DESKS]
    # Rounds of the leaders come after the teams, and leave in their teams whoever has one.
    for m in routine:
        free = seats[m][found[seats[m]] == NOBODY]
        found[free] = m
    return [int(each) for each in found]


def _collide(layout: Layout, one: int, other: int) -> bool:
    """Whether two series are ever held in the same half-day."""
    given = layout.meetings
    if given.slot[one] != given.slot[other]:
        return False
    common = gcd(int(given.every[one]), int(given.every[other]))
    return bool((given.offset[one] - given.offset[other]) % common == 0)
