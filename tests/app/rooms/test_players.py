import pytest
from sqlalchemy import Engine, select

from sim.app import limits
from sim.app.rooms import decisions, players, rooms, rounds, tables
from sim.app.rooms.database import reading
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Room
from sim.app.rooms.rooms import Plan


def test_a_player_is_known_again_by_the_token(engine: Engine, room: Room) -> None:
    token = players.join(engine, room, "  Ada   Berg ")
    found = players.seat(engine, token)
    assert (found.player.name, found.player.number, found.room, found.choices) == ("Ada Berg", 1, room, ())


@pytest.mark.parametrize("token", [None, "", "0" * 32, "\x00", "\ud800", "é" * 100_000])
def test_nobody_has_a_token_that_was_never_given(engine: Engine, room: Room, token: str | None) -> None:
    players.join(engine, room, "Ada")
    with pytest.raises(RoomError) as error:
        players.seat(engine, token)
    assert error.value.reason == "unknown_player"
    assert players.pulse(engine, token) is None


def test_the_database_does_not_hold_the_token(engine: Engine, room: Room) -> None:
    token = players.join(engine, room, "Ada")
    with reading(engine) as connection:
        row = connection.execute(select(tables.players)).one()
    assert token not in map(str, row)
    with pytest.raises(RoomError):
        players.seat(engine, row.token_hash)


def test_a_name_that_is_taken_is_refused_with_one_that_is_free(engine: Engine, room: Room) -> None:
    players.join(engine, room, "Ada")
    players.join(engine, room, "Ada 2")
    with pytest.raises(RoomError) as error:
        players.join(engine, room, "ADA")
    assert (error.value.reason, error.value.hint) == ("name_taken", "ADA 3")
    players.join(engine, room, error.value.hint)


def test_the_same_name_may_be_in_two_rooms(engine: Engine, plan: Plan) -> None:
    made = [rooms.make(engine, plan) for _ in range(2)]
    for each in made:
        players.join(engine, each, "Ada")
    assert [[player.name for player in players.inside(engine, each)] for each in made] == [["Ada"], ["Ada"]]


def test_an_anonymous_room_keeps_no_name(engine: Engine, plan: Plan) -> None:
    room = rooms.make(engine, plan._replace(named=False))
    for _ in range(2):
        players.join(engine, room, "Ada")
    assert [(each.number, each.name) for each in players.inside(engine, room)] == [(1, ""), (2, "")]


def test_nobody_joins_a_room_that_is_over(engine: Engine, room: Room) -> None:
    rounds.end(engine, room)
    with pytest.raises(RoomError) as error:
        players.join(engine, room, "Ada")
    assert error.value.reason == "ended"


def test_a_room_can_be_full(engine: Engine, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PLAYERS", 1)
    players.join(engine, room, "Ada")
    with pytest.raises(RoomError) as error:
        players.join(engine, room, "Bo")
    assert error.value.reason == "full"


def test_who_is_sent_out_is_gone_with_all_decisions(engine: Engine, room: Room) -> None:
    tokens = [players.join(engine, room, name) for name in ("Ada", "Bo")]
    rounds.open_round(engine, room)
    for token in tokens:
        decisions.decide(engine, token, 1, "a")
    players.remove(engine, room, 1)
    assert [each.name for each in players.inside(engine, room)] == ["Bo"]
    assert decisions.of_room(engine, room) == {2: ("a",)}
    assert players.pulse(engine, tokens[0]) is None


def test_sending_out_reaches_no_other_room(engine: Engine, plan: Plan) -> None:
    one, other = rooms.make(engine, plan), rooms.make(engine, plan)
    for each in (one, other):
        players.join(engine, each, "Ada")
    players.remove(engine, one, 1)
    assert len(players.inside(engine, other)) == 1
