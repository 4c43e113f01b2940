"""What those who attended take home: ease, and the sense of being heard."""

from typing import Any

from sim.kernel.branches import by_lane
from sim.kernel.compiled import inlined
from sim.kernel.lanes import choose
from sim.kernel.luck import number
from sim.rules import blame, ease, heard

result = by_lane(heard.result)


@inlined
def learn(now: Any, session: Any, counts: Any, world: Any, layout: Any) -> None:
    """Ease follows the esteem of the others present, being heard follows one's topic on the agenda."""
    n_present, n_taken = counts
    room = world.room
    minds = world.minds
    for n in range(n_taken):
        b = room.seat[n]
        i = session.person[b]
        rules = now.person[session.block + layout.people.group[i]]
        d = layout.people.department[i]
        topic = layout.departments.topic[d]
        presence = room.presence[b]
        regarded = blame.felt(now.company.blame, room.regarded[b], world.tally.accused[d])
        settled = ease.settle(rules.ease, minds.ease[i], regarded, presence)
        minds.ease[i] = choose(n_present > 1.0, settled, minds.ease[i])
        got = result(room.agenda[topic], session.workload[topic])
        minds.heard[i] = heard.take_stock(rules.heard, minds.heard[i], got, presence)
        world.lives.airtime[i] += room.share[b] * n_present
        world.lives.met[i] += number(presence > 0.0)
