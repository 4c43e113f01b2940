"""A database that another program locks: a few wait for it, the others are told at once, and nothing is lost."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sim.app.limits import IN_THE_DATABASE
from sim.app.rooms import database, players, rooms
from sim.app.rooms.database import opened
from sim.app.rooms.entrance import Entrance
from sim.app.rooms.problems import DatabaseBusyError, DatabaseError
from sim.app.rooms.rooms import Plan

PLAN = Plan("alibi", True, "en")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Lock a database as another program may."""
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        other.close()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(database, "PATIENCE", 1)
    engine = opened(f"sqlite:///{tmp_path}/rooms.db")
    yield engine
    engine.dispose()


def test_a_lock_of_another_program_is_told_soon_and_leaves_no_trace(own: Engine, tmp_path: Path) -> None:
    room = rooms.make(own, PLAN)
    own.dispose()  # an exclusive lock is not to be had while anybody is connected
    with locked(tmp_path / "rooms.db"):
        began = time.monotonic()
        with pytest.raises(DatabaseBusyError, match="must be reachable, got 'database is locked'"):
            players.join(own, room, "Ada")
        assert time.monotonic() - began < 3
    players.join(own, room, "Ada")
    assert [each.name for each in players.inside(own, room)] == ["Ada"]


def test_of_many_who_meet_a_lock_only_a_few_wait(own: Engine, tmp_path: Path) -> None:
    room = rooms.make(own, PLAN)
    own.dispose()

    def ask(_: int) -> float:
        began = time.monotonic()
        with pytest.raises(DatabaseBusyError):
            players.inside(own, room)
        return time.monotonic() - began

    with locked(tmp_path / "rooms.db"), ThreadPoolExecutor(4 * IN_THE_DATABASE) as pool:
        stuck = [pool.submit(ask, 0) for _ in range(IN_THE_DATABASE)]
        time.sleep(0.3)
        own_entrance = database._entrance(own)
        own_entrance._moved -= 10  # nothing has moved for long
        took = list(pool.map(ask, range(2 * IN_THE_DATABASE)))
        assert max(took) < 0.5
        for each in stuck:
            each.result()


def test_a_database_that_is_locked_at_the_start_is_told_with_its_address(own: Engine, tmp_path: Path) -> None:
    own.dispose()
    with (
        locked(tmp_path / "rooms.db"),
        pytest.raises(DatabaseError, match=r"database sqlite:.*rooms.db: must be reachable, got 'database is locked'"),
    ):
        opened(f"sqlite:///{tmp_path}/rooms.db")


def test_those_outside_wait_as_long_as_those_inside_get_on() -> None:
    """All of it takes twice as long as their patience, and every step a twentieth."""
    entrance, done = Entrance(most=1, patience=1.0), []

    def pass_through() -> None:
        for _ in range(10):
            with entrance.passed():
                time.sleep(0.05)
                done.append(1)

    threads = [threading.Thread(target=pass_through) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(done) == 40
