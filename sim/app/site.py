"""What all pages of one server share."""

from functools import cached_property
from typing import TYPE_CHECKING

from sim.app.library import Library
from sim.app.settings import Settings

if TYPE_CHECKING:
    from sim.app.ensembles import Ensembles


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
