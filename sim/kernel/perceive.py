"""What those present see of each other: visibility, impression, stereotype."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.rules import impression, stereotype, visibility
from sim.rules.impression import Impression
from sim.rules.stereotype import Stereotype
from sim.rules.visibility import Visibility


@inlined
def perceive(now: Any, session: Any, room: Any, n_present: int, world: Any, group: Any) -> None:
    """Everybody present sees everybody else."""
    minds = world.minds
    for b in range(n_present):
        i = room.person[b]
        strength = now.person[group[i]].demand.strength
        shown = impression.performance(now.company.impression, minds.charisma[i], strength, minds.assertiveness[i])
        # What was granted has done its work; the array holds what is shown from here on.
        room.granted[b] = shown
    rules = in_registers(now.company)
    for a in range(n_present):
        look_round(rules, session, room, (a, n_present), minds.regard[room.person[a]], world.bonds)


@inlined
def in_registers(rules: Any) -> Any:
    """Copies of the rules: read through the record, every store to a tie might have changed them."""
    seen = rules.impression
    return (
        Impression(seen.rate, seen.colour, seen.base, seen.charisma, seen.demand),
        Visibility(rules.visibility.exposure),
        Stereotype(rules.stereotype.spill),
    )


@inlined
def look_round(rules: Any, session: Any, room: Any, who: Any, regard: Any, bonds: Any) -> None:
    """One person looks at the others, department by department, and generalises to each department."""
    impressed, noticed, generalised = rules
    a, n_present = who
    row = room.seat[a] * session.person.size
    own = room.department[a]
    of = room.department[0]
    about = regard[of]
    change = 0.0
    count = 0
    for b in range(n_present):
        d = room.department[b]
        if d != of:
            regard[of] = after_seeing(generalised, about, change, count)
            of = d
            about = regard[d]
            change = 0.0
            count = 0
        if a != b:
            tie = session.tie[row + room.seat[b]]
            seen = room.granted[b]
            if d != own:
                seen = impression.coloured(impressed, seen, about)
            before = bonds.esteem[tie]
            after = impression.impress(impressed, before, seen, room.talk[b])
            bonds.esteem[tie] = after
            bonds.visibility[tie] = visibility.see(noticed, bonds.visibility[tie], room.presence[b])
            change += after - before
            count += 1
    regard[of] = after_seeing(generalised, about, change, count)


@inlined
def after_seeing(rules: Any, regard: float, change: float, count: int) -> float:
    """Regard for a department after the esteem for `count` of its people changed by `change` in all."""
    if count == 0:
        return regard
    return stereotype.generalise(rules, regard, change / count)
