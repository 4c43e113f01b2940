"""Gossip in the Mesa model."""

import pytest

from sim.model import Company, Meeting, Person
from tests.model.small import firm

WHOEVER = {"rate": 1, "inhibit": 1, "neutral": 0, "negativity": 20}


@pytest.fixture
def meeting() -> Meeting:
    """The round, with all of sales missing but those a test seats."""
    company = Company(firm(gossip=WHOEVER))
    found: Meeting
    (found,) = company.meetings.select(lambda each: each.name == "round")
    for seat in found.seats:
        seat.presence = 0.0 if seat.person.department.name == "sales" else 1.0
    found.present = [seat for seat in found.seats if seat.presence]
    found.missing = [seat for seat in found.seats if not seat.presence]
    return found


def esteem_for_sales(meeting: Meeting) -> dict[tuple[Person, Person], float]:
    return {
        (observer.person, missing.person): observer.person.ties[missing.person].esteem
        for observer in meeting.present
        for missing in meeting.missing
    }


def test_the_absent_are_talked_about_and_fall(meeting: Meeting) -> None:
    before = esteem_for_sales(meeting)
    assert meeting.whisper() == (2, 0)
    after = esteem_for_sales(meeting)
    fallen = {listener for (listener, about), esteem in after.items() if esteem < before[listener, about]}
    speakers = {event.person for event in meeting.model.diary}
    assert fallen
    assert all(listener in fallen or listener in speakers for listener, _ in before)


def test_regard_for_the_whole_department_falls_with_them(meeting: Meeting) -> None:
    listeners = [seat.person for seat in meeting.present]
    before = [person.regard[0] for person in listeners]
    meeting.whisper()
    assert [person.regard[0] for person in listeners] < before


def test_an_ally_in_the_room_stops_it(meeting: Meeting) -> None:
    ally = meeting.missing.pop()
    meeting.present.insert(0, ally)
    talks, stopped = meeting.whisper()
    speakers = {event.person for event in meeting.model.diary if event.kind == "talk"}
    assert talks + stopped == 2
    assert speakers <= {ally.person}


@pytest.mark.parametrize("present", [0, 1])
def test_nobody_talks_without_somebody_to_listen(meeting: Meeting, present: int) -> None:
    meeting.present = meeting.present[:present]
    assert meeting.whisper() == (0, 0)


def test_nobody_is_talked_about_when_all_are_there(meeting: Meeting) -> None:
    meeting.missing = []
    assert meeting.whisper() == (0, 0)
