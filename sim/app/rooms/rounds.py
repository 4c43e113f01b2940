"""Rounds: the facilitator opens quarter after quarter, pauses, goes on, and ends the game."""

from sqlalchemy import Connection, Engine, update

from sim.app.rooms import tables
from sim.app.rooms.database import writing
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import ROUNDS, Room
from sim.app.rooms.rooms import hold


def open_round(engine: Engine, room: Room) -> Room:
    """Open the round after the last one that `room` knows of; a second press of the same button opens no second one."""
    with writing(engine) as connection:
        found = _running(connection, room)
        if found.rounds != room.rounds or found.rounds >= ROUNDS:
            return found
        return _change(connection, found, rounds=found.rounds + 1, paused=False)


def pause(engine: Engine, room: Room, paused: bool) -> Room:
    """Stop deciding for a while, or let it go on."""
    with writing(engine) as connection:
        found = _running(connection, room)
        return found if found.paused == paused else _change(connection, found, paused=paused)


def lock(engine: Engine, room: Room, locked: bool) -> Room:
    """Let nobody else in, or let others in again; who is inside notices nothing."""
    with writing(engine) as connection:
        found = hold(connection, room.id)
        return found if found.locked == locked else _change(connection, found, locked=locked)


def end(engine: Engine, room: Room) -> Room:
    """End the game: nothing can be decided any more, everybody sees how it went."""
    with writing(engine) as connection:
        found = hold(connection, room.id)
        return found if found.ended else _change(connection, found, ended=True)


def touch(connection: Connection, room: Room) -> None:
    """Let every page of the room know that something has changed."""
    _change(connection, room)


def _running(connection: Connection, room: Room) -> Room:
    found = hold(connection, room.id)
    if found.ended:
        raise RoomError("ended")
    return found


def _change(connection: Connection, room: Room, **values: bool | int) -> Room:
    query = update(tables.rooms).where(tables.rooms.c.id == room.id).values(**values, revision=room.revision + 1)
    return Room(*connection.execute(query.returning(*tables.rooms.c)).one())
