"""Rooms, as the facilitator makes, finds and deletes them."""

import secrets
import time
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row, Select, delete, exists, func, insert, select
from sqlalchemy.exc import IntegrityError

from sim.app import limits
from sim.app.rooms import tables
from sim.app.rooms.codes import as_code, is_token, new_code, new_token
from sim.app.rooms.database import reading, writing
from sim.app.rooms.private import scrub
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Room

# Long enough to go on with a workshop at the next monthly meeting; names shall not lie about for longer.
KEPT_DAYS = 30
SECONDS_A_DAY = 86_400
TRIES = 20


class Plan(NamedTuple):
    """What a facilitator chooses for a new room."""

    scenario: str
    named: bool
    language: str


def make(engine: Engine, plan: Plan) -> Room:
    """Empty room with a code and a luck of its own.

    Raises
    ------
    RoomError
        Where there are as many rooms as one server keeps.
    """
    with writing(engine) as connection:
        if (connection.scalar(select(func.count()).select_from(tables.rooms)) or 0) >= limits.ROOMS:
            raise RoomError("too_many_rooms")
    for _ in range(TRIES):
        try:
            with writing(engine) as connection:
                return _insert(connection, plan)
        except IntegrityError:  # the code is taken: there are a billion of them
            continue
    raise AssertionError("codes of rooms must not run out")


def every(engine: Engine) -> list[Room]:
    """All rooms, newest first."""
    with reading(engine) as connection:
        found = connection.execute(select(tables.rooms).order_by(tables.rooms.c.id.desc()))
        return [Room(*each) for each in found]


def by_code(engine: Engine, text: str) -> Room:
    """Room of a code as somebody typed it.

    Raises
    ------
    RoomError
        The same one, whether that cannot be a code, never was one, or is one no more.
    """
    code = as_code(text)
    return _one(engine, select(tables.rooms).where(tables.rooms.c.code == (code or "")))


def by_view(engine: Engine, token: str) -> Room:
    """Room that may be looked at with a token.

    Raises
    ------
    RoomError
        Where there is none.
    """
    return _one(engine, select(tables.rooms).where(tables.rooms.c.view == (token if is_token(token) else "")))


def remove(engine: Engine, room: Room) -> None:
    """Delete a room with its players and all that they decided."""
    with writing(engine) as connection:
        connection.execute(delete(tables.rooms).where(tables.rooms.c.id == room.id))
    scrub(engine)


def forget(engine: Engine, days: int = KEPT_DAYS) -> int:
    """Delete rooms in which nobody has come or decided anything for so many days; gives how many."""
    since = int(time.time()) - days * SECONDS_A_DAY
    in_room = tables.players.c.room_id == tables.rooms.c.id
    came = exists().where(in_room, tables.players.c.joined_at >= since)
    of_player = tables.decisions.c.player_id == tables.players.c.id
    decided = exists().where(in_room, of_player, tables.decisions.c.decided_at >= since)
    with writing(engine) as connection:
        found = connection.execute(delete(tables.rooms).where(tables.rooms.c.made_at < since, ~came, ~decided))
    scrub(engine)
    return int(found.rowcount)


def hold(connection: Connection, room_id: int) -> Room:
    """Room that nobody else changes until this transaction ends.

    Raises
    ------
    RoomError
        Where it was deleted.
    """
    query = select(tables.rooms).where(tables.rooms.c.id == room_id).with_for_update()
    return _room(connection.execute(query).first())


def _insert(connection: Connection, plan: Plan) -> Room:
    values = {**plan._asdict(), "code": new_code(), "view": new_token(), "seed": secrets.randbelow(2**32)}
    query = insert(tables.rooms).values(**values, made_at=int(time.time())).returning(*tables.rooms.c)
    return _room(connection.execute(query).one())


def _one(engine: Engine, query: Select[Any]) -> Room:
    with reading(engine) as connection:
        return _room(connection.execute(query).first())


def _room(row: Row[Any] | None) -> Room:
    if row is None:
        raise RoomError("unknown_room")
    return Room(*tuple(row))
