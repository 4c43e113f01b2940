"""Who asks: a player of a room, the facilitator, or a stranger. Nothing but cookies that this server signed counts."""

from functools import cache
from typing import NamedTuple

from flask import request
from sqlalchemy import Engine

from sim.app.guard import cookies
from sim.app.rooms import players
from sim.app.rooms.database import opened
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Seat
from sim.app.rooms.standings import Judge, judge
from sim.app.site import Site

PLAYER = "player"
FACILITATOR = "facilitator"
YES = "yes"


class Rooms(NamedTuple):
    """The database of a site's rooms, and who computes how games in them end."""

    engine: Engine
    judged: Judge


@cache
def rooms_of(site: Site) -> Rooms:
    """Rooms of a site, opened once.

    Raises
    ------
    DatabaseError
        Where the database cannot be opened.
    """
    return Rooms(opened(site.settings.database), judge(site.library))


def player_token() -> str | None:
    """Token of the player who asks, if it is one."""
    return cookies.read(request, PLAYER)


def own_seat(site: Site) -> Seat | None:
    """Seat of the player who asks, if it is one who still has one."""
    token = player_token()
    if token is None:
        return None
    try:
        return players.seat(rooms_of(site).engine, token)
    except RoomError:
        return None


def is_facilitator() -> bool:
    """Whether the facilitator asks."""
    return cookies.read(request, FACILITATOR) == YES
