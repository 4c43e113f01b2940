"""Opening the database: SQLite in a file or PostgreSQL, with the same statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import Error as SQLiteError
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError, TimeoutError
from sqlalchemy.pool import Pool

from sim.app.limits import SECONDS_FOR_THE_DATABASE as PATIENCE
from sim.app.rooms.entrance import Entrance
from sim.app.rooms.private import keep_from_others
from sim.app.rooms.problems import DatabaseBusyError, DatabaseError
from sim.app.rooms.tables import BEFORE_LOCKS, VERSION, metadata, rooms, version

POOL = 16
# A lock of another program's must not keep anybody for longer either.
_PATIENT = {"connect_timeout": PATIENCE, "options": f"-c lock_timeout={PATIENCE * 1000}"}
_ENTRANCES: "WeakKeyDictionary[Pool, Entrance]" = WeakKeyDictionary()


def opened(address: str) -> Engine:
    """Database at an address, with its tables; `postgresql://` means the driver that is installed with Flurfunk.

    Raises
    ------
    DatabaseError
        Where it cannot be opened, or was written by a newer version.
    """
    url = _url(address)
    keep_from_others(url)
    engine = _engine(url)
    try:
        with writing(engine) as connection:
            _prepare(connection, url)
    except SQLAlchemyError as error:
        engine.dispose()
        raise DatabaseError(f"database {_shown(url)}: must be reachable, got '{_cause(error)}'") from error
    except DatabaseBusyError as error:
        engine.dispose()
        raise DatabaseError(str(error).replace("database:", f"database {_shown(url)}:", 1)) from error
    except DatabaseError:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Connection that sees one state of the database from first to last statement.

    Raises
    ------
    DatabaseBusyError
        Where it is locked by another program, or cannot be reached.
    """
    # SQLite gives that anyhow.
    whole = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with _entered(engine), engine.execution_options(**whole).connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Connection whose changes are kept all together, or not at all.

    Raises
    ------
    DatabaseBusyError
        Where it is locked by another program, or cannot be reached.
    """
    with _entered(engine), engine.execution_options(flurfunk_writes=True).begin() as connection:
        yield connection


@contextmanager
def _entered(engine: Engine) -> Iterator[None]:
    """Let nobody wait long, nor too many at once, for a database that does not answer."""
    with _entrance(engine).passed():
        try:
            yield
        except (OperationalError, TimeoutError, SQLiteError) as error:
            raise DatabaseBusyError(f"database: must be reachable, got '{_cause(error)}'") from error


def _entrance(engine: Engine) -> Entrance:
    """Entrance of a database; copies of an engine with other options share its pool."""
    return _ENTRANCES.setdefault(engine.pool, Entrance())


def _cause(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


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
        engine = create_engine(url, pool_size=POOL, pool_timeout=PATIENCE, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
        return engine
    try:
        # A connection may have died with a database that was restarted.
        return create_engine(url, pool_size=POOL, pool_pre_ping=True, pool_timeout=PATIENCE, connect_args=_PATIENT)
    except ImportError:
        hint = "python -m pip install 'flurfunk[postgres]'"
        raise DatabaseError(f"database: must have its driver installed ({hint}), got none") from None


def _configure(connection: SQLiteConnection, _record: Any) -> None:
    # Python's driver would begin transactions on its own, and too late: see `_begin`.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        "secure_delete = ON",
        f"busy_timeout = {PATIENCE * 1000}",
    ):
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
    if found == BEFORE_LOCKS:
        connection.exec_driver_sql(f"ALTER TABLE {rooms.name} ADD COLUMN locked BOOLEAN NOT NULL DEFAULT FALSE")
        connection.execute(update(version).values(number=VERSION))
        return
    if found != VERSION:
        rule = f"be of version {VERSION} (written by this version of Flurfunk)"
        raise DatabaseError(f"database {_shown(url)}: must {rule}, got version {found}")
