"""What fifty people do at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import Engine

from sim.app.rooms import decisions, players, rounds
from sim.app.rooms.database import opened
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Room

MANY = 50


def test_fifty_join_and_decide_at_once_and_nothing_is_lost(engine: Engine, room: Room) -> None:
    rounds.open_round(engine, room)
    start = Barrier(MANY)

    def play(number: int) -> str:
        start.wait()
        token = players.join(engine, room, f"Person {number}")
        start.wait()
        for month in (1, 2, 3):
            decisions.decide(engine, token, month, f"{number}-{month}")
        return token

    with ThreadPoolExecutor(MANY) as pool:
        tokens = list(pool.map(play, range(MANY)))
    inside = {each.number: each.name for each in players.inside(engine, room)}
    assert sorted(inside) == list(range(1, MANY + 1))
    for number, choices in decisions.of_room(engine, room).items():
        who = inside[number].removeprefix("Person ")
        assert choices == tuple(f"{who}-{month}" for month in (1, 2, 3))
    assert [players.seat(engine, token).player.name for token in tokens] == [f"Person {each}" for each in range(MANY)]


def test_of_many_presses_on_one_month_one_counts(engine: Engine, room: Room) -> None:
    rounds.open_round(engine, room)
    token = players.join(engine, room, "Ada")
    start = Barrier(10)

    def press(number: int) -> str | None:
        start.wait()
        try:
            decisions.decide(engine, token, 1, f"{number}")
        except RoomError:
            return None
        return f"{number}"

    with ThreadPoolExecutor(10) as pool:
        kept = [each for each in pool.map(press, range(10)) if each is not None]
    assert len(kept) == 1
    assert players.seat(engine, token).choices == tuple(kept)


def test_of_many_with_one_name_one_gets_it(engine: Engine, room: Room) -> None:
    start = Barrier(10)

    def join(_: int) -> bool:
        start.wait()
        try:
            players.join(engine, room, "Ada")
        except RoomError:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(join, range(10))) == 1


def test_of_many_presses_on_next_round_one_counts(engine: Engine, room: Room) -> None:
    start = Barrier(10)

    def press(_: int) -> int:
        start.wait()
        return rounds.open_round(engine, room).rounds

    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(press, range(10))) == {1}


def test_another_server_on_the_same_database_knows_everybody(address: str, engine: Engine, room: Room) -> None:
    token = players.join(engine, room, "Ada")
    rounds.open_round(engine, room)
    decisions.decide(engine, token, 1, "a")
    second = opened(address)
    found = players.seat(second, token)
    second.dispose()
    assert (found.player.name, found.room.code, found.choices) == ("Ada", room.code, ("a",))
