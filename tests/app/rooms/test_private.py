"""Names on the disk: for their owner only, and gone when they were deleted."""

import os
import stat
from pathlib import Path

import pytest

from sim.app.rooms import players, rooms
from sim.app.rooms.database import opened
from sim.app.rooms.rooms import Plan, forget

SECRET = "Wilhelmine von Flurbach"


def names(folder: Path) -> bool:
    """Whether any file of a folder holds the name."""
    return any(SECRET.encode() in each.read_bytes() for each in folder.iterdir() if each.is_file())


def test_only_its_owner_reads_a_database_whatever_the_folder_allows(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    before = os.umask(0o022)
    try:
        (tmp_path / "old.db").touch(mode=0o644)
        for name in ("new.db", "old.db"):
            engine = opened(f"sqlite:///{tmp_path}/{name}")
            rooms.make(engine, Plan("alibi", True, "en"))
            assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.glob(f"{name}*")} == {0o600}
            engine.dispose()
    finally:
        os.umask(before)


@pytest.mark.parametrize("by", ["removing the room", "sending out", "forgetting"])
def test_a_deleted_name_is_in_no_file(tmp_path: Path, by: str) -> None:
    engine = opened(f"sqlite:///{tmp_path}/rooms.db")
    room = rooms.make(engine, Plan("alibi", True, "en"))
    players.join(engine, room, SECRET)
    assert names(tmp_path)
    match by:
        case "removing the room":
            rooms.remove(engine, room)
        case "sending out":
            players.remove(engine, room, 1)
        case "forgetting":
            assert forget(engine, days=-1) == 1
    assert not names(tmp_path)
    engine.dispose()


def test_a_database_from_before_rooms_could_be_locked_is_taken_over(tmp_path: Path) -> None:
    from sqlalchemy import text

    from sim.app.rooms.database import writing

    engine = opened(f"sqlite:///{tmp_path}/rooms.db")
    made = rooms.make(engine, Plan("alibi", True, "en"))
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE rooms DROP COLUMN locked"))
        connection.execute(text("UPDATE version SET number = 1"))
    engine.dispose()
    engine = opened(f"sqlite:///{tmp_path}/rooms.db")
    assert rooms.every(engine) == [made]
    engine.dispose()
    opened(f"sqlite:///{tmp_path}/rooms.db").dispose()
