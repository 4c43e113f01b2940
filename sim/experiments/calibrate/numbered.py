"""Chance by the number of the particle, so that neither threads nor a cluster nor a pause move any result.

pyABC seeds its workers from the clock. Here everything a particle needs by chance - its parameters, the seed of its
history, the sampling noise - comes from one stream addressed by (seed, population, number), and pyABC's own
samplers keep particles in the order of their numbers: the same seed gives the same posterior, however many work on it.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np

from sim.chance import WORD

PER_POPULATION = 1 << 20
PREDICTION = 4000  # stands for a population that no search reaches
TWIN = 2000  # what is added to a population for second histories of its particles


class Number(NamedTuple):
    """Which particle: `population` counts from 0, which is the sample of the prior that the distance is learnt from."""

    seed: int
    population: int
    particle: int

    @property
    def history_seed(self) -> int:
        """Seed of the particle's history; no two of a calibration are the same."""
        start = int(np.random.SeedSequence(self.seed).generate_state(1)[0])
        return (start + self.population * PER_POPULATION + self.particle) & WORD

    def chance(self) -> np.random.Generator:
        """Everything else that the particle leaves to chance."""
        return np.random.Generator(np.random.Philox(key=[self.seed, self.population * PER_POPULATION + self.particle]))


class _Desk(threading.local):
    """The particles a thread works on, one after the other."""

    waiting: list[Number]
    chance: np.random.Generator

    def take(self, numbers: Sequence[Number]) -> None:
        self.waiting = list(numbers)
        self.chance = self.waiting[0].chance()

    def finish(self) -> tuple[Number, np.random.Generator]:
        """Number and stream of the particle whose parameters have been drawn; the next one comes up."""
        done, chance = self.waiting.pop(0), self.chance
        if self.waiting:
            self.chance = self.waiting[0].chance()
        return done, chance


desk = _Desk()


class Promise(Protocol):
    """A future of threads or of Dask."""

    def done(self) -> bool:
        """Whether it is kept."""

    def result(self) -> Any:
        """Wait for what was promised."""

    def cancel(self) -> Any:
        """Give it up, if it has not begun."""


Watch = Callable[[int, int], None]


class Numbered:
    """An executor or a Dask client that tells whoever works for it which particles it works on."""

    def __init__(self, submit: Callable[..., Promise], seed: int, cores: Callable[[], dict[str, int]]) -> None:
        self._submit = submit
        self.ncores = cores
        self.seed = seed
        self.population = 0
        self.watch: Watch = lambda _accepted, _simulated: None

    def submit(self, function: Callable[..., Any], *arguments: Any) -> "_Watched":
        """Submit a batch; its numbers are the last argument, as pyABC passes them."""
        numbers = [Number(self.seed, self.population, each) for each in arguments[-1]]
        return _Watched(self._submit(work_on, numbers, function, arguments), self)


def work_on(numbers: Sequence[Number], function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """Run a batch with its numbers on the desk."""
    desk.take(numbers)
    return function(*arguments)


class _Watched:
    """A promise that reports what came of it, once."""

    def __init__(self, promise: Promise, owner: Numbered) -> None:
        self._promise, self._owner = promise, owner
        self.done, self.cancel = promise.done, promise.cancel

    def result(self) -> Any:
        found = self._promise.result()
        self._owner.watch(sum(1 for _, accepted, _ in found if accepted), len(found))
        return found
