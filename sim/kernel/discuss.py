"""What a meeting talks about and decides: voice, agenda, allocation, attention."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.kernel.lanes import add_up, choose, load, spread, store, take
from sim.rules import agenda, allocation, attention, voice
from sim.rules.allocation import Allocation
from sim.scenario.cells import LANES


@inlined
def hear_voices(session: Any, room: Any, n_present: int, minds: Any, bonds: Any) -> None:
    """Share of the talk of everybody present, and what the others think of them."""
    sum_esteem(session, room, n_present, bonds)
    total = 0.0
    present = 0.0
    for at in range(0, session.width, LANES):
        presence = load(room.presence, at)
        weight = take(minds.weight, room.person, at, (1, 0))
        loud = voice.loudness(weight, presence, load(room.granted, at), n_present - 1)
        store(room.share, at, loud)
        total = add_up(total, loud)
        present = add_up(present, presence)
    for at in range(0, session.width, LANES):
        share = voice.share(load(room.share, at), total, load(room.presence, at), present)
        store(room.share, at, share)
        store(room.talk, at, voice.relative(share, n_present))


@inlined
def sum_esteem(session: Any, room: Any, n_present: int, bonds: Any) -> None:
    """Esteem with attention that everybody present gets from the others, and their mean esteem."""
    for n in range(n_present):
        b = room.seat[n]
        row = session.cell + b * session.width
        granted = 0.0
        regarded = 0.0
        for at in range(0, session.width, LANES):
            # Nothing comes from the absent; one's own cell is 0.
            esteem = choose(load(room.presence, at) > 0.0, load(bonds.esteem, row + at), 0.0)
            granted = add_up(granted, voice.attentive_esteem(load(bonds.visibility, row + at), esteem))
            regarded = add_up(regarded, esteem)
        room.granted[b] = granted
        room.regarded[b] = regarded / (n_present - 1)


@inlined
def set_agenda(session: Any, room: Any, n_present: int, minds: Any, ideal: Any) -> None:
    """Topics' shares of the meeting."""
    total = 0.0
    for n in range(n_present):
        b = room.seat[n]
        total += room.share[b] * minds.insistence[room.person[b]]
    for at in range(0, room.agenda.size, LANES):
        shares = spread(0.0)
        for n in range(n_present):
            b = room.seat[n]
            i = room.person[b]
            weight = room.share[b] * minds.insistence[i]
            shares += weight * load(minds.interest, i * room.agenda.size + at)
        store(room.agenda, at, shares / total)
    of_customers = 0.0
    for t in range(ideal.size):
        if ideal[t] > 0.0:
            of_customers += room.agenda[t]
    for t in range(ideal.size):
        room.agenda[t] = agenda.with_quota(session.rules.agenda, room.agenda[t], of_customers, ideal[t] > 0.0)


@inlined
def allocate(session: Any, room: Any, n_present: int, tally: Any, ideal: Any) -> float:
    """Share out airtime and, where the meeting decides, resources and influence; the customers' share."""
    rules = Allocation(session.rules.allocation.weight, session.rules.allocation.scarcity)
    tally.held[0] += 1.0
    tally.held[1] += rules.weight
    for n in range(n_present):
        b = room.seat[n]
        tally.airtime[room.department[b]] += room.share[b]
        tally.points[room.department[b]] += rules.weight * room.share[b]
    to_customers = 0.0
    for t in range(ideal.size):
        given = allocation.share(rules, room.agenda[t], session.workload[t])
        tally.agenda[t] += room.agenda[t]
        tally.resources[t] += rules.weight * given
        if ideal[t] > 0.0:
            to_customers += given
    return to_customers


@inlined
def move_attention(now: Any, room: Any, n_present: int, interest: Any, group: Any) -> None:
    """Those present come to care about what they heard."""
    width = room.agenda.size
    for at in range(0, width, LANES):
        shares = load(room.agenda, at)
        for n in range(n_present):
            b = room.seat[n]
            i = room.person[b]
            rules = now.person[group[i]].attention
            own = load(interest, i * width + at)
            store(interest, i * width + at, attention.hear(rules, own, shares, room.presence[b]))
