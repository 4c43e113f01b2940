"""Replicates that were written down, kept for whoever asks next."""

from collections import OrderedDict
from hashlib import sha256
from threading import BoundedSemaphore, Lock
from typing import NamedTuple

from sim.app.watch.frames import packed
from sim.app.watch.record import Record
from sim.scenario.schema import Structure

MOST_KEPT = 12
# Requests that may wait for their turn: each holds a thread of the server, which others need as well.
MOST_WAITING = 2


class TooManyAskedError(Exception):
    """Enough wait for new runs; ask again in a moment."""


class Reel(NamedTuple):
    """A replicate, and its frames as they are sent."""

    record: Record
    frames: bytes


class Reels:
    """The last few replicates; one at a time is run, so that watchers never take more than one core from the others."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[str, Reel] = OrderedDict()
        self._table = Lock()
        self._turn = Lock()
        self._queue = BoundedSemaphore(1 + MOST_WAITING)

    def of(self, scenario: Structure, seed: int) -> Reel:
        """Replicate 0 of a scenario and seed: from the shelf, or run now.

        Raises
        ------
        TooManyAskedError
            Where too many wait for theirs.
        """
        key = sha256(f"{seed} {scenario.model_dump_json()}".encode()).hexdigest()
        found = self._look_up(key)
        if found is not None:
            return found
        if not self._queue.acquire(blocking=False):
            raise TooManyAskedError
        try:
            with self._turn:
                # Whoever was before may have asked for the same.
                return self._look_up(key) or self._run(key, scenario, seed)
        finally:
            self._queue.release()

    def _look_up(self, key: str) -> Reel | None:
        with self._table:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def _run(self, key: str, scenario: Structure, seed: int) -> Reel:
        from sim.app.watch.watched import watch  # Mesa takes its time to load, and only this needs it

        record = watch(scenario, seed)
        reel = Reel(record, packed(record))
        with self._table:
            self._kept[key] = reel
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return reel
