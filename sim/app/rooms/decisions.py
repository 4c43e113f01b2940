"""Decisions of players, month by month."""

import time

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from sim.app.rooms import tables
from sim.app.rooms.database import reading, writing
from sim.app.rooms.players import seat
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Room, Seat


def decide(engine: Engine, token: str | None, month: int, choice: str) -> Seat:
    """Keep what the player with this token decided for a month, counted from 1; it cannot be taken back.

    Who decides follows from the token alone. The choice is expected to have been checked by the game.

    Raises
    ------
    RoomError
        Where nobody has the token, the month is not open, or is not the player's next one.
    """
    found = seat(engine, token)
    _check(found, month)
    try:
        with writing(engine) as connection:
            _insert(connection, found, month, choice)
    except IntegrityError:  # decided in another window at the same moment, or sent out of the room
        raise RoomError("not_next") from None
    return found._replace(choices=(*found.choices, choice))


def of_room(engine: Engine, room: Room) -> dict[int, tuple[str, ...]]:
    """What everybody has decided: choices month by month, by the player's number."""
    numbers, choices = tables.players.c, tables.decisions.c
    query = select(numbers.number, choices.choice).join_from(tables.players, tables.decisions)
    found: dict[int, tuple[str, ...]] = {}
    with reading(engine) as connection:
        rows = connection.execute(query.where(numbers.room_id == room.id).order_by(numbers.number, choices.month))
        for number, choice in rows:
            found[number] = (*found.get(number, ()), choice)
    return found


def pulse(engine: Engine, room: Room) -> str | None:
    """Something that differs whenever the facilitator's page has anything new to show; none where the room is gone."""
    inside = tables.players.c.room_id == room.id
    n_players = select(func.count()).where(inside).scalar_subquery()
    query = select(func.count()).select_from(tables.players).join(tables.decisions).where(inside)
    with reading(engine) as connection:
        columns = (tables.rooms.c.revision, n_players, query.scalar_subquery())
        row = connection.execute(select(*columns).where(tables.rooms.c.id == room.id)).first()
        return None if row is None else "-".join(map(str, row))


def _check(found: Seat, month: int) -> None:
    match found.room.phase:
        case "ended":
            raise RoomError("ended")
        case "paused":
            raise RoomError("paused")
    if month > found.room.months:
        raise RoomError("not_open")
    if month != len(found.choices) + 1:
        raise RoomError("not_next")


def _insert(connection: Connection, found: Seat, month: int, choice: str) -> None:
    values = {"player_id": found.player.id, "month": month, "choice": choice, "decided_at": int(time.time())}
    connection.execute(insert(tables.decisions).values(**values))
