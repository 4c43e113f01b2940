"""Whether there is time for what nobody waits for."""

import time
from collections import deque
from collections.abc import Callable

SECONDS = 2.0
# Ensembles asked for within that time. A change of one participant asks for four to six, which costs two cores a tenth
# of a second; to let one ensemble grow costs as much as five changes.
MOST = 24


class Calm:
    """When ensembles were asked for lately; whoever calls it holds a lock."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._asked: deque[float] = deque(maxlen=MOST)

    def note(self) -> None:
        """One was asked for."""
        self._asked.append(self._clock())

    def is_calm(self) -> bool:
        """Whether few were."""
        return len(self._asked) < MOST or self._clock() - self._asked[0] > SECONDS
