"""What is written down after each meeting, each week and at the end."""

from typing import Any

import numpy as np

from sim.kernel.compiled import inlined
from sim.kernel.lanes import choose, in_lane, spread


@inlined
def ratio(part: Any, whole: Any) -> Any:
    """Part of a whole; NaN of nothing."""
    return choose(whole > 0.0, part / whole, np.nan)


@inlined
def hand_out(row: Any, output: Any) -> None:
    """Write a row of columns into that of every replicate: (replicate, column)."""
    for n in range(output.shape[0]):
        for column in range(output.shape[1]):
            output[n, column] = in_lane(row[column], n)


@inlined
def measure_week(layout: Any, minds: Any, tally: Any, resources: Any, sheet: Any, weekly: Any) -> None:
    """What the week's sums say of every department: weekly (replicate, department, column)."""
    row = sheet.weekly
    for d in range(weekly.shape[1]):
        topic = layout.departments.topic[d]
        row[0] = ratio(tally.image[d], layout.ties.witnesses[d])
        row[1] = ratio(tally.came[d], tally.invited[d])
        row[2] = ratio(tally.seen[d], layout.ties.outside[d])
        row[3] = ratio(tally.esteemed[d], layout.ties.outside[d])
        row[4] = 100.0 * tally.influence[d]
        row[5] = resources[topic]
        row[6] = ratio(tally.airtime[d], tally.held[0])
        row[7] = ratio(tally.agenda[topic], tally.held[0])
        row[8] = ratio(tally.interest[topic], minds.ease.size)
        measure_feelings(layout.departments.first_person, d, minds, row)
        for n in range(4):
            row[11 + n] = tally.talked[4 * d + n]
        hand_out(row, weekly[:, d])


@inlined
def measure_feelings(first_person: Any, d: int, minds: Any, row: Any) -> None:
    """Mean ease and sense of being heard in a department."""
    first = first_person[d]
    last = first_person[d + 1]
    ease = spread(0.0)
    heard = spread(0.0)
    for i in range(first, last):
        ease += minds.ease[i]
        heard += minds.heard[i]
    row[9] = ratio(ease, last - first)
    row[10] = ratio(heard, last - first)


@inlined
def measure_company(market: Any, earned: Any, plan: float, row: Any, company: Any) -> None:
    """Revenue, plan, service, goodwill and the week's counts: company (replicate, column)."""
    row[0] = earned
    row[1] = plan
    row[2] = market.service[0]
    row[3] = market.tally[4]
    for n in range(4):
        row[4 + n] = market.tally[n]
    hand_out(row, company)


@inlined
def measure_meeting(session: Any, room: Any, counts: Any, ideal: Any, sums: Any) -> None:
    """Add one meeting to its series' sums (column,); `counts` is (present, seats taken, groups, talks, stopped)."""
    n_present, n_taken, n_groups, talks, stopped = counts
    inside = spread(0.0)
    for g in range(n_groups):
        inside += room.n_members[g] * (room.n_members[g] - 1.0)
    n_invited = 0
    for seat in range(session.principal.size):
        n_invited += session.principal[seat] < 0
    held = n_present > 0.0
    sums[0] += choose(held, 1.0, 0.0)
    sums[1] += choose(held, n_invited, 0.0)
    sums[2] += n_present
    sums[3] += top_three(room, n_taken)
    sums[4] += talks
    sums[5] += stopped
    for t in range(ideal.size):
        if ideal[t] > 0.0:
            sums[6] += room.agenda[t]
    sums[7] += inside
    sums[8] += n_present * (n_present - 1.0)


@inlined
def top_three(room: Any, n_taken: int) -> Any:
    """Share of the talk of the three loudest."""
    loudest = spread(0.0)
    second = spread(0.0)
    third = spread(0.0)
    for n in range(n_taken):
        share = room.share[room.seat[n]]
        rest = min(loudest, share)
        loudest = max(loudest, share)
        share = min(second, rest)
        second = max(second, rest)
        third = max(third, share)
    return loudest + second + third


@inlined
def measure_end(layout: Any, world: Any, output: Any) -> None:
    """People's standing at the end, and means over the meetings held: arrays (replicate, ...) of `output`."""
    people, meetings = output
    minds, bonds, lives, sheet = world.minds, world.bonds, world.lives, world.sheet
    row = sheet.person
    sum_standing(layout.ties.target, bonds, lives)
    for i in range(people.shape[1]):
        row[0] = minds.charisma[i]
        row[1] = minds.assertiveness[i]
        row[2] = ratio(lives.came[i], lives.invited[i])
        row[3] = ratio(lives.granted[i], lives.others[i])
        row[4] = ratio(lives.seen[i], lives.others[i])
        row[5] = ratio(lives.esteemed[i], lives.others[i])
        row[6] = minds.ease[i]
        row[7] = minds.heard[i]
        row[8] = ratio(lives.airtime[i], lives.met[i])
        row[9] = own_goodwill(layout.portfolio, world.market.goodwill, i)
        hand_out(row, people[:, i])
    for m in range(meetings.shape[1]):
        sums = sheet.meetings[m]
        sums[3] = ratio(sums[3], sums[0])
        sums[6] = ratio(sums[6], sums[0])
        hand_out(sums, meetings[:, m])


@inlined
def own_goodwill(portfolio: Any, goodwill: Any, i: int) -> Any:
    """Mean goodwill of a person's customers, weighted by potential."""
    worth = spread(0.0)
    potential = 0.0
    for k in range(portfolio.first[i], portfolio.first[i + 1]):
        worth += portfolio.weight[k] * goodwill[k]
        potential += portfolio.weight[k]
    return ratio(worth, potential)


@inlined
def sum_standing(target: Any, bonds: Any, lives: Any) -> None:
    """What the others grant a person, summed over all ties to the person."""
    for tie in range(target.size):
        j = target[tie]
        lives.granted[j] += bonds.visibility[tie] * bonds.esteem[tie]
        lives.seen[j] += bonds.visibility[tie]
        lives.esteemed[j] += bonds.esteem[tie]
