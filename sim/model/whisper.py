"""Talk about absent people: gossip, and who is there to stop it or to listen."""

from typing import TYPE_CHECKING

from sim.chance import GOSSIP, VALENCE, pick
from sim.model.observer import Talk
from sim.rules import gossip
from sim.rules.gossip import TALKS_PER_MEETING
from sim.scenario.output import STOPPED, TALK

if TYPE_CHECKING:
    from sim.model.meeting import Meeting
    from sim.model.person import Person

STOPPED_COLUMN = 3


def whisper(meeting: "Meeting") -> tuple[int, int]:
    """Up to two talks about somebody who was invited and is not there; talks, and talks stopped."""
    rules = meeting.rules.gossip
    talks, stopped = 0, 0
    if not meeting.missing or len(meeting.present) < 2:
        return talks, stopped
    for occasion in range(TALKS_PER_MEETING):
        u_rate, u_target, u_speaker, u_stop = meeting.model.draw(GOSSIP, meeting.number, occasion)
        if u_rate < rules.rate:
            absentee = meeting.missing[pick(u_target, len(meeting.missing))].person
            speaker = meeting.present[pick(u_speaker, len(meeting.present))].person
            if gossip.is_stopped(rules, allies(meeting, speaker, absentee), u_stop):
                stopped += 1
                absentee.department.tally.talked[STOPPED_COLUMN] += 1
                meeting.model.note(STOPPED, (meeting, speaker, absentee))
            else:
                talks += 1
                talk(meeting, speaker, absentee, occasion)
    return talks, stopped


def allies(meeting: "Meeting", speaker: "Person", absentee: "Person") -> int:
    """How many colleagues of the absentee are in the room, the speaker aside."""
    people = [seat.person for seat in meeting.present]
    return sum(1 for each in people if each is not speaker and each.department is absentee.department)


def talk(meeting: "Meeting", speaker: "Person", absentee: "Person", occasion: int) -> None:
    """Let the speaker judge the absentee, or not; people of other departments than the absentee's are moved."""
    rules = meeting.rules.gossip
    uniform, _, _, _ = meeting.model.draw(VALENCE, meeting.number, occasion)
    tone = gossip.valence(rules, speaker.ties[absentee].esteem, uniform)
    absentee.department.tally.talked[tone + 1] += 1
    meeting.model.note(TALK, (meeting, speaker, absentee), tone)
    if tone != gossip.NEUTRAL:
        said = Talk(rules, speaker, absentee, tone)
        for seat in meeting.present:
            listener = seat.person
            if listener is not speaker and listener.department is not absentee.department:
                listener.listen(said)
