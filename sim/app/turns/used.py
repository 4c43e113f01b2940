"""What visitors have used lately, forgotten bit by bit: who has used much lets those go first who have not."""

import time
from collections.abc import Callable

from sim.app.turns.asking import NOBODY

HALVED = 5.0  # seconds in which half of it is forgotten
STEP = 1.0  # seconds of a core; who differs by less is treated alike
FORGOTTEN = 0.01


class Used:
    """Seconds of a core by visitor; whoever calls it holds a lock."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seconds: dict[str, tuple[float, float]] = {}

    def add(self, visitor: str, seconds: float) -> None:
        """Note what is begun for a visitor."""
        now = self._clock()
        self._seconds[visitor] = (self.seconds(visitor) + seconds, now)
        for each in [each for each in self._seconds if self.seconds(each) < FORGOTTEN]:
            del self._seconds[each]

    def seconds(self, visitor: str) -> float:
        """What a visitor has used, the older the less."""
        used, since = self._seconds.get(visitor, (0.0, 0.0))
        return float(used * 0.5 ** ((self._clock() - since) / HALVED)) if used else 0.0

    def rank(self, visitor: str) -> int:
        """Place in the order: 0 for whoever has used little."""
        return int(self.seconds(visitor) / STEP)

    def is_anybody_else(self, visitor: str) -> bool:
        """Whether another visitor has used anything lately."""
        return any(each not in (visitor, NOBODY) and self.seconds(each) >= FORGOTTEN for each in self._seconds)
