"""Who comes to a meeting: leave, privilege, links, delegates; the choice itself is in `choose`."""

from typing import Any

from sim.chance import DELEGATION, LEAVE, PRIVILEGE, draw
from sim.kernel.choose import choose
from sim.kernel.compiled import inlined
from sim.kernel.diary import note
from sim.rules import attendance, delegation, privilege, voice
from sim.scenario.layout import HEAD
from sim.scenario.output import DELEGATE, ILL


@inlined
def take_leave(now: Any, people: Any, calendar: Any) -> None:
    """Who is ill or on holiday this week; a block of draws serves four people."""
    n_people = calendar.away.size
    for block in range((n_people + 3) // 4):
        uniforms = draw(now.stream, now.week, LEAVE, block, 0)
        for n in range(min(4, n_people - 4 * block)):
            i = 4 * block + n
            rules = now.person[people.group[i]].attendance
            calendar.away[i] = 1 if attendance.stays_away(rules, calendar.away[i] == 1, uniforms[n]) else 0


@inlined
def gather(now: Any, session: Any, layout: Any, world: Any, diary: Any) -> int:
    """Fill the room and the list of those missing; the number of people present."""
    calendar = world.calendar
    n_present = 0
    world.absent.counts[:] = 0
    for seat in range(session.person.size):
        i = session.person[seat]
        free = calendar.away[i] == 0 and (calendar.slots[i] >> session.slot) & 1 == 0
        world.absent.sends[seat] = 0
        if session.principal[seat] >= 0:
            presence = stand_in(now, session, world.absent.sends, seat, diary) if free else 0.0
        else:
            presence = 0.0
            if free and not skips(now, session, layout.people, world.minds.ease, i):
                presence = 1.0
                if layout.portfolio.first[i] < layout.portfolio.first[i + 1]:
                    presence = choose(now, session, i, layout, world, diary)
            book(now, session, layout, seat, presence, free, world, diary)
        if presence > 0.0:
            world.room.seat[n_present] = seat
            world.room.person[n_present] = i
            world.room.department[n_present] = layout.people.department[i]
            world.room.presence[n_present] = presence
            n_present += 1
            calendar.slots[i] |= 1 << session.slot
        if presence == 1.0:
            calendar.used[i] += 1
    return n_present


@inlined
def skips(now: Any, session: Any, people: Any, ease: Any, i: int) -> bool:
    """Whether somebody stays away just because they can."""
    rules = now.person[people.group[i]].privilege
    if rules.share <= 0.0:
        return False
    weight = voice.rank_weight(now.company.voice, people.rank[i])
    standing = privilege.standing(weight, now.company.voice.head, ease[i])
    uniform, _, _, _ = draw(now.stream, now.week, PRIVILEGE, i, session.number)
    return privilege.skips(rules, standing, uniform)


@inlined
def stand_in(now: Any, session: Any, sends: Any, seat: int, diary: Any) -> float:
    """Presence of a free deputy: 1 when the absent head sends them."""
    principal = session.principal[seat]
    if sends[principal] == 0:
        return 0.0
    note(diary, (now.week, session.number), DELEGATE, (session.person[principal], session.person[seat]), 0.0)
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
            note(diary, (now.week, session.number), ILL, (i, -1), 0.0)
    if layout.people.rank[i] == HEAD:
        rules = now.person[layout.people.group[i]]
        world.calendar.role_model[d] = attendance.remember(
            rules.attendance, world.calendar.role_model[d], presence > 0.0, layout.departments.n_heads[d]
        )
        if presence <= 0.0 and rules.delegation.share > 0.0:
            uniform, _, _, _ = draw(now.stream, now.week, DELEGATION, i, session.number)
            world.absent.sends[seat] = 1 if delegation.sends(rules.delegation, uniform) else 0
