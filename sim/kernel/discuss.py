"""What a meeting talks about and decides: voice, agenda, allocation, attention."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.rules import agenda, allocation, attention, demand, voice
from sim.rules.allocation import Allocation
from sim.rules.attention import Attention


@inlined
def hear_voices(now: Any, session: Any, room: Any, n_present: int, world: Any, ranks: Any) -> None:
    """Share of the talk of everybody present, and what the others think of them."""
    sum_esteem(session, room, n_present, world.bonds)
    total = 0.0
    present = 0.0
    for b in range(n_present):
        i = room.person[b]
        weight = voice.weight(now.company.voice, ranks[i], world.minds.assertiveness[i])
        room.share[b] = voice.loudness(weight, room.presence[b], room.granted[b], n_present - 1)
        total += room.share[b]
        present += room.presence[b]
    for b in range(n_present):
        room.share[b] = voice.share(room.share[b], total, room.presence[b], present)
        room.talk[b] = voice.relative(room.share[b], n_present)


@inlined
def sum_esteem(session: Any, room: Any, n_present: int, bonds: Any) -> None:
    """Esteem, and esteem with attention, that everybody present gets from the others."""
    n_seats = session.person.size
    for b in range(n_present):
        column = room.seat[b]
        granted = 0.0
        regarded = 0.0
        for a in range(n_present):
            if a != b:
                tie = session.tie[room.seat[a] * n_seats + column]
                esteem = bonds.esteem[tie]
                granted += voice.attentive_esteem(bonds.visibility[tie], esteem)
                regarded += esteem
        room.granted[b] = granted
        room.regarded[b] = regarded


@inlined
def set_agenda(now: Any, session: Any, room: Any, n_present: int, minds: Any, layout: Any) -> None:
    """Topics' shares of the meeting."""
    ideal = layout.departments.customer_ideal
    n_topics = room.agenda.size
    room.agenda[:] = 0.0
    total = 0.0
    for b in range(n_present):
        i = room.person[b]
        rules = now.person[layout.people.group[i]].demand
        weight = room.share[b] * demand.insistence(rules, minds.assertiveness[i])
        total += weight
        for t in range(n_topics):
            room.agenda[t] += weight * minds.interest[i, t]
    of_customers = 0.0
    for t in range(n_topics):
        room.agenda[t] /= total
        if ideal[t] > 0.0:
            of_customers += room.agenda[t]
    for t in range(n_topics):
        room.agenda[t] = agenda.with_quota(session.rules.agenda, room.agenda[t], of_customers, ideal[t] > 0.0)


@inlined
def allocate(session: Any, room: Any, n_present: int, tally: Any, ideal: Any) -> float:
    """Share out airtime and, where the meeting decides, resources and influence; the customers' share."""
    rules = Allocation(session.rules.allocation.weight, session.rules.allocation.scarcity)
    tally.held[0] += 1.0
    tally.held[1] += rules.weight
    for b in range(n_present):
        tally.airtime[room.department[b]] += room.share[b]
        tally.points[room.department[b]] += rules.weight * room.share[b]
    to_customers = 0.0
    for t in range(room.agenda.size):
        given = allocation.share(rules, room.agenda[t], session.workload[t])
        tally.agenda[t] += room.agenda[t]
        tally.resources[t] += rules.weight * given
        if ideal[t] > 0.0:
            to_customers += given
    return to_customers


@inlined
def move_attention(now: Any, room: Any, n_present: int, interest: Any, group: Any) -> None:
    """Those present come to care about what they heard."""
    for b in range(n_present):
        i = room.person[b]
        rules = Attention(now.person[group[i]].attention.interest, now.person[group[i]].attention.job)
        for t in range(room.agenda.size):
            interest[i, t] = attention.hear(rules, interest[i, t], room.agenda[t], room.presence[b])
