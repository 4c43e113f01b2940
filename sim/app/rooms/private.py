"""Names on the disk: nobody else may read them, and what was deleted is gone from there as well."""

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import URL

OWNER_ONLY = 0o600


def keep_from_others(url: URL) -> None:
    """Let only its owner read a database in a file; the files that SQLite puts beside it are made alike."""
    if url.drivername != "sqlite" or not url.database or url.database == ":memory:":
        return
    path = Path(url.database)
    with suppress(OSError):  # what cannot be opened is told when it is; the file of somebody else stays theirs
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY))
        for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            if each.exists():
                each.chmod(OWNER_ONLY)


def scrub(engine: Engine) -> None:
    """Leave nothing of what was deleted in SQLite's log, which otherwise keeps it until it is written over.

    Deleted rows are overwritten in the file itself. The log is emptied as soon as nobody reads; where that does not
    come in time, the next deletion or start of a server does it.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is not None:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
