"""Ensembles for everybody on a server: one pool of threads, bounded memory, nothing computed twice."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import CancelledError
from functools import partial
from threading import Lock
from typing import NamedTuple

from sim.app.ensembles.calm import Calm
from sim.app.ensembles.cost import BATCH, COARSE, FIRST, WHOLE, affordable, seconds
from sim.app.ensembles.ensemble import Ensemble
from sim.app.ensembles.growth import Batch, Growth, Job
from sim.app.ensembles.layouts import Layouts
from sim.app.ensembles.pool import Pool, Work
from sim.app.ensembles.recent import Recent
from sim.app.ensembles.shelf import Shelf
from sim.app.limits import PATIENT, PATIENT_EACH
from sim.app.turns.asking import NOBODY, visitor
from sim.app.turns.used import Used
from sim.experiments.engines import cores
from sim.scenario.loading import WITHOUT_EFFECT
from sim.scenario.output import Output
from sim.scenario.schema import Structure
from sim.scenario.timeline import build as build_timeline

MEGABYTES = 256
# Seconds of a core; a batch that takes longer leaves one thread to others, if there are any.
LONG = 0.2
# A slider that does not rest before that is still being dragged, elsewhere.
AHEAD_SECONDS = 0.4


class Ahead(NamedTuple):
    """The first `n` replicates of an ensemble are computed ahead, until some moment of the monotonic clock."""

    growth: Growth
    n: int
    until: float


Engine = Callable[[Job, Batch, bool], list[Output]]  # the last: whether replicate 0 keeps its events


def kernel(job: Job, batch: Batch, trace: bool) -> list[Output]:
    """Compute a batch with the compiled engine."""
    from sim import kernel  # compiles, or loads what was compiled: not before somebody asks

    return kernel.simulate(job.layout, job.timeline, job.scenario.seed, *batch, trace=trace)


class Ensembles:
    """Ensembles by scenario.

    Work is cut into batches of some milliseconds. Visitors who have used little lately go before those who have used
    much. Between equals, the first few replicates of everybody go before a first look of anybody, and these before
    anything else. What nobody waits for any more is not computed further.

    Parameters
    ----------
    threads
        Batches at once; as many as there are cores if left out.
    megabytes
        What may be kept. Ensembles that somebody waits for are kept all the same.
    engine
        What computes a batch.
    """

    def __init__(self, threads: int | None = None, megabytes: float = MEGABYTES, engine: Engine = kernel) -> None:
        self._engine = engine
        self._layouts = Layouts()
        # By the object, which is kept with it, so that no other one can take its place.
        self._keys: Recent[tuple[Structure, str]] = Recent(128)
        self._lock = Lock()
        self._pool = Pool(threads or cores(), self._due, self._lock)
        self._shelf = Shelf(int(megabytes * 1e6))
        # Those that somebody waits for, the longest first, and who does.
        self._waiting: dict[Growth, list[str]] = {}
        self._used = Used()
        self._n_long = 0
        self._patient: Counter[str] = Counter()
        self._ahead: Ahead | None = None
        self._calm = Calm()

    def ask(self, scenario: Structure, replicates: int, *, patience: float | None = None, then: int = 0) -> Ensemble:
        """Replicates 0 .. n - 1 of the scenario's seed.

        Parameters
        ----------
        scenario
            Its own number of replicates makes no difference.
        replicates
            How many are wanted. There may be fewer: see `Ensemble.wanted`, and `Ensemble.n`.
        patience
            Seconds after which what is there is enough, if it is at least the first few; None waits for all.
        then
            How many will be asked for next, most likely: computed ahead for a moment while nobody waits for anything.

        Raises
        ------
        ScenarioError
            Where the company is too large to be simulated while one waits.
        """
        wanted = min(replicates, affordable(scenario))
        key = self._keys.get(id(scenario), lambda: (scenario, _key(scenario)))[1]
        made = None if key in self._shelf else self._new(scenario)
        with self._lock:
            if wanted <= WHOLE:
                self._calm.note()
            growth = self._shelf.fetch(key) or self._shelf.put(key, made or self._new(scenario))
            if then > replicates:
                self._ahead = Ahead(growth, min(then, affordable(scenario)), time.monotonic() + AHEAD_SECONDS)
            if growth.n < wanted:
                self._wait(growth, wanted, patience)
            if growth.failure is not None:
                self._shelf.drop(key)
                raise growth.failure
            self._shelf.tidy()
            return growth.ensemble(wanted)

    def close(self) -> None:
        """Compute nothing more; whoever still waits is told that it was called off."""
        self._pool.close()
        with self._lock:
            for each in self._waiting:
                each.fail(CancelledError("the server is being stopped"))

    @property
    def is_calm(self) -> bool:
        """Whether so few ask that there is time to let an ensemble grow beyond what anybody waits for."""
        with self._lock:
            return self._calm.is_calm()

    @property
    def n_bytes(self) -> int:
        """Memory that the kept ensembles take."""
        with self._lock:
            return self._shelf.n_bytes

    def _new(self, scenario: Structure) -> Growth:
        return Growth(self._job(scenario), self._lock)

    def _job(self, scenario: Structure) -> Job:
        return Job(scenario, self._layouts.of(scenario), build_timeline(scenario), BATCH)

    def _wait(self, growth: Growth, wanted: int, patience: float | None) -> None:
        """Wait until there is enough; the lock is held."""
        who = visitor()
        is_patient = wanted > COARSE and patience is not None
        if is_patient and (self._patient.total() >= PATIENT or self._patient[who] >= PATIENT_EACH):
            patience = 0.0
        ends = None if patience is None else time.monotonic() + patience
        growth.waiting.append(wanted)
        self._waiting.setdefault(growth, []).append(who)
        self._patient[who] += is_patient
        self._pool.wake()
        try:
            while growth.n < wanted and growth.failure is None:
                left = None if ends is None else ends - time.monotonic()
                if left is not None and left <= 0.0:
                    if growth.n >= min(FIRST, wanted):
                        break
                    left = None
                growth.changed.wait(left)
        finally:
            growth.waiting.remove(wanted)
            self._waiting[growth].remove(who)
            if not growth.waiting:
                del self._waiting[growth]
            self._patient[who] -= is_patient

    def _due(self) -> Work | None:
        """Return what goes first: of those who used little, then the lowest level, then whoever has waited longest."""
        due = [(self._rank(who), each.level, number) for number, (each, who) in enumerate(self._waiting.items())
               if each.level is not None and self._may_begin(each, who[0])]  # fmt: skip
        if not due:
            return self._due_ahead() if all(each.level is None for each in self._waiting) else None
        growth = list(self._waiting)[min(due)[2]]
        return self._part_of(growth, self._waiting[growth][0])

    def _rank(self, who: list[str]) -> int:
        return min(map(self._used.rank, who))

    def _may_begin(self, growth: Growth, who: str) -> bool:
        """Whether a batch leaves others a thread, where it takes long and there are others."""
        is_last = self._n_long >= self._pool.n_threads - 1
        return not (is_last and self._n_long and self._is_long(growth) and self._used.is_anybody_else(who))

    def _is_long(self, growth: Growth) -> bool:
        return seconds(growth.job.scenario, growth.job.size) > LONG

    def _due_ahead(self) -> Work | None:
        """Go on with the latest first look, for a moment: the rest is asked for as soon as a slider rests."""
        if self._ahead is None or time.monotonic() > self._ahead.until:
            return None
        return self._part_of(self._ahead.growth, NOBODY, self._ahead.n)

    def _part_of(self, growth: Growth, who: str, most: int | None = None) -> Work | None:
        batch = growth.take(most)
        if batch is None:
            return None
        self._used.add(who, seconds(growth.job.scenario, batch.n))
        self._n_long += self._is_long(growth)
        return partial(self._compute, growth, batch)

    def _compute(self, growth: Growth, batch: Batch) -> None:
        try:
            found = self._engine(growth.job, batch, False)
        except Exception as failure:  # whatever it is, those who wait have to hear of it
            with self._lock:
                growth.fail(failure)
        else:
            with self._lock:
                growth.add(batch, found)
                self._shelf.weigh(growth)
        if self._is_long(growth):
            with self._lock:
                self._n_long -= 1
                self._pool.wake()


def _key(scenario: Structure) -> str:
    """What tells scenarios apart that one process makes of the same files: quicker than a fingerprint."""
    return scenario.model_dump_json(exclude=WITHOUT_EFFECT)
