"""What a room refuses, with a reason that a page can put into words."""

from typing import Literal

from sim.errors import FlurfunkError

Reason = Literal[
    "unknown_room", "ended", "full", "too_many_rooms", "name_missing", "name_long", "name_signs", "name_taken",
    "unknown_player", "paused", "not_open", "not_next", "locked", "crowded",
]  # fmt: skip


class RoomError(FlurfunkError):
    """Something that a room does not allow; `browser.room.problem.<reason>` says it to people.

    `hint` is what would be allowed instead, such as a name that is still free.
    """

    def __init__(self, reason: Reason, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class DatabaseError(FlurfunkError):
    """A database that cannot be opened, or that a newer version wrote."""


class DatabaseBusyError(DatabaseError):
    """A database that is locked or cannot be reached right now: nothing was read or written, and one may ask again."""
