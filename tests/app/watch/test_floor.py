import pytest

from sim.app.watch.floor import DESKS, rooms, teams
from tests.app.watch.replicates import replicate


@pytest.mark.parametrize("name", ["alibi", "small_firm"])
def test_two_meetings_never_share_a_room_in_the_same_half_day(name: str) -> None:
    record = replicate(name, "weeks=12")
    chosen, slot = rooms(record.layout, record.seats), record.layout.meetings.slot
    for week in record.weeks:
        taken = [(chosen[held.meeting], int(slot[held.meeting])) for held in week.held if chosen[held.meeting] != DESKS]
        assert len(taken) == len(set(taken))


def test_an_industrial_firm_needs_two_rooms() -> None:
    record = replicate("alibi", "weeks=12")
    assert set(rooms(record.layout, record.seats)) == {DESKS, 0, 1}


def test_only_those_of_one_department_meet_at_their_desks() -> None:
    record = replicate("alibi", "weeks=12")
    for chosen, people in zip(rooms(record.layout, record.seats), record.seats, strict=True):
        assert (chosen == DESKS) == (len(set(record.layout.people.department[people])) == 1)


def test_everybody_has_a_team_they_sit_in() -> None:
    record = replicate("alibi", "weeks=12")
    for person, team in enumerate(teams(record.layout, record.seats)):
        assert person in record.seats[team]
