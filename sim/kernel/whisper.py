"""Talk about absent people: gossip, and what listeners make of it."""

from typing import Any

from sim.chance import VALENCE, draw, pick
from sim.kernel.compiled import inlined
from sim.kernel.diary import note
from sim.kernel.luck import kept, signed
from sim.rules import gossip, stereotype
from sim.rules.gossip import TALKS_PER_MEETING
from sim.scenario.cells import LANES
from sim.scenario.output import STOPPED, TALK


@inlined
def whisper(now: Any, session: Any, counts: Any, world: Any, people: Any, diary: Any) -> Any:
    """Up to two talks about somebody who was invited and is not there; talks, and talks stopped."""
    n_present, n_groups = counts
    n_missing = world.absent.counts[0]
    talks = 0
    stopped = 0
    if n_missing == 0 or n_present < 2:
        return talks, stopped
    room = world.room
    for occasion in range(TALKS_PER_MEETING):
        u_rate, u_target, u_speaker, u_stop = kept(world.luck.gossip, occasion * LANES + session.number % LANES)
        if u_rate < session.rules.gossip.rate:
            target = world.absent.missing[pick(u_target, n_missing)]
            speaker = room.seat[pick(u_speaker, n_present)]
            d = people.department[session.person[target]]
            who = (signed(session.person[speaker]), signed(session.person[target]))
            where = (now.week, session.number)
            if gossip.is_stopped(session.rules.gossip, allies(room, n_groups, speaker, d), u_stop):
                stopped += 1
                world.tally.talked[d, 3] += 1.0
                note(diary, where, STOPPED, who, 0.0)
            else:
                talks += 1
                uniform, _, _, _ = draw(now.stream, now.week, VALENCE, session.number, occasion)
                esteem = world.bonds.esteem[session.cell + target * session.width + speaker]
                tone = gossip.valence(session.rules.gossip, esteem, uniform)
                world.tally.talked[d, tone + 1] += 1.0
                note(diary, where, TALK, who, float(tone))
                if tone != gossip.NEUTRAL:
                    listen(now.company.stereotype, session, (room, n_present), (speaker, target, d, tone), world)
    return talks, stopped


@inlined
def allies(room: Any, n_groups: int, speaker: int, d: int) -> int:
    """Colleagues of the absentee in the room, the speaker aside."""
    count = 0
    for g in range(n_groups):
        if room.department[room.seat[room.group[g]]] == d:
            count = room.group[g + 1] - room.group[g]
    return count - 1 if room.department[speaker] == d else count


@inlined
def listen(rules: Any, session: Any, audience: Any, about: Any, world: Any) -> None:
    """Listeners from other departments than the absentee's move, and generalise."""
    room, n_present = audience
    speaker, target, d, tone = about
    esteem = world.bonds.esteem
    regard = world.minds.regard
    for n in range(n_present):
        b = room.seat[n]
        if b != speaker and room.department[b] != d:
            cell = session.cell + target * session.width + b
            before = esteem[cell]
            for_speaker = esteem[session.cell + speaker * session.width + b]
            after = gossip.listen(session.rules.gossip, before, for_speaker, tone)
            esteem[cell] = after
            i = room.person[b]
            regard[i, d] = stereotype.generalise(rules, regard[i, d], after - before)
