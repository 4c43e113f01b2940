"""Gossip in the Mesa model."""

import pytest

from sim.model import Company, Meeting, Person
from sim.statistics import of_share
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


def test_a_colleague_who_talks_does_not_stop_it(meeting: Meeting) -> None:
    colleague = meeting.missing.pop()
    meeting.present.append(colleague)
    company = meeting.model
    while company.week < company.source.weeks:
        meeting.whisper()
        company.week += 1
    kinds = {(each.person is colleague.person, each.kind) for each in company.diary}
    assert kinds == {(True, "talk"), (False, "stopped")}


@pytest.mark.parametrize("present", [0, 1])
def test_nobody_talks_without_somebody_to_listen(meeting: Meeting, present: int) -> None:
    meeting.present = meeting.present[:present]
    assert meeting.whisper() == (0, 0)


def test_nobody_is_talked_about_when_all_are_there(meeting: Meeting) -> None:
    meeting.missing = []
    assert meeting.whisper() == (0, 0)


def test_every_single_ally_in_the_room_makes_it_likelier_that_talk_is_stopped() -> None:
    """Each stops it independently of the others: it goes on with probability 1 - inhibit to the power of allies."""
    inhibit, weeks = 0.5, 600
    roster = {"sales": {"head": 1, "lead": 1, "staff": 3}, "production": {"head": 1, "staff": 1}}
    gossip = {"rate": 1, "inhibit": inhibit, "neutral": 1}
    company = Company(firm(weeks=weeks, gossip=gossip, meetings={"round": {"roster": roster, "slot": 2}}))
    (found,) = company.meetings.select(lambda each: each.name == "round")
    *colleagues, absentee = (seat for seat in found.seats if seat.person.department.name == "sales")
    others = [seat for seat in found.seats if seat.person.department.name == "production"]
    found.missing = [absentee]
    kinds: list[list[str]] = [[] for _ in range(len(colleagues) + 1)]
    for n_allies, own in enumerate(kinds):
        found.present = [*colleagues[:n_allies], *others]
        for company.week in range(weeks):
            company.diary.clear()
            found.whisper()
            # A colleague who speaks is no ally.
            own += [each.kind for each in company.diary if each.person in {seat.person for seat in others}]
    for n_allies, own in enumerate(kinds):
        share = of_share(own.count("stopped"), len(own), 0.99)
        assert share.low <= 1 - (1 - inhibit) ** n_allies <= share.high
        assert share.high - share.low < inhibit ** (n_allies + 1) + 0.1
