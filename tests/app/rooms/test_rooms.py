from collections.abc import Callable

import pytest
from sqlalchemy import Engine, Table, select, update

from sim.app import limits
from sim.app.rooms import decisions, players, rooms, rounds, tables
from sim.app.rooms.database import reading, writing
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import ROUNDS, Room
from sim.app.rooms.rooms import Plan


def test_a_room_is_found_by_its_code_however_it_is_typed(engine: Engine, room: Room) -> None:
    spoken = f" {room.code[:3].lower()}-{room.code[3:]} "
    assert rooms.by_code(engine, spoken) == room


def test_a_room_is_found_by_the_token_of_its_projector(engine: Engine, room: Room) -> None:
    assert rooms.by_view(engine, room.view) == room


@pytest.mark.parametrize("code", ["", "ABCDEF", "A", "x" * 10_000, "'; --", "AB\x00DEF", "ÄÖÜABC"])
def test_codes_that_are_none_are_answered_alike(engine: Engine, room: Room, code: str) -> None:
    with pytest.raises(RoomError) as error:
        rooms.by_code(engine, code)
    assert error.value.reason == "unknown_room"


@pytest.mark.parametrize("token", ["", "0" * 32, "é" * 32, "\x00" * 32, "x" * 10_000])
def test_views_that_are_none_are_answered_alike(engine: Engine, room: Room, token: str) -> None:
    with pytest.raises(RoomError) as error:
        rooms.by_view(engine, token)
    assert error.value.reason == "unknown_room"


def test_every_room_is_listed_newest_first(engine: Engine, plan: Plan) -> None:
    made = [rooms.make(engine, plan) for _ in range(3)]
    assert rooms.every(engine) == made[::-1]


def test_rooms_have_codes_views_and_luck_of_their_own(engine: Engine, plan: Plan) -> None:
    made = [rooms.make(engine, plan) for _ in range(20)]
    for distinct in ({each.code for each in made}, {each.view for each in made}, {each.seed for each in made}):
        assert len(distinct) == 20


def test_there_is_a_most_of_rooms(engine: Engine, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROOMS", 2)
    rooms.make(engine, plan)
    rooms.make(engine, plan)
    with pytest.raises(RoomError) as error:
        rooms.make(engine, plan)
    assert error.value.reason == "too_many_rooms"


def test_a_code_that_is_taken_is_drawn_again(engine: Engine, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = iter(["AAAAAA", "AAAAAA", "BBBBBB"])
    monkeypatch.setattr(rooms, "new_code", lambda: next(codes))
    assert [rooms.make(engine, plan).code for _ in range(2)] == ["AAAAAA", "BBBBBB"]


def test_deleting_a_room_leaves_nothing_of_it(engine: Engine, plan: Plan) -> None:
    kept, gone = rooms.make(engine, plan), rooms.make(engine, plan)
    tokens = [players.join(engine, each, "Ada") for each in (kept, gone)]
    for each, token in zip((kept, gone), tokens, strict=True):
        rounds.open_round(engine, each)
        decisions.decide(engine, token, 1, "a")
    rooms.remove(engine, gone)
    assert [each.code for each in rooms.every(engine)] == [kept.code]
    assert players.inside(engine, gone) == []
    assert decisions.of_room(engine, gone) == {}
    assert decisions.of_room(engine, kept) == {1: ("a",)}
    with pytest.raises(RoomError):
        players.seat(engine, tokens[1])


def test_rounds_open_one_by_one_until_the_last(engine: Engine, room: Room) -> None:
    assert (room.phase, room.months) == ("waiting", 0)
    for number in range(1, ROUNDS + 1):
        room = rounds.open_round(engine, room)
        assert (room.phase, room.rounds, room.months) == ("open", number, 3 * number)
    assert room.is_last
    assert rounds.open_round(engine, room) == room


def test_pressing_twice_opens_one_round(engine: Engine, room: Room) -> None:
    first = rounds.open_round(engine, room)
    assert rounds.open_round(engine, room) == first


def test_a_paused_room_goes_on_where_it_was(engine: Engine, room: Room) -> None:
    opened = rounds.open_round(engine, room)
    paused = rounds.pause(engine, opened, True)
    assert (paused.phase, paused.rounds) == ("paused", 1)
    assert rounds.pause(engine, paused, False).phase == "open"


def test_opening_a_round_ends_a_pause(engine: Engine, room: Room) -> None:
    paused = rounds.pause(engine, rounds.open_round(engine, room), True)
    assert rounds.open_round(engine, paused).phase == "open"


def test_an_ended_room_stays_ended(engine: Engine, room: Room) -> None:
    ended = rounds.end(engine, room)
    assert ended.phase == "ended"
    assert rounds.end(engine, room) == ended
    with pytest.raises(RoomError):
        rounds.open_round(engine, ended)
    with pytest.raises(RoomError):
        rounds.pause(engine, ended, True)


def test_every_change_moves_the_pulses(engine: Engine, room: Room) -> None:
    token = players.join(engine, room, "Ada")
    seen = [(decisions.pulse(engine, room), players.pulse(engine, token))]
    changes: list[Callable[[], Room]] = [
        lambda: rounds.open_round(engine, room),
        lambda: rounds.pause(engine, room, True),
        lambda: rounds.end(engine, room),
    ]
    for change in changes:
        change()
        seen.append((decisions.pulse(engine, room), players.pulse(engine, token)))
    assert [len(set(each)) for each in zip(*seen, strict=True)] == [4, 4]


def test_a_deleted_room_has_no_pulse(engine: Engine, room: Room) -> None:
    rooms.remove(engine, room)
    assert decisions.pulse(engine, room) is None
    with pytest.raises(RoomError):
        rounds.open_round(engine, room)


def aged(engine: Engine, table: Table, column: str, days: float) -> None:
    """Let everything in a table be older."""
    with writing(engine) as connection:
        connection.execute(update(table).values({column: table.c[column] - int(days * 86_400)}))


def test_rooms_that_nobody_touched_for_a_month_are_forgotten_with_all_in_them(engine: Engine, plan: Plan) -> None:
    room = rooms.make(engine, plan)
    token = players.join(engine, room, "Ada")
    rounds.open_round(engine, room)
    decisions.decide(engine, token, 1, "a")
    aged(engine, tables.rooms, "made_at", 31)
    for table, column in ((tables.players, "joined_at"), (tables.decisions, "decided_at")):
        assert rooms.forget(engine) == 0  # whoever came or decided since keeps the room
        aged(engine, table, column, 31)
    young = rooms.make(engine, plan)
    assert rooms.forget(engine) == 1
    assert rooms.every(engine) == [young]
    with reading(engine) as connection:
        assert [connection.execute(select(table)).all() for table in (tables.players, tables.decisions)] == [[], []]


def test_a_room_is_kept_for_thirty_days(engine: Engine, room: Room) -> None:
    aged(engine, tables.rooms, "made_at", 29.9)
    assert rooms.forget(engine) == 0
    aged(engine, tables.rooms, "made_at", 0.2)
    assert rooms.forget(engine) == 1
