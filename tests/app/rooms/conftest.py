from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from sim.app.rooms.database import opened
from sim.app.rooms.room import Room
from sim.app.rooms.rooms import Plan, make
from tests.app.rooms import postgres

NUMBERS = count()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    reason = postgres.missing()
    if reason is not None:
        pytest.skip(reason)
    with postgres.served() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/rooms.db"
    server: str = request.getfixturevalue("postgres_server")
    name = f"test_{next(NUMBERS)}"
    admin = create_engine(f"{server}/postgres".replace("postgresql:", "postgresql+psycopg:"))
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return f"{server}/{name}"


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    made = opened(address)
    yield made
    made.dispose()


@pytest.fixture
def plan() -> Plan:
    return Plan("alibi", named=True, language="en")


@pytest.fixture
def room(engine: Engine, plan: Plan) -> Room:
    return make(engine, plan)
