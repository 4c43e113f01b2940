"""Talk about absent people: gossip, and what listeners make of it."""

from typing import Any

from sim.chance import GOSSIP, VALENCE, pick
from sim.kernel.compiled import inlined
from sim.kernel.diary import note
from sim.kernel.lanes import LANES, anybody, choose, in_lane, numbered, spread
from sim.kernel.luck import drawn, number
from sim.rules import gossip, stereotype
from sim.rules.gossip import TALKS_PER_MEETING
from sim.scenario.output import STOPPED, TALK


@inlined
def whisper(now: Any, session: Any, n_present: Any, world: Any, department: Any, diary: Any) -> Any:
    """Up to two talks about somebody who was invited and is not there; talks, and talks stopped."""
    room = world.room
    n_missing = spread(0.0)
    for seat in range(session.person.size):
        n_missing += number(room.missing[seat])
    can_talk = (n_missing > 0.0) & (n_present > 1.0)
    talks = spread(0.0)
    stopped = spread(0.0)
    if session.rules.gossip.rate > 0.0 and anybody(can_talk):
        for occasion in range(TALKS_PER_MEETING):
            u_rate, u_target, u_speaker, u_stop = drawn(now, GOSSIP, session.number, occasion)
            talk = can_talk & (u_rate < session.rules.gossip.rate)
            if anybody(talk):
                uniform, _, _, _ = drawn(now, VALENCE, session.number, occasion)
                about = cast(session, room, pick(u_target, n_missing), pick(u_speaker, n_present))
                for lane in range(LANES):
                    if in_lane(talk, lane):
                        who = (lane, in_lane(about[0], lane), in_lane(about[1], lane))
                        luck = (in_lane(u_stop, lane), in_lane(uniform, lane))
                        goes_on = tell(now, session, who, luck, world, department, diary)
                        here = number(numbered(0) == lane)
                        if goes_on:
                            talks += here
                        else:
                            stopped += here
    return talks, stopped


@inlined
def cast(session: Any, room: Any, target: Any, speaker: Any) -> Any:
    """Seats of the missing with the number `target` and of the `speaker`, numbered among those present."""
    about = spread(0)
    by = spread(0)
    missing = spread(0)
    present = spread(0)
    for seat in range(session.person.size):
        about = choose(room.missing[seat] & (missing == target), seat, about)
        by = choose((room.presence[seat] > 0.0) & (present == speaker), seat, by)
        missing += choose(room.missing[seat], 1, 0)
        present += choose(room.presence[seat] > 0.0, 1, 0)
    return about, by


@inlined
def tell(now: Any, session: Any, who: Any, luck: Any, world: Any, department: Any, diary: Any) -> bool:
    """A talk of `who` = (lane, absentee, speaker), unless it is stopped."""
    lane, target, speaker = who
    u_stop, uniform = luck
    d = department[session.person[target]]
    here = numbered(0) == lane
    people = (session.person[speaker], session.person[target])
    where = (now.week, session.number)
    if gossip.is_stopped(session.rules.gossip, allies(session, world.room, who, department), u_stop):
        world.tally.talked[d, 3] += number(here)
        note(diary, here, where, (STOPPED, 0.0), people)
        return False
    tie = session.tie[speaker * session.person.size + target]
    tone = gossip.valence(session.rules.gossip, in_lane(world.bonds.esteem[tie], lane), uniform)
    world.tally.talked[d, tone + 1] += number(here)
    note(diary, here, where, (TALK, tone), people)
    if tone != gossip.NEUTRAL:
        listen(now.company.stereotype, session, (here, target, speaker, tone), world, department)
    return True


@inlined
def allies(session: Any, room: Any, who: Any, department: Any) -> int:
    """Colleagues of the absentee in the room, the speaker aside."""
    lane, target, speaker = who
    d = department[session.person[target]]
    count = 0
    for seat in range(session.person.size):
        is_colleague = department[session.person[seat]] == d and seat != speaker
        count += is_colleague and in_lane(room.presence[seat], lane) > 0.0
    return count


@inlined
def listen(rules: Any, session: Any, talk: Any, world: Any, department: Any) -> None:
    """Listeners from other departments than the absentee's move, and generalise."""
    here, target, speaker, tone = talk
    esteem = world.bonds.esteem
    regard = world.minds.regard
    d = department[session.person[target]]
    for seat in range(session.person.size):
        i = session.person[seat]
        if seat != speaker and department[i] != d:
            row = seat * session.person.size
            moves = here & (world.room.presence[seat] > 0.0)
            before = esteem[session.tie[row + target]]
            heard = gossip.listen(session.rules.gossip, before, esteem[session.tie[row + speaker]], tone)
            after = choose(moves, heard, before)
            esteem[session.tie[row + target]] = after
            regard[i, d] = choose(moves, stereotype.generalise(rules, regard[i, d], after - before), regard[i, d])
