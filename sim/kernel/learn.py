"""What those who attended take home: ease, and the sense of being heard."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.rules import ease, heard


@inlined
def learn(now: Any, session: Any, n_present: int, world: Any, layout: Any) -> None:
    """Ease follows the esteem of the others present, being heard follows one's topic on the agenda."""
    room = world.room
    minds = world.minds
    for n in range(n_present):
        b = room.seat[n]
        i = room.person[b]
        rules = now.person[layout.people.group[i]]
        topic = layout.departments.topic[room.department[b]]
        if n_present > 1:
            minds.ease[i] = ease.settle(rules.ease, minds.ease[i], room.regarded[b], room.presence[b])
        got = heard.result(room.agenda[topic], session.workload[topic])
        minds.heard[i] = heard.take_stock(rules.heard, minds.heard[i], got, room.presence[b])
        world.lives.airtime[i] += room.share[b] * n_present
        world.lives.met[i] += 1.0
