import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text, update

from sim.app.rooms import rooms, tables
from sim.app.rooms.database import opened, reading, writing
from sim.app.rooms.problems import DatabaseError
from sim.app.rooms.room import Room

WRITE_AND_DIE = """
import os, sys
from sim.app.rooms import decisions, players, rooms, rounds
from sim.app.rooms.database import opened
engine = opened(sys.argv[1])
room = rooms.make(engine, rooms.Plan("alibi", True, "en"))
rounds.open_round(engine, room)
token = players.join(engine, room, "Ada")
decisions.decide(engine, token, 1, "a")
print(token, flush=True)
os.kill(os.getpid(), 9)
"""


def test_what_was_written_is_there_when_opened_again(address: str, engine: Engine, room: Room) -> None:
    engine.dispose()
    again = opened(address)
    assert rooms.every(again) == [room]
    again.dispose()


def test_a_killed_process_loses_nothing_that_it_has_answered(address: str) -> None:
    command = [sys.executable, "-c", WRITE_AND_DIE, address]
    died = subprocess.run(command, capture_output=True, text=True, check=False)
    from sim.app.rooms import players

    again = opened(address)
    found = players.seat(again, died.stdout.strip())
    again.dispose()
    assert (died.returncode, found.player.name, found.choices) == (-9, "Ada", ("a",))


def test_a_newer_database_is_refused_in_one_line(address: str, engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(update(tables.version).values(number=tables.VERSION + 1))
    with pytest.raises(DatabaseError, match=r"must be of version 2 .*, got version 3$"):
        opened(address)


def test_a_change_that_fails_halfway_leaves_nothing(engine: Engine, room: Room) -> None:
    def fail() -> None:
        with writing(engine) as connection:
            connection.execute(update(tables.rooms).values(rounds=5))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert rooms.every(engine) == [room]


def test_a_reader_sees_one_state_throughout(engine: Engine, room: Room) -> None:
    query = text("SELECT rounds FROM rooms")
    with reading(engine) as connection:
        before = connection.scalar(query)
        with writing(engine) as other:
            other.execute(update(tables.rooms).values(rounds=5))
        assert connection.scalar(query) == before


def test_sqlite_waits_for_writers_and_keeps_foreign_keys(tmp_path: Path) -> None:
    engine = opened(f"sqlite:///{tmp_path}/rooms.db")
    with reading(engine) as connection:
        found = {
            pragma: connection.scalar(text(f"PRAGMA {pragma}"))
            for pragma in ("journal_mode", "foreign_keys", "busy_timeout", "secure_delete")
        }
    engine.dispose()
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5_000, "secure_delete": 1}


@pytest.mark.parametrize(
    "address",
    [
        "", "nonsense", "mysql://localhost/x", "sqlite:////nowhere/at/all.db",
        "postgresql://user:secret@127.0.0.1:1/nothing",
    ],
)  # fmt: skip
def test_an_address_that_does_not_work_is_told_in_a_line_without_its_password(address: str) -> None:
    with pytest.raises(DatabaseError, match=r"^database.*: must .*, got .*$") as error:
        opened(address)
    assert "\n" not in str(error.value)
    assert "secret" not in str(error.value)
