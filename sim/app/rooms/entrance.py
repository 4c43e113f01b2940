"""The way into the database: so many at once, and the others wait as long as these get on.

Where another program holds a lock, each request would wait out its patience, and soon all threads of the server would
wait there, although most pages need no room. So only a few do, and the others are told at once to ask again.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from sim.app.limits import IN_THE_DATABASE, SECONDS_WITHOUT_PROGRESS
from sim.app.rooms.problems import DatabaseBusyError

BETWEEN_LOOKS = 0.05  # seconds


class Entrance:
    """Counts who is inside, and when somebody last came out with what they wanted."""

    def __init__(self, most: int = IN_THE_DATABASE, patience: float = SECONDS_WITHOUT_PROGRESS) -> None:
        self._most = most
        self._patience = patience
        self._inside = 0
        self._moved = time.monotonic()
        self._changed = Condition()

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Go in, and out again.

        Raises
        ------
        DatabaseBusyError
            Where there is no room, and nothing has moved for a while.
        """
        self._enter()
        try:
            yield
        except DatabaseBusyError:
            self._leave()
            raise
        except BaseException:
            self._leave(moved=True)
            raise
        self._leave(moved=True)

    def _leave(self, *, moved: bool = False) -> None:
        with self._changed:
            self._inside -= 1
            if moved:
                self._moved = time.monotonic()
            self._changed.notify()

    def _enter(self) -> None:
        with self._changed:
            if self._inside == 0:
                self._moved = time.monotonic()
            while self._inside >= self._most:
                if time.monotonic() - self._moved > self._patience:
                    raise DatabaseBusyError("database: must be reachable, got no answer")
                self._changed.wait(BETWEEN_LOOKS)
            self._inside += 1
