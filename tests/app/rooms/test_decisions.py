import pytest
from sqlalchemy import Engine

from sim.app.rooms import decisions, players, rounds
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Room


@pytest.fixture
def token(engine: Engine, room: Room) -> str:
    return players.join(engine, room, "Ada")


def refused(engine: Engine, token: str, month: int) -> str:
    with pytest.raises(RoomError) as error:
        decisions.decide(engine, token, month, "x")
    return error.value.reason


def test_decisions_are_kept_month_by_month(engine: Engine, room: Room, token: str) -> None:
    rounds.open_round(engine, room)
    for month, choice in enumerate("abc", 1):
        assert decisions.decide(engine, token, month, choice).choices[-1] == choice
    assert players.seat(engine, token).choices == ("a", "b", "c")
    assert decisions.of_room(engine, room) == {1: ("a", "b", "c")}


def test_nothing_is_decided_before_the_first_round(engine: Engine, token: str) -> None:
    assert refused(engine, token, 1) == "not_open"


def test_nothing_is_decided_beyond_the_open_round(engine: Engine, room: Room, token: str) -> None:
    rounds.open_round(engine, room)
    for month in (1, 2, 3):
        decisions.decide(engine, token, month, "a")
    assert refused(engine, token, 4) == "not_open"


@pytest.mark.parametrize("month", [-1, 0, 2, 3])
def test_months_come_in_turn(engine: Engine, room: Room, token: str, month: int) -> None:
    rounds.open_round(engine, room)
    assert refused(engine, token, month) == "not_next"


def test_a_decision_stands(engine: Engine, room: Room, token: str) -> None:
    rounds.open_round(engine, room)
    decisions.decide(engine, token, 1, "a")
    assert refused(engine, token, 1) == "not_next"
    assert players.seat(engine, token).choices == ("a",)


def test_nothing_is_decided_while_paused_or_after_the_end(engine: Engine, room: Room, token: str) -> None:
    room = rounds.open_round(engine, room)
    rounds.pause(engine, room, True)
    assert refused(engine, token, 1) == "paused"
    rounds.end(engine, room)
    assert refused(engine, token, 1) == "ended"


def test_a_decision_moves_the_own_pulse_and_the_rooms_and_no_other_players(
    engine: Engine, room: Room, token: str
) -> None:
    other = players.join(engine, room, "Bo")
    rounds.open_round(engine, room)
    before = [players.pulse(engine, token), decisions.pulse(engine, room), players.pulse(engine, other)]
    decisions.decide(engine, token, 1, "a")
    after = [players.pulse(engine, token), decisions.pulse(engine, room), players.pulse(engine, other)]
    assert [one == two for one, two in zip(before, after, strict=True)] == [False, False, True]


def test_a_pulse_stands_still_while_nothing_happens(engine: Engine, room: Room, token: str) -> None:
    assert players.pulse(engine, token) == players.pulse(engine, token)
    assert decisions.pulse(engine, room) == decisions.pulse(engine, room)
