"""Who asks: a player of a room, the facilitator, or a stranger. Nothing but cookies that this server signed counts."""

from flask import request

from sim.app.guard import cookies
from sim.app.rooms import players
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Seat
from sim.app.site import Site

PLAYER = "player"
FACILITATOR = "facilitator"
YES = "yes"
ENTERED = "entered"  # of the address to which one is sent on joining


def player_token() -> str | None:
    """Token of the player who asks, if it is one."""
    return cookies.read(request, PLAYER)


def own_seat(site: Site) -> Seat | None:
    """Seat of the player who asks, if it is one who still has one."""
    token = player_token()
    if token is None:
        return None
    try:
        return players.seat(site.rooms.engine, token)
    except RoomError:
        return None


def is_facilitator() -> bool:
    """Whether the facilitator asks."""
    return cookies.read(request, FACILITATOR) == YES
