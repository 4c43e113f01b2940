"""What is written down after each meeting, each week and at the end."""

from typing import Any

import numpy as np

from sim.kernel.compiled import inlined


@inlined
def ratio(part: float, whole: float) -> float:
    """Part of a whole; NaN of nothing."""
    return part / whole if whole > 0.0 else np.nan


@inlined
def measure_week(layout: Any, tally: Any, resources: Any, weekly: Any) -> None:
    """What the week's sums say of every department: columns of weekly (department, column)."""
    for d in range(weekly.shape[0]):
        topic = layout.departments.topic[d]
        weekly[d, 1] = ratio(tally.came[d], tally.invited[d])
        weekly[d, 2] = ratio(tally.seen[d], layout.ties.outside[d])
        weekly[d, 3] = ratio(tally.esteemed[d], layout.ties.outside[d])
        weekly[d, 4] = 100.0 * tally.influence[d]
        weekly[d, 5] = resources[topic]
        weekly[d, 6] = ratio(tally.airtime[d], tally.held[0])
        weekly[d, 7] = ratio(tally.agenda[topic], tally.held[0])
        for n in range(4):
            weekly[d, 11 + n] = tally.talked[d, n]


@inlined
def measure_company(market: Any, earned: float, plan: float, company: Any) -> None:
    """Revenue, plan, service, goodwill and the week's counts (column,)."""
    company[0] = earned
    company[1] = plan
    company[2] = market.service[0]
    company[3] = market.tally[4]
    for n in range(4):
        company[4 + n] = market.tally[n]


@inlined
def measure_people(layout: Any, minds: Any, tally: Any, weekly: Any) -> None:
    """Image among those of other departments who meet the department; interest, ease, sense of being heard."""
    for d in range(weekly.shape[0]):
        first = layout.departments.first_person[d]
        last = layout.departments.first_person[d + 1]
        ease = 0.0
        heard = 0.0
        for i in range(first, last):
            ease += minds.ease[i]
            heard += minds.heard[i]
        weekly[d, 0] = ratio(tally.image[d], layout.ties.witnesses[d])
        weekly[d, 8] = ratio(tally.interest[layout.departments.topic[d]], minds.ease.size)
        weekly[d, 9] = ratio(ease, last - first)
        weekly[d, 10] = ratio(heard, last - first)


@inlined
def measure_meeting(session: Any, room: Any, counts: Any, ideal: Any, sums: Any) -> None:
    """Add one meeting to its series' sums (column,); `counts` is (present, groups, talks, stopped)."""
    n_present, n_groups, talks, stopped = counts
    inside = 0
    for g in range(n_groups):
        n_members = room.group[g + 1] - room.group[g]
        inside += n_members * (n_members - 1)
    n_invited = 0
    for seat in range(session.principal.size):
        n_invited += session.principal[seat] < 0
    sums[1] += n_invited
    sums[0] += 1.0
    sums[2] += n_present
    sums[3] += top_three(room, n_present)
    sums[4] += talks
    sums[5] += stopped
    for t in range(ideal.size):
        if ideal[t] > 0.0:
            sums[6] += room.agenda[t]
    sums[7] += inside
    sums[8] += n_present * (n_present - 1)


@inlined
def top_three(room: Any, n_present: int) -> float:
    """Share of the talk of the three loudest."""
    loudest = 0.0
    second = 0.0
    third = 0.0
    for b in range(n_present):
        # Sorted in by smaller and larger, as a jump that cannot be foreseen costs more than these.
        share = room.share[room.seat[b]]
        rest = min(loudest, share)
        loudest = max(loudest, share)
        share = min(second, rest)
        second = max(second, rest)
        third = max(third, share)
    return loudest + second + third


@inlined
def measure_end(layout: Any, world: Any, people: Any, meetings: Any) -> None:
    """People's standing at the end, and means over the meetings held."""
    measure_standing(layout, world.bonds, world.lives.others, people)
    for i in range(people.shape[0]):
        people[i, 0] = world.minds.charisma[i]
        people[i, 1] = world.minds.assertiveness[i]
        people[i, 2] = ratio(world.lives.came[i], world.lives.invited[i])
        people[i, 6] = world.minds.ease[i]
        people[i, 7] = world.minds.heard[i]
        people[i, 8] = ratio(world.lives.airtime[i], world.lives.met[i])
    for m in range(meetings.shape[0]):
        meetings[m, 3] = ratio(meetings[m, 3], meetings[m, 0])
        meetings[m, 6] = ratio(meetings[m, 6], meetings[m, 0])


@inlined
def measure_standing(layout: Any, bonds: Any, others: Any, people: Any) -> None:
    """What the others grant a person: means over all ties to the person."""
    people[:, :] = 0.0
    others[:] = 0.0
    for tie in range(layout.ties.target.size):
        j = layout.ties.target[tie]
        others[j] += 1.0
        cell = layout.ties.cell[tie]
        people[j, 3] += bonds.visibility[cell] * bonds.esteem[cell]
        people[j, 4] += bonds.visibility[cell]
        people[j, 5] += bonds.esteem[cell]
    for i in range(people.shape[0]):
        for n in range(3, 6):
            people[i, n] = ratio(people[i, n], others[i])
