"""What pages need of a server's rooms."""

from typing import NamedTuple

from sqlalchemy import Engine

from sim.app.library import Library
from sim.app.rooms.database import opened
from sim.app.rooms.standings import Judge, judge


class Rooms(NamedTuple):
    """The database of a site's rooms, and who computes how games in them end."""

    engine: Engine
    judged: Judge


def open_rooms(address: str, library: Library) -> Rooms:
    """Rooms of a database, whose games are those of a library.

    Raises
    ------
    DatabaseError
        Where the database cannot be opened.
    """
    return Rooms(opened(address), judge(library))
