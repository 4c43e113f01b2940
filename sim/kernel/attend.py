"""Who comes to a meeting: leave, privilege, links, delegates; the choice itself is in `choose`."""

from typing import Any

from sim.chance import DELEGATION, LEAVE, PRIVILEGE
from sim.kernel.branches import by_lane
from sim.kernel.choose import decide
from sim.kernel.compiled import inlined
from sim.kernel.diary import note
from sim.kernel.lanes import anybody, spread
from sim.kernel.luck import drawn, number
from sim.rules import attendance, delegation, privilege, voice
from sim.rules.attendance import Attendance
from sim.scenario.commands import AWAY, ELSEWHERE, FREE
from sim.scenario.layout import HEAD
from sim.scenario.output import DELEGATE, ILL

stays_away = by_lane(attendance.stays_away)
remember = by_lane(attendance.remember)


@inlined
def take_leave(now: Any, group: Any, calendar: Any) -> None:
    """Who is ill or on holiday this week, group by group."""
    first = 0
    while first < group.size:
        last = first + 1
        while last < group.size and group[last] == group[first]:
            last += 1
        found = now.person[group[first]].attendance
        # A copy with what matters: read through the record, each store might have changed the rules.
        rules = Attendance(found.available, found.spell, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for i in range(first, last):
            own = i % 4
            if own == 0 or i == first:
                draw_leave(now, calendar.luck, i // 4)
            calendar.away[i] = stays_away(rules, calendar.away[i], calendar.luck[own])
        first = last


@inlined
def draw_leave(now: Any, luck: Any, block: Any) -> None:
    """A block of draws serves four people."""
    one, two, three, four = drawn(now, LEAVE, block, 0)
    luck[0] = one
    luck[1] = two
    luck[2] = three
    luck[3] = four


@inlined
def gather(now: Any, session: Any, layout: Any, world: Any, diary: Any) -> Any:
    """Fill the room; how many people are there, and how many seats are taken in any replicate."""
    calendar = world.calendar
    room = world.room
    n_present = spread(0.0)
    n_taken = 0
    world.dates.n[0] = 0
    for seat in range(session.person.size):
        i = session.person[seat]
        order = now.commands[next_command(now, session, i, calendar)]
        is_free = ~(calendar.away[i] | calendar.busy[i, session.slot]) & (order.place != ELSEWHERE)
        room.sends[seat] = False
        room.missing[seat] = False
        if session.principal[seat] >= 0:
            presence = stand_in(now, session, room.sends, (seat, is_free), diary)
        else:
            presence = attend(now, session, (i, is_free, order), layout, world, diary)
            book(now, session, layout, (seat, presence > 0.0, is_free), world, diary)
        came = presence > 0.0
        room.presence[seat] = presence
        n_present += number(came)
        calendar.used[i] += number(presence == 1.0)
        if anybody(came):
            calendar.busy[i, session.slot] = calendar.busy[i, session.slot] | came
            room.seat[n_taken] = seat
            n_taken += 1
    return n_present, n_taken


@inlined
def next_command(now: Any, session: Any, person: Any, calendar: Any) -> Any:
    """Number of the next command if it is for that person and meeting, else of the one for all who have none."""
    at = calendar.command[0]
    if at < now.commands.size:
        order = now.commands[at]
        if order.week == now.week and order.meeting == session.number and order.person == person:
            calendar.command[0] = at + 1
            return at
    return 0


@inlined
def attend(now: Any, session: Any, who: Any, layout: Any, world: Any, diary: Any) -> Any:
    """Presence of `who` = (person, where they are free, order)."""
    i, is_free, order = who
    rules = now.person[session.block + layout.people.group[i]].privilege
    if rules.share > 0.0 and order.place == FREE and anybody(is_free):
        weight = voice.rank_weight(now.company.voice, layout.people.rank[i])
        standing = privilege.standing(weight, now.company.voice.head, world.minds.ease[i])
        uniform, _, _, _ = drawn(now, PRIVILEGE, i, session.number)
        is_free = is_free & ~privilege.skips(rules, standing, uniform)
    if layout.portfolio.first[i] < layout.portfolio.first[i + 1] and anybody(is_free):
        return decide(now, session, (i, is_free, order), layout, world, diary)
    return number(is_free & (order.place != AWAY))


@inlined
def stand_in(now: Any, session: Any, sends: Any, deputy: Any, diary: Any) -> Any:
    """Presence of the deputy = (seat, where free): 1 where the absent head sends them."""
    seat, is_free = deputy
    principal = session.principal[seat]
    came = is_free & sends[principal]
    note(diary, came, (now.week, session.number), (DELEGATE, 0.0), (session.person[principal], session.person[seat]))
    return number(came)


@inlined
def book(now: Any, session: Any, layout: Any, who: Any, world: Any, diary: Any) -> None:
    """Book one invitation of `who` = (seat, where they came, where they were free) and what came of it."""
    seat, came, is_free = who
    i = session.person[seat]
    d = layout.people.department[i]
    world.tally.invited[d] += 1.0
    world.lives.invited[i] += 1.0
    world.tally.came[d] += number(came)
    world.lives.came[i] += number(came)
    world.room.missing[seat] = ~came
    note(diary, ~(came | is_free), (now.week, session.number), (ILL, 0.0), (i, -1))
    if layout.people.rank[i] == HEAD:
        rules = now.person[session.block + layout.people.group[i]]
        world.calendar.role_model[d] = remember(
            rules.attendance, world.calendar.role_model[d], came, layout.departments.n_heads[d]
        )
        if rules.delegation.share > 0.0 and anybody(~came):
            uniform, _, _, _ = drawn(now, DELEGATION, i, session.number)
            world.room.sends[seat] = ~came & delegation.sends(rules.delegation, uniform)


@inlined
def group(session: Any, room: Any, n_taken: int, department: Any) -> int:
    """Group those who are there by department, as they sit; the number of departments."""
    n_groups = 0
    members = spread(0.0)
    for n in range(n_taken):
        seat = room.seat[n]
        d = department[session.person[seat]]
        if n == 0 or d != room.department[n_groups - 1]:
            room.group[n_groups] = n
            room.department[n_groups] = d
            n_groups += 1
            members = spread(0.0)
        members += number(room.presence[seat] > 0.0)
        room.n_members[n_groups - 1] = members
    room.group[n_groups] = n_taken
    return n_groups
