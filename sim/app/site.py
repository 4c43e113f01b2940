"""What all pages of one server share."""

from functools import cached_property
from typing import TYPE_CHECKING

from sim.app.library import Library
from sim.app.settings import Settings

if TYPE_CHECKING:
    from sim.app.ensembles import Ensembles
    from sim.app.rooms.opened import Rooms


class Site:
    """Scenarios, how the server was started, and what is opened when it is first needed."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library = library
        self.settings = settings

    @cached_property
    def ensembles(self) -> "Ensembles":
        """Ensembles of scenarios, computed once for everybody."""
        from sim.app.ensembles import Ensembles

        return Ensembles(self.settings.threads)

    @cached_property
    def rooms(self) -> "Rooms":
        """Rooms of a workshop.

        Raises
        ------
        DatabaseError
            Where the database cannot be opened.
        """
        from sim.app.rooms.opened import open_rooms

        return open_rooms(self.settings.database, self.library)

    def close(self) -> None:
        """Close what was opened: nothing more is computed, nothing more is kept."""
        opened = vars(self)
        if "ensembles" in opened:
            self.ensembles.close()
        if "rooms" in opened:
            self.rooms.engine.dispose()
