"""The two engines behind one call, and replicates from them in order."""

import os
from collections import deque
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import NamedTuple, TypeVar

from sim.scenario.layout import Layout
from sim.scenario.output import Output
from sim.scenario.schema import Structure
from sim.scenario.timeline import Timeline

ENGINES = ("kernel", "mesa")
WORK_PER_BATCH = 15_000_000  # about 20 ms
# How many replicates the kernel takes through a week side by side: fewer take as long.
SIDE_BY_SIDE = 8
SECONDS_BETWEEN_LOOKS = 0.2

T = TypeVar("T")


class Job(NamedTuple):
    """A run as the engines see it: replicates `first` .. `replicates` - 1."""

    scenario: Structure
    layout: Layout
    timeline: Timeline
    seed: int
    replicates: int
    engine: str
    threads: int
    first: int = 0


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def outputs(job: Job) -> Generator[list[Output]]:
    """Replicates in order, batch by batch; events are kept of replicate 0."""
    return _by_mesa(job) if job.engine == "mesa" else _by_kernel(job)


def needs_compiling(job: Job) -> bool:
    """Whether the kernel has never run on this machine as it is now."""
    if job.engine == "mesa":
        return False
    from sim import kernel

    return not kernel.is_compiled()


def compile_kernel(job: Job) -> None:
    """Compile in a thread, so that Ctrl-C need not wait for the compiler; no replicates are enough for that."""
    pool = ThreadPoolExecutor(1, thread_name_prefix="flurfunk")
    try:
        awaited(pool.submit(_kernel_batch, job, 0, 0))
    finally:
        pool.shutdown(wait=False)


def awaited(future: Future[T]) -> T:
    """Result of a future, looking up now and then: a wait without end may hear Ctrl-C only when it is over."""
    while not future.done():
        wait([future], timeout=SECONDS_BETWEEN_LOOKS)
    return future.result()


def batch_size(job: Job) -> int:
    """Replicates per batch: a fraction of a second of work where it can be, judged by the company alone."""
    return max(1, WORK_PER_BATCH // (SIDE_BY_SIDE * _work(job))) * SIDE_BY_SIDE


def _work(job: Job) -> int:
    """Operations of one replicate, roughly: pairs in meetings, ties, customers and people, week by week."""
    layout = job.layout
    pairs = (layout.meetings.first_pair[1:] - layout.meetings.first_pair[:-1]) / layout.meetings.every
    a_week = 4 * float(pairs.sum()) + layout.ties.target.size + 4 * layout.portfolio.rank.size
    return int(job.timeline.phase.size * (a_week + 20 * layout.people.rank.size)) + 1


def _by_mesa(job: Job) -> Generator[list[Output]]:
    from sim import model

    for replicate in range(job.first, job.replicates):
        yield [model.simulate(job.scenario, job.seed, replicate, trace=replicate == 0)]


def _kernel_batch(job: Job, first: int, count: int) -> list[Output]:
    from sim import kernel

    return kernel.simulate(job.layout, job.timeline, job.seed, first, count, trace=first == 0)


def _by_kernel(job: Job) -> Generator[list[Output]]:
    """Batches in threads, a few ahead of the one that is wanted.

    Whoever stops early does not wait for the batches under way.
    """
    size = batch_size(job)
    pool = ThreadPoolExecutor(job.threads, thread_name_prefix="flurfunk")
    under_way: deque[Future[list[Output]]] = deque()
    try:
        for first in range(job.first, job.replicates, size):
            under_way.append(pool.submit(_kernel_batch, job, first, min(size, job.replicates - first)))
            if len(under_way) > job.threads + 1:
                yield awaited(under_way.popleft())
        while under_way:
            yield awaited(under_way.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
