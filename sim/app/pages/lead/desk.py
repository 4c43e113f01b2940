"""What the facilitator's callbacks have in common: nobody else gets an answer, and a room is named by its code."""

from dash.exceptions import PreventUpdate

from sim.app.pages.room.access import is_facilitator
from sim.app.pages.visit import Visit, visit
from sim.app.rooms import rooms
from sim.app.rooms.problems import RoomError
from sim.app.rooms.room import Room
from sim.app.site import Site


def asked_by_facilitator(site: Site, pathname: object, search: object = "") -> Visit:
    """Visit of the facilitator; to anybody else nothing is said at all."""
    if not is_facilitator():
        raise PreventUpdate
    return visit(pathname, search, site)


def room_of(asked: Visit) -> Room | None:
    """Room that the address names, if there is one."""
    code = asked.query.get("room", "")
    if not code:
        return None
    try:
        return rooms.by_code(asked.site.rooms.engine, code)
    except RoomError:
        return None
