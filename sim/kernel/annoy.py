"""What demands of no result do to those who make them."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.kernel.lanes import choose, spread
from sim.kernel.learn import result
from sim.rules import demand, stereotype


@inlined
def annoy(now: Any, session: Any, counts: Any, world: Any, layout: Any) -> None:
    """Those who demand in vain annoy other departments; `counts` is (seats taken, departments)."""
    n_taken, n_groups = counts
    room = world.room
    is_on = False
    for n in range(n_taken):
        b = room.seat[n]
        i = session.person[b]
        rules = now.person[session.block + layout.people.group[i]].demand
        room.annoyance[b] = spread(0.0)
        if rules.annoy > 0.0 and rules.strength > 0.0:
            topic = layout.departments.topic[layout.people.department[i]]
            got = result(room.agenda[topic], session.workload[topic])
            # Of the absent nothing is heard.
            room.annoyance[b] = demand.annoyance(rules, world.minds.assertiveness[i], got, room.talk[b])
            is_on = True
    if is_on:
        for n in range(n_taken):
            be_annoyed(now.company.stereotype, session, (room.seat[n], n_groups), world, layout.people.department)


@inlined
def be_annoyed(rules: Any, session: Any, who: Any, world: Any, department: Any) -> None:
    """The observer of `who` = (seat, departments) thinks less of people of others, and generalises to each."""
    a, n_groups = who
    room, esteem, regard = world.room, world.bonds.esteem, world.minds.regard
    i = session.person[a]
    is_here = room.presence[a] > 0.0
    for g in range(n_groups):
        d = room.department[g]
        if d != department[i]:
            about = regard[i, d]
            change = spread(0.0)
            for n in range(room.group[g], room.group[g + 1]):
                b = room.seat[n]
                tie = session.tie[a * session.person.size + b]
                before = esteem[tie]
                esteem[tie] = choose(is_here, demand.annoyed(before, room.annoyance[b]), before)
                counted = stereotype.counted_from(rules, before, about)
                change += demand.annoyed(counted, room.annoyance[b]) - counted
            after_all = stereotype.generalise(rules, about, change / room.n_members[g])
            regard[i, d] = choose(is_here & (room.n_members[g] > 0.0), after_all, about)
