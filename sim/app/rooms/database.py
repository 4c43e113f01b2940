"""Opening the database: SQLite in a file or PostgreSQL, with the same statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from sim.app.rooms.problems import DatabaseError
from sim.app.rooms.tables import VERSION, metadata, version

BUSY_SECONDS = 30
POOL = 16


def opened(address: str) -> Engine:
    """Database at an address, with its tables; `postgresql://` means the driver that is installed with Flurfunk.

    Raises
    ------
    DatabaseError
        Where it cannot be opened, or was written by a newer version.
    """
    url = _url(address)
    engine = _engine(url)
    try:
        with writing(engine) as connection:
            _prepare(connection, url)
    except SQLAlchemyError as error:
        engine.dispose()
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise DatabaseError(f"database {_shown(url)}: must be reachable, got '{cause}'") from error
    except DatabaseError:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Connection that sees one state of the database from first to last statement."""
    # SQLite gives that anyhow.
    whole = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.execution_options(**whole).connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Connection whose changes are kept all together, or not at all."""
    with engine.execution_options(flurfunk_writes=True).begin() as connection:
        yield connection


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError:
        raise DatabaseError("database: must be an address such as sqlite:///rooms.db, got something else") from None
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise DatabaseError(f"database: must begin with sqlite: or postgresql:, got {url.drivername!r}")
    return url


def _shown(url: URL) -> str:
    """Address without what may not be shown."""
    return url.render_as_string(hide_password=True)


def _engine(url: URL) -> Engine:
    if url.drivername == "sqlite":
        engine = create_engine(url, pool_size=POOL, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        # A connection may have died with a database that was restarted.
        return create_engine(url, pool_size=POOL, pool_pre_ping=True, connect_args={"connect_timeout": 5})
    except ImportError:
        hint = "python -m pip install 'flurfunk[postgres]'"
        raise DatabaseError(f"database: must have its driver installed ({hint}), got none") from None


def _configure(connection: SQLiteConnection, _record: Any) -> None:
    # Python's driver would begin transactions on its own, and too late: see `_begin`.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", f"busy_timeout = {BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once where another one has written in between;
    # one that says from the start that it will write waits for its turn.
    writes = connection.get_execution_options().get("flurfunk_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(connection: Connection, url: URL) -> None:
    if not inspect(connection).has_table(version.name):
        metadata.create_all(connection)
        connection.execute(insert(version).values(number=VERSION))
        return
    found = connection.scalar(select(version.c.number))
    if found != VERSION:
        rule = f"be of version {VERSION} (written by this version of Flurfunk)"
        raise DatabaseError(f"database {_shown(url)}: must {rule}, got version {found}")
