"""What a meeting talks about and decides: voice, agenda, allocation, attention."""

from typing import Any

from sim.kernel.branches import by_lane
from sim.kernel.compiled import inlined
from sim.kernel.lanes import choose, spread
from sim.kernel.luck import number
from sim.rules import agenda, allocation, attention, demand, impression, ritual, voice
from sim.rules.allocation import Allocation

loudness = by_lane(voice.loudness)
share_of = by_lane(voice.share)
with_quota = by_lane(agenda.with_quota)


@inlined
def show(now: Any, session: Any, seats: Any, minds: Any, group: Any) -> None:
    """What those there show, and how they insist; `seats` is (room, seats taken)."""
    room, n_taken = seats
    for n in range(n_taken):
        b = room.seat[n]
        i = session.person[b]
        if session.block == 0:
            room.say[b] = minds.insistence[i]
            room.shown[b] = minds.shown[i]
        else:
            rules = now.person[session.block + group[i]].demand
            room.say[b] = demand.insistence(rules, minds.assertiveness[i])
            room.shown[b] = impression.performance(
                now.company.impression, minds.charisma[i], rules.strength, minds.assertiveness[i]
            )


@inlined
def hear_voices(now: Any, session: Any, room: Any, counts: Any, minds: Any, bonds: Any) -> None:
    """Share of the talk of everybody there, and what the others think of them; `counts` is (present, seats taken)."""
    n_present, n_taken = counts
    rules = now.company.voice
    total = spread(0.0)
    present = spread(0.0)
    for n in range(n_taken):
        b = room.seat[n]
        granted, regarded = sum_esteem(now.company.forms.voice, session, room, (b, n_taken), bonds)
        loud = loudness(rules, minds.weight[session.person[b]], room.presence[b], granted, n_present - 1)
        room.share[b] = loud
        room.regarded[b] = regarded / (n_present - 1)
        total += loud
        present += room.presence[b]
    for n in range(n_taken):
        b = room.seat[n]
        # Where nobody came there is nothing to share.
        share = choose(room.presence[b] > 0.0, share_of(room.share[b], total, room.presence[b], present), 0.0)
        room.share[b] = share
        room.say[b] = share * room.say[b]
        room.talk[b] = voice.relative(share, n_present) * ritual.substance(session.rules.ritual)


@inlined
def sum_esteem(form: float, session: Any, room: Any, who: Any, bonds: Any) -> Any:
    """Esteem with attention, and esteem, that `who` = (seat, seats taken) gets from the others."""
    b, n_taken = who
    granted = spread(0.0)
    regarded = spread(0.0)
    for n in range(n_taken):
        a = room.seat[n]
        if a != b:
            tie = session.tie[a * session.person.size + b]
            esteem = choose(room.presence[a] > 0.0, bonds.esteem[tie], 0.0)
            granted += voice.attentive_esteem(form, bonds.visibility[tie], esteem)
            regarded += esteem
    return granted, regarded


@inlined
def set_agenda(session: Any, room: Any, counts: Any, minds: Any, ideal: Any) -> None:
    """Topics' shares of the meeting; 0 where nobody came."""
    n_present, n_taken = counts
    total = spread(0.0)
    for n in range(n_taken):
        total += room.say[room.seat[n]]
    of_customers = spread(0.0)
    for t in range(ideal.size):
        shares = spread(0.0)
        for n in range(n_taken):
            b = room.seat[n]
            shares += room.say[b] * minds.interest[session.person[b], t]
        share = choose(n_present > 0.0, shares / total, 0.0)
        room.agenda[t] = share
        if ideal[t] > 0.0:
            of_customers += share
    if session.rules.agenda.quota > 0.0:
        for t in range(ideal.size):
            room.agenda[t] = with_quota(session.rules.agenda, room.agenda[t], of_customers, ideal[t] > 0.0)


@inlined
def allocate(now: Any, session: Any, people: Any, world: Any, ideal: Any) -> Any:
    """Share out airtime and, where the meeting decides, resources and influence; the customers' share."""
    (n_present, n_taken), layout = people
    room, tally = world.room, world.tally
    rules = Allocation(session.rules.allocation.weight, session.rules.allocation.scarcity, 0.0)
    haste = hurry(now, session, (room, n_taken), world.minds, layout.group)
    weight = allocation.decided(rules, ritual.substance(session.rules.ritual), haste)
    held = n_present > 0.0
    tally.held[0] += number(held)
    tally.held[1] += choose(held, weight, 0.0)
    tally.held[2] += choose(held, rules.weight, 0.0)
    for n in range(n_taken):
        b = room.seat[n]
        d = layout.department[session.person[b]]
        tally.airtime[d] += room.share[b]
        tally.points[d] += weight * room.share[b]
    to_customers = spread(0.0)
    for t in range(ideal.size):
        given = choose(held, allocation.share(rules, room.agenda[t], session.workload[t]), 0.0)
        tally.agenda[t] += room.agenda[t]
        tally.resources[t] += weight * given
        if ideal[t] > 0.0:
            to_customers += given
    return to_customers


@inlined
def hurry(now: Any, session: Any, seats: Any, minds: Any, group: Any) -> Any:
    """How much more is decided at once because of those who demand it; `seats` is (room, seats taken)."""
    room, n_taken = seats
    haste = spread(0.0)
    for n in range(n_taken):
        b = room.seat[n]
        i = session.person[b]
        rules = now.person[session.block + group[i]].demand
        if rules.urgency > 0.0:
            haste += demand.haste(rules, minds.assertiveness[i], room.share[b])
    return haste


@inlined
def move_attention(now: Any, session: Any, room: Any, n_taken: int, minds: Any, group: Any) -> None:
    """Those present come to care about what they heard."""
    for n in range(n_taken):
        b = room.seat[n]
        i = session.person[b]
        rules = now.person[session.block + group[i]].attention
        heard = room.presence[b] * ritual.substance(session.rules.ritual)
        for t in range(room.agenda.size):
            minds.interest[i, t] = attention.hear(rules, minds.interest[i, t], room.agenda[t], heard)
