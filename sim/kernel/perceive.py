"""What those present see of each other: visibility, impression, stereotype."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.kernel.lanes import choose, spread
from sim.rules import impression, stereotype, visibility
from sim.rules.impression import Impression
from sim.rules.stereotype import Stereotype
from sim.rules.visibility import Visibility


@inlined
def perceive(now: Any, session: Any, counts: Any, world: Any, department: Any) -> None:
    """Everybody present sees everybody else; `counts` is (seats taken, departments)."""
    n_taken, n_groups = counts
    rules = in_registers(now.company)
    for n in range(n_taken):
        look_round(rules, session, (world.room.seat[n], n_groups), world, department)


@inlined
def in_registers(rules: Any) -> Any:
    """Copies of the rules: read through the record, every store to a tie might have changed them."""
    seen = rules.impression
    return (
        Impression(seen.rate, seen.colour, seen.base, seen.charisma, seen.demand),
        Visibility(rules.visibility.exposure),
        Stereotype(rules.stereotype.spill, rules.stereotype.reversion),
        rules.forms.impression,
    )


@inlined
def look_round(rules: Any, session: Any, who: Any, world: Any, department: Any) -> None:
    """The observer of `who` = (seat, departments) looks at the others, by department, and generalises to each."""
    impressed, noticed, generalised, form = rules
    a, n_groups = who
    room, minds, bonds = world.room, world.minds, world.bonds
    i = session.person[a]
    is_here = room.presence[a] > 0.0
    for g in range(n_groups):
        d = room.department[g]
        is_own = d == department[i]
        n_others = room.n_members[g] - is_own
        about = minds.regard[i, d]
        change = spread(0.0)
        for n in range(room.group[g], room.group[g + 1]):
            b = room.seat[n]
            if b != a:
                tie = session.tie[a * session.person.size + b]
                shown = room.shown[b]
                seen = shown if is_own else impression.coloured(impressed, shown, about)
                # Of the absent nothing is heard or seen, which leaves everything as it is.
                before = bonds.esteem[tie]
                after = choose(is_here, impression.impress(form, impressed, before, seen, room.talk[b]), before)
                bonds.esteem[tie] = after
                glance = bonds.visibility[tie]
                bonds.visibility[tie] = choose(is_here, visibility.see(noticed, glance, room.presence[b]), glance)
                counted = stereotype.counted_from(generalised, before, about)
                change += impression.impress(form, impressed, counted, seen, room.talk[b]) - counted
        after_seeing = stereotype.generalise(generalised, about, change / n_others)
        minds.regard[i, d] = choose(is_here & (n_others > 0.0), after_seeing, about)
