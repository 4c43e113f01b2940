"""Players: joining a room, being known again by a token, leaving."""

import time

from sqlalchemy import Connection, Engine, delete, func, insert, select

from sim.app import limits
from sim.app.rooms import tables
from sim.app.rooms.codes import fingerprint, new_token
from sim.app.rooms.database import reading, writing
from sim.app.rooms.likeness import is_like
from sim.app.rooms.names import another, name_key, visible_name
from sim.app.rooms.private import scrub
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Player, Room, Seat
from sim.app.rooms.rooms import hold
from sim.app.rooms.rounds import touch


def join(engine: Engine, room: Room, name: str, token: str | None = None) -> str:
    """Sit down in a room; gives the token by which this player will be known, which is kept nowhere here.

    Whoever asks again with a token that has a seat in the room already, as after a double tap, gets no second one.

    Raises
    ------
    RoomError
        Where the room is over, locked or full, or the name cannot be shown, or somebody has it (with another one as a
        hint).
    """
    token = token or new_token()
    with writing(engine) as connection:
        found = hold(connection, room.id)
        if _has_seat(connection, found, token):
            return token
        chosen = visible_name(name) if room.named else ""
        if found.ended or found.locked:
            raise RoomError("ended" if found.ended else "locked")
        _sit_down(connection, found, chosen, token)
    return token


def seat(engine: Engine, token: str | None) -> Seat:
    """Who has this token, in which room, and what this player has decided.

    Raises
    ------
    RoomError
        Where nobody has it, or no more.
    """
    mark = fingerprint(token or "")
    query = select(*tables.players.c, *tables.rooms.c).join_from(tables.players, tables.rooms)
    with reading(engine) as connection:
        row = connection.execute(query.where(tables.players.c.token_hash == mark)).first()
        if row is None:
            raise RoomError("unknown_player")
        columns = len(tables.players.c)
        player = Player(*row[:4])
        return Seat(player, Room(*row[columns:]), _choices(connection, player))


def pulse(engine: Engine, token: str | None) -> str | None:
    """Something that differs whenever this player's page may have anything new to show; none without such a player."""
    n_decided = select(func.count()).where(tables.decisions.c.player_id == tables.players.c.id).scalar_subquery()
    of_room = tables.rooms.c
    query = select(of_room.id, of_room.rounds, of_room.paused, of_room.ended, n_decided)
    query = query.join_from(tables.players, tables.rooms).where(tables.players.c.token_hash == fingerprint(token or ""))
    with reading(engine) as connection:
        row = connection.execute(query).first()
        return None if row is None else "-".join(str(int(each)) for each in row)


def inside(engine: Engine, room: Room) -> list[Player]:
    """Everybody in a room, in the order in which they came."""
    columns = tables.players.c
    query = select(columns.id, columns.room_id, columns.number, columns.name).order_by(columns.number)
    with reading(engine) as connection:
        return [Player(*each) for each in connection.execute(query.where(columns.room_id == room.id))]


def remove(engine: Engine, room: Room, number: int) -> None:
    """Send somebody out of a room, with all that this player decided."""
    who = (tables.players.c.room_id == room.id) & (tables.players.c.number == number)
    with writing(engine) as connection:
        found = hold(connection, room.id)
        connection.execute(delete(tables.players).where(who))
        touch(connection, found)
    scrub(engine)


def _has_seat(connection: Connection, room: Room, token: str) -> bool:
    columns = tables.players.c
    own = (columns.room_id == room.id) & (columns.token_hash == fingerprint(token))
    return connection.scalar(select(columns.id).where(own)) is not None


def _sit_down(connection: Connection, room: Room, name: str, token: str) -> None:
    columns = tables.players.c
    query = select(columns.number, columns.name).where(columns.room_id == room.id)
    others = connection.execute(query).all()
    if len(others) >= limits.PLAYERS:
        raise RoomError("full")
    taken = [str(each.name) for each in others]
    key = name_key(name) if room.named else None
    if room.named and is_like(name, taken):
        raise RoomError("name_taken", hint=another(name, taken))
    # A number is never given twice while somebody with a higher one is there, so that `Person 7` stays the same person.
    values = {"room_id": room.id, "number": max((each.number for each in others), default=0) + 1, "name": name}
    marks = {"name_key": key, "token_hash": fingerprint(token), "joined_at": int(time.time())}
    connection.execute(insert(tables.players).values(**values, **marks))


def _choices(connection: Connection, player: Player) -> tuple[str, ...]:
    columns = tables.decisions.c
    query = select(columns.choice).where(columns.player_id == player.id).order_by(columns.month)
    return tuple(str(each) for each in connection.scalars(query))
