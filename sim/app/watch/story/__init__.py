"""The story of a person or of a decision, traced through one replicate: nothing in it but what happened there."""

from collections.abc import Mapping

from sim.app.watch.address import WEEK, whole
from sim.app.watch.record import Record
from sim.app.watch.story import decision, person
from sim.app.watch.story.trace import Story, Telling
from sim.errors import ScenarioError
from sim.language import Translator

PERSON, DECISION = "person", "decision"


def tell(record: Record, query: Mapping[str, str], t: Translator) -> Story:
    """Story that an address asks for: of `person`, or of the `decision` of a meeting in a `week`.

    Raises
    ------
    ScenarioError
        Where there is no such week, person or decision.
    """
    week = whole(query, WEEK, 1, len(record.weeks)) or len(record.weeks)
    who = whole(query, PERSON, 0, len(record.names.people) - 1)
    meeting = whole(query, DECISION, 0, len(record.names.meetings) - 1)
    telling = Telling(record, t)
    if who is not None:
        return person.tell(telling, who, week)
    held = next((each for each in record.weeks[week - 1].held if each.meeting == meeting and each.decides), None)
    if held is None:
        raise ScenarioError(f"{DECISION}: must be a meeting that decides in week {week}, got {meeting}")
    return decision.tell(telling, week, held)
