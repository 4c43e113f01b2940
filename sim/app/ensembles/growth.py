"""Replicates of one scenario as they come in, batch by batch and not always in order."""

from threading import Condition, Lock
from typing import NamedTuple

import numpy as np

from sim.app.ensembles.cost import COARSE, FIRST, WHOLE
from sim.app.ensembles.ensemble import Ensemble, Kept
from sim.scenario.layout import Layout
from sim.scenario.output import COMPANY, WEEKLY, Output
from sim.scenario.schema import Structure
from sim.scenario.timeline import Timeline


class Batch(NamedTuple):
    """Replicates `first` .. `first + n - 1`."""

    first: int
    n: int


class Job(NamedTuple):
    """A scenario as the engine wants it, and the replicates of a batch."""

    scenario: Structure
    layout: Layout
    timeline: Timeline
    size: int


class Growth:
    """What is there of a scenario, and who waits for how much; `lock` must be held for everything."""

    def __init__(self, job: Job, lock: Lock) -> None:
        self.job = job
        self.changed = Condition(lock)
        self.waiting: list[int] = []
        self.failure: Exception | None = None
        self.n = 0
        self._next = 0
        self._most = 0
        self._done: dict[int, int] = {}
        weeks, departments = job.scenario.weeks, len(job.scenario.departments)
        self._weekly = np.empty((0, weeks, departments, len(WEEKLY)), dtype=np.float32)
        self._company = np.empty((0, weeks, len(COMPANY)), dtype=np.float32)
        self._shown: dict[int, Ensemble] = {}

    @property
    def wanted(self) -> int:
        """Most that anybody waits for."""
        return max(self.waiting, default=0)

    @property
    def level(self) -> int | None:
        """How soon the next batch is due: 0 at once, 1 a first look, 2 a whole one, 3 at rest; None if none is."""
        if self._next >= self.wanted or self.failure is not None:
            return None
        return sum(self._next >= each for each in (FIRST, COARSE, WHOLE))

    @property
    def n_bytes(self) -> int:
        """Memory it takes."""
        return int(self._weekly.nbytes + self._company.nbytes)

    def take(self, most: int | None = None) -> Batch | None:
        """Next batch of what is wanted, or of the first `most`; None where all of these were taken."""
        if self.failure is not None:
            return None
        self._most = max(self._most, most or self.wanted)
        found = Batch(self._next, min(self.job.size, (most or self.wanted) - self._next))
        self._next += max(0, found.n)
        return found if found.n > 0 else None

    def add(self, batch: Batch, outputs: list[Output]) -> None:
        """Keep a batch; `n` grows when all before it are there."""
        self._make_room(batch.first + batch.n)
        for place, each in enumerate(outputs, start=batch.first):
            self._weekly[place] = each.weekly
            self._company[place] = each.company
        before = self.n
        self._done[batch.first] = batch.n
        while self.n in self._done:
            self.n += self._done.pop(self.n)
            self._shown.clear()
        # Nobody is woken for less than what they wait for, or for the few that are enough to those out of patience.
        if any(before < each <= self.n for each in (FIRST, *self.waiting)):
            self.changed.notify_all()

    def fail(self, failure: Exception) -> None:
        """Tell everybody who waits."""
        self.failure = failure
        self.changed.notify_all()

    def ensemble(self, wanted: int) -> Ensemble:
        """Return what is there, up to what is wanted; the same object as before where nothing has changed."""
        if wanted not in self._shown:
            n = min(self.n, wanted)
            # Rows below n are never written again, so that views of them are as good as copies.
            self._shown[wanted] = Ensemble(self.job.scenario, self._weekly[:n], self._company[:n], wanted)
        return self._shown[wanted]

    def _make_room(self, rows: int) -> None:
        if rows > len(self._weekly):
            room = max(rows, self._most)
            self._weekly, self._company = (_longer(each, room) for each in (self._weekly, self._company))


def _longer(values: Kept, rows: int) -> Kept:
    found = np.empty((rows, *values.shape[1:]), dtype=np.float32)
    found[: len(values)] = values
    return found
