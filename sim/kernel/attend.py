"""Who comes to a meeting: leave, privilege, links, delegates; the choice itself is in `choose`."""

from typing import Any

from sim.chance import DELEGATION, PRIVILEGE, draw
from sim.kernel.choose import choose
from sim.kernel.compiled import inlined
from sim.kernel.diary import note
from sim.kernel.lanes import spread, store
from sim.kernel.luck import draw_leave, signed
from sim.rules import attendance, delegation, privilege, voice
from sim.rules.attendance import Attendance
from sim.scenario.cells import LANES
from sim.scenario.layout import HEAD
from sim.scenario.output import DELEGATE, ILL


@inlined
def take_leave(now: Any, people: Any, calendar: Any, luck: Any) -> None:
    """Who is ill or on holiday this week, group by group."""
    draw_leave(now, luck)
    n_people = calendar.away.size
    first = 0
    while first < n_people:
        last = first + 1
        while last < n_people and people.group[last] == people.group[first]:
            last += 1
        found = now.person[people.group[first]].attendance
        # A copy with what matters: read through the record, each store might have changed the rules.
        rules = Attendance(found.available, found.spell, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for i in range(first, last):
            calendar.away[i] = 1 if attendance.stays_away(rules, calendar.away[i] == 1, luck.leave[i]) else 0
        first = last


@inlined
def gather(now: Any, session: Any, layout: Any, world: Any, diary: Any) -> int:
    """Fill the room and the list of those missing; the number of people present."""
    calendar = world.calendar
    room = world.room
    n_present = 0
    choice = session.choice
    world.absent.counts[0] = 0
    world.absent.counts[1] = 0
    for at in range(0, session.width, LANES):
        store(room.presence, at, spread(0.0))
    for seat in range(session.person.size, session.width):
        room.person[seat] = layout.people.group.size
    for seat in range(session.person.size):
        i = session.person[seat]
        free = calendar.away[i] == 0 and (calendar.slots[i] >> session.slot) & 1 == 0
        world.absent.sends[seat] = 0
        if session.principal[seat] >= 0:
            presence = stand_in(now, session, world.absent.sends, seat, diary) if free else 0.0
        else:
            presence = 0.0
            owns = layout.portfolio.first[i] < layout.portfolio.first[i + 1]
            if free and not skips(now, session, layout.people, world.minds.ease, i):
                presence = 1.0
                if owns:
                    presence = choose(now, session, (i, choice), layout, world, diary)
            choice += owns
            book(now, session, layout, seat, presence, free, world, diary)
        room.person[seat] = i
        room.department[seat] = layout.people.department[i]
        room.presence[seat] = presence
        if presence > 0.0:
            room.seat[n_present] = seat
            n_present += 1
            calendar.slots[i] |= 1 << session.slot
        if presence == 1.0:
            calendar.used[i] += 1
    return n_present


@inlined
def group(room: Any, n_present: int) -> int:
    """Group those present by department, as they sit; the number of departments."""
    n_groups = 1
    of = room.department[room.seat[0]]
    room.group[0] = 0
    for n in range(1, n_present):
        d = room.department[room.seat[n]]
        room.group[n_groups] = n
        n_groups += d != of
        of = d
    room.group[n_groups] = n_present
    return n_groups


@inlined
def skips(now: Any, session: Any, people: Any, ease: Any, i: int) -> bool:
    """Whether somebody stays away just because they can."""
    rules = now.person[people.group[i]].privilege
    if rules.share <= 0.0:
        return False
    weight = voice.rank_weight(now.company.voice, people.rank[i])
    standing = privilege.standing(weight, now.company.voice.head, ease[i])
    uniform, _, _, _ = draw(now.stream, now.week, PRIVILEGE, signed(i), session.number)
    return privilege.skips(rules, standing, uniform)


@inlined
def stand_in(now: Any, session: Any, sends: Any, seat: int, diary: Any) -> float:
    """Presence of a free deputy: 1 when the absent head sends them."""
    principal = session.principal[seat]
    if sends[principal] == 0:
        return 0.0
    who = (signed(session.person[principal]), signed(session.person[seat]))
    note(diary, (now.week, session.number), DELEGATE, who, 0.0)
    return 1.0


@inlined
def book(now: Any, session: Any, layout: Any, seat: int, presence: float, free: bool, world: Any, diary: Any) -> None:
    """Book one invitation and what came of it."""
    i = session.person[seat]
    d = layout.people.department[i]
    world.tally.invited[d] += 1.0
    world.lives.invited[i] += 1.0
    if presence > 0.0:
        world.tally.came[d] += 1.0
        world.lives.came[i] += 1.0
    else:
        world.absent.missing[world.absent.counts[0]] = seat
        world.absent.counts[0] += 1
        if not free:
            note(diary, (now.week, session.number), ILL, (signed(i), -1), 0.0)
    if layout.people.rank[i] == HEAD:
        rules = now.person[layout.people.group[i]]
        world.calendar.role_model[d] = attendance.remember(
            rules.attendance, world.calendar.role_model[d], presence > 0.0, layout.departments.n_heads[d]
        )
        if presence <= 0.0 and rules.delegation.share > 0.0:
            uniform, _, _, _ = draw(now.stream, now.week, DELEGATION, signed(i), session.number)
            world.absent.sends[seat] = 1 if delegation.sends(rules.delegation, uniform) else 0
