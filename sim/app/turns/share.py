"""Shares: how many may do something at once, all together and each visitor; who comes too many is told so at once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sim.app.turns.asking import visitor


class Share:
    """So many at once of `most`, and of each visitor `each`."""

    def __init__(self, most: int, each: int) -> None:
        self._most = most
        self._each = each
        self._inside: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def taken(self) -> Iterator[bool]:
        """Take part for a while, if there is room for the visitor who is being answered."""
        who = visitor()
        with self._lock:
            is_in = self._inside.total() < self._most and self._inside[who] < self._each
            self._inside[who] += is_in
        try:
            yield is_in
        finally:
            with self._lock:
                self._inside[who] -= is_in
                if not self._inside[who]:
                    del self._inside[who]
