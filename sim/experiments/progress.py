"""How far something is, told to whoever wants to know."""

import logging
from collections.abc import Callable

from sim.experiments.notebook import Bar, is_notebook

# The stage (`compiling`, `running`, `found`, ...), how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]

LOG = logging.getLogger("sim.progress")


def silence(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


class Listener:
    """Tells whoever was named, or else a notebook if there is one; the log hears it in any case.

    The log `sim.progress` has every new stage as INFO, and every step of it as DEBUG.
    """

    def __init__(self, progress: Progress | None) -> None:
        self._tell = progress or (Bar() if is_notebook() else silence)
        self._last = ""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell how much of a stage is done."""
        level = logging.DEBUG if stage == self._last else logging.INFO
        LOG.log(level, "%s: %s of %s", stage, f"{done:,}", f"{total:,}")
        self._last = stage
        self._tell(stage, done, total)


def listener(progress: Progress | None) -> Progress:
    """Whom to tell; one who listens already is not asked twice."""
    return progress if isinstance(progress, Listener) else Listener(progress)
