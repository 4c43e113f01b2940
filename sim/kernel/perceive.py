"""What those present see of each other: visibility, impression, stereotype."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.rules import impression, stereotype, visibility, voice
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
    b = 0
    while b < n_present:
        d = room.department[b]
        is_other = d != room.department[a]
        change = 0.0
        count = 0
        while b < n_present and room.department[b] == d:
            if a != b:
                tie = session.tie[row + room.seat[b]]
                seen = room.granted[b]
                if is_other:
                    seen = impression.coloured(impressed, seen, regard[d])
                before = bonds.esteem[tie]
                after = impression.impress(impressed, before, seen, voice.relative(room.share[b], n_present))
                bonds.esteem[tie] = after
                bonds.visibility[tie] = visibility.see(noticed, bonds.visibility[tie], room.presence[b])
                change += after - before
                count += 1
            b += 1
        if count > 0:
            regard[d] = stereotype.generalise(generalised, regard[d], change / count)
