"""What those present see of each other: visibility, impression, stereotype."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.kernel.lanes import both, choose, load, numbered, put, spread, store, take
from sim.kernel.luck import signed
from sim.rules import impression, stereotype, visibility
from sim.rules.impression import Impression
from sim.rules.stereotype import Stereotype
from sim.rules.visibility import Visibility
from sim.scenario.cells import LANES


@inlined
def perceive(now: Any, session: Any, room: Any, n_groups: int, world: Any) -> None:
    """Everybody present sees everybody else, eight observers at a time."""
    rules = in_registers(now.company)
    for at in range(0, session.width, LANES):
        store(room.shown, at, take(world.minds.shown, room.person, at, (1, 0)))
    for at in range(0, session.width, LANES):
        look_round(rules, session, room, (at, n_groups), world)


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
def look_round(rules: Any, session: Any, room: Any, who: Any, world: Any) -> None:
    """The observers from seat `at` on look at the others, department by department, and generalise to each."""
    impressed, noticed, generalised = rules
    at, n_groups = who
    regard = world.minds.regard
    bonds = world.bonds
    is_present = load(room.presence, at) > 0.0
    own = load(room.department, at)
    seats = numbered(at)
    for g in range(n_groups):
        first = room.group[g]
        last = room.group[g + 1]
        d = room.department[room.seat[first]]
        is_own = own == d
        where = (regard.shape[1], signed(d))
        about = take(regard, room.person, at, where)
        change = spread(0.0)
        for n in range(first, last):
            b = room.seat[n]
            cell = session.cell + b * session.width + at
            sees = both(is_present, seats != b)
            shown = room.shown[b]
            seen = choose(is_own, shown, impression.coloured(impressed, shown, about))
            before = load(bonds.esteem, cell)
            after = choose(sees, impression.impress(impressed, before, seen, room.talk[b]), before)
            store(bonds.esteem, cell, after)
            glance = load(bonds.visibility, cell)
            store(bonds.visibility, cell, choose(sees, visibility.see(noticed, glance, room.presence[b]), glance))
            change += after - before
        n_others = choose(is_own, last - first - 1, last - first)
        after_seeing = stereotype.generalise(generalised, about, change / n_others)
        concludes = both(is_present, n_others > 0.0)
        put(regard, room.person, at, where, choose(concludes, after_seeing, about))
