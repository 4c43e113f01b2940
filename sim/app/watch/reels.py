"""Replicates that were written down, kept for whoever asks next."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import Condition, Lock
from typing import NamedTuple

from sim.app.limits import WATCHED, WATCHED_EACH
from sim.app.turns.asking import visitor
from sim.app.turns.turns import Turns
from sim.app.watch.frames import packed
from sim.app.watch.record import Record
from sim.scenario.schema import Structure

MOST_KEPT = 12


class TooManyAskedError(Exception):
    """Enough of this visitor's, or of all together, wait for new runs; ask again in a moment."""


class Reel(NamedTuple):
    """A replicate, and its frames as they are sent."""

    record: Record
    frames: bytes


class Reels:
    """The last few replicates; one at a time is run, so that watchers never take more than one core from the others.

    Whose turn it is goes round among the visitors, so that nobody waits for all that another one has asked for.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[str, Reel] = OrderedDict()
        self._table = Lock()
        self._turn = Condition()
        self._turns: Turns[object] = Turns(each=1)
        self._n_asked = 0
        self._now: object | None = None  # the one whose turn it is

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
        with self._its_turn():
            # Whoever was before may have asked for the same.
            return self._look_up(key) or self._run(key, scenario, seed)

    @contextmanager
    def _its_turn(self) -> Iterator[None]:
        """Wait for the turn of the visitor who is being answered, and hand it on afterwards."""
        who, mine = visitor(), object()
        with self._turn:
            if self._n_asked >= WATCHED or self._turns.has(who) >= WATCHED_EACH:
                raise TooManyAskedError
            self._n_asked += 1
            self._turns.put(who, mine)
            self._hand_on()
            self._turn.wait_for(lambda: self._now is mine)
        try:
            yield
        finally:
            with self._turn:
                self._n_asked -= 1
                self._turns.done(who)
                self._now = None
                self._hand_on()

    def _hand_on(self) -> None:
        """Let the next one run, if nobody does; the turn is held."""
        if self._now is None and (found := self._turns.take()) is not None:
            self._now = found[1]
            self._turn.notify_all()

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
