"""Talk about absent people: gossip, and what listeners make of it."""

from typing import Any

from sim.chance import GOSSIP, VALENCE, pick
from sim.kernel.branches import by_lane
from sim.kernel.compiled import inlined
from sim.kernel.diary import note
from sim.kernel.lanes import LANES, anybody, choose, in_lane, numbered, put, spread, take
from sim.kernel.luck import drawn, number
from sim.rules import gossip, stereotype
from sim.rules.gossip import TALKS_PER_MEETING
from sim.scenario.output import STOPPED, TALK

valence = by_lane(gossip.valence)
TONES = 3


@inlined
def whisper(now: Any, session: Any, counts: Any, world: Any, department: Any, diary: Any) -> Any:
    """Up to two talks about somebody who was invited and is not there; talks, and talks stopped."""
    n_present, n_taken = counts
    n_missing = spread(0.0)
    for seat in range(session.person.size):
        n_missing += number(world.room.missing[seat])
    can_talk = (n_missing > 0.0) & (n_present > 1.0)
    talks = spread(0.0)
    stopped = spread(0.0)
    if session.rules.gossip.rate > 0.0 and anybody(can_talk):
        for occasion in range(TALKS_PER_MEETING):
            u_rate, u_target, u_speaker, u_stop = drawn(now, GOSSIP, session.number, occasion)
            begins = can_talk & (u_rate < session.rules.gossip.rate)
            if anybody(begins):
                who = cast(session, world.room, pick(u_target, n_missing), pick(u_speaker, n_present), department)
                n_allies = allies(session, world.room, n_taken, who, department)
                stops = is_stopped(session.rules.gossip, n_allies, n_taken, begins, u_stop)
                tone = speak(now, session, occasion, who, world.bonds.esteem)
                talks += number(begins & ~stops)
                stopped += number(stops)
                book(world.tally.talked, who, begins, choose(stops, TONES, tone + 1))
                event = (choose(stops, STOPPED, TALK), choose(stops, 0, tone))
                people = (take(session.person, who[1]), take(session.person, who[0]))
                note(diary, begins, (now.week, session.number), event, people)
                judges = begins & ~stops & (tone != gossip.NEUTRAL)
                if anybody(judges):
                    spread_word(now.company, session, (judges, who, tone), n_taken, world, department)
    return talks, stopped


@inlined
def cast(session: Any, room: Any, target: Any, speaker: Any, department: Any) -> Any:
    """Seats of the missing with the number `target` and of the present `speaker`; department of the former."""
    about = spread(0)
    by = spread(0)
    of = spread(0)
    n_missing = spread(0)
    n_present = spread(0)
    for seat in range(session.person.size):
        is_missing = room.missing[seat]
        is_target = is_missing & (n_missing == target)
        about = choose(is_target, seat, about)
        of = choose(is_target, department[session.person[seat]], of)
        is_present = room.presence[seat] > 0.0
        by = choose(is_present & (n_present == speaker), seat, by)
        n_missing += choose(is_missing, 1, 0)
        n_present += choose(is_present, 1, 0)
    return about, by, of


@inlined
def allies(session: Any, room: Any, n_taken: int, who: Any, department: Any) -> Any:
    """Colleagues of the absentee in the room, the speaker aside."""
    _, by, of = who
    count = spread(0)
    for n in range(n_taken):
        seat = room.seat[n]
        is_colleague = (of == department[session.person[seat]]) & (by != seat) & (room.presence[seat] > 0.0)
        count += choose(is_colleague, 1, 0)
    return count


@inlined
def is_stopped(rules: Any, n_allies: Any, n_taken: int, begins: Any, uniform: Any) -> Any:
    """Where one of the absentee's allies stops the talk: the rule for every number of allies that there is."""
    stops = begins & False
    for n in range(n_taken):
        have = begins & (n_allies == n)
        if anybody(have):
            stops = stops | (have & gossip.is_stopped(rules, n, uniform))
    return stops


@inlined
def speak(now: Any, session: Any, occasion: int, who: Any, esteem: Any) -> Any:
    """Tone of the speaker."""
    about, by, _ = who
    uniform, _, _, _ = drawn(now, VALENCE, session.number, occasion)
    tie = take(session.tie, by * session.person.size + about)
    return valence(session.rules.gossip, take(esteem, tie), uniform)


@inlined
def book(talked: Any, who: Any, begins: Any, column: Any) -> None:
    """Count a talk."""
    at = who[2] * (TONES + 1) + column
    put(talked, at, take(talked, at) + number(begins))


@inlined
def spread_word(company: Any, session: Any, talk: Any, n_taken: int, world: Any, department: Any) -> None:
    """Listeners hear what they hear, replicate by replicate, as everywhere it is somebody else who is talked about."""
    judges, (about, by, of), tone = talk
    for lane in range(LANES):
        if in_lane(judges, lane):
            here = numbered(0) == lane
            said = (here, in_lane(about, lane), in_lane(by, lane), in_lane(of, lane), in_lane(tone, lane))
            listen(company, session, said, n_taken, world, department)


@inlined
def listen(company: Any, session: Any, said: Any, n_taken: int, world: Any, department: Any) -> None:
    """Listeners from other departments than the absentee's move, and generalise."""
    here, target, speaker, d, tone = said
    esteem = world.bonds.esteem
    regard = world.minds.regard
    for n in range(n_taken):
        seat = world.room.seat[n]
        i = session.person[seat]
        if seat != speaker and department[i] != d:
            row = seat * session.person.size
            moves = here & (world.room.presence[seat] > 0.0)
            before = esteem[session.tie[row + target]]
            believed = esteem[session.tie[row + speaker]]
            counted = stereotype.counted_from(company.stereotype, before, regard[i, d])
            change = gossip.listen(company.forms.gossip, session.rules.gossip, counted, believed, tone) - counted
            heard = gossip.listen(company.forms.gossip, session.rules.gossip, before, believed, tone)
            esteem[session.tie[row + target]] = choose(moves, heard, before)
            regard[i, d] = choose(moves, stereotype.generalise(company.stereotype, regard[i, d], change), regard[i, d])
