"""Who does the work: threads of this process, or the workers of a Dask cluster."""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pyarrow as pa

from sim.experiments.bounds import threads_of
from sim.experiments.engines import SECONDS_BETWEEN_LOOKS, awaited
from sim.experiments.study.work import Work, compute
from sim.scenario.layout import build as build_layout
from sim.scenario.timeline import build as build_timeline
from sim.scenario.variants import Variants

if TYPE_CHECKING:
    from distributed import Client as Client  # noqa: PLC0414 - told again to those who take one
else:
    Client = Any

AHEAD = 2  # pieces of work that wait for each thread, so that none is ever idle


class Done(NamedTuple):
    """Work with its table, or with what went wrong."""

    work: Work
    table: pa.Table | None
    failure: BaseException | None


class Workers(Protocol):
    """Does work in any order."""

    slots: int

    def prepare(self, variants: Variants) -> None:
        """Compile the kernel where that has not been done."""

    @property
    def need_preparing(self) -> bool:
        """Whether the kernel must be compiled first."""

    def done(self, works: Iterable[Work]) -> Iterator[Done]:
        """Work as it is completed; only so much is begun as keeps everybody busy."""

    def close(self) -> None:
        """Let go of everything, without waiting for what is under way."""


class Threads:
    """Threads of this process; the kernel lets them run side by side."""

    def __init__(self, threads: int | None = None) -> None:
        self.slots = threads_of(threads)
        self._stop = Event()
        self._pool = ThreadPoolExecutor(self.slots, thread_name_prefix="flurfunk")

    @property
    def need_preparing(self) -> bool:
        """Whether the kernel must be compiled first."""
        from sim import kernel

        return not kernel.is_compiled()

    def prepare(self, variants: Variants) -> None:
        """Compile in a thread, so that Ctrl-C need not wait for the compiler."""
        awaited(self._pool.submit(warm_up, variants))

    def done(self, works: Iterable[Work]) -> Iterator[Done]:
        """Work as it is completed."""
        waiting = iter(works)
        under_way: dict[Future[pa.Table], Work] = {}
        while True:
            for work in islice(waiting, self.slots + AHEAD - len(under_way)):
                under_way[self._pool.submit(compute, work, self._stop)] = work
            if not under_way:
                return
            for future in wait(under_way, SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED).done:
                work = under_way.pop(future)
                failure = future.exception()
                yield Done(work, None if failure else future.result(), failure)

    def close(self) -> None:
        """Stop after the batch under way, without waiting for it."""
        self._stop.set()
        self._pool.shutdown(wait=False, cancel_futures=True)


def is_warm() -> bool:
    """Whether this machine has compiled the kernel."""
    from sim import kernel

    return kernel.is_compiled()


def warm_up(variants: Variants) -> None:
    """Compile the kernel: simulate nothing."""
    from sim import kernel

    layout, timeline = build_layout(variants.base), build_timeline(variants.base)
    kernel.simulate(layout, timeline, 0, 0, 0, trace=False)


def hire(threads: int | None, cluster: str | Client | None) -> Workers:
    """Workers of a cluster if there is an address, else threads.

    Raises
    ------
    ClusterError
        Where the cluster cannot be reached, has no workers, or would make other numbers.
    ScenarioError
        Where the number of threads is out of bounds.
    """
    if cluster is None:
        return Threads(threads)
    from sim.experiments.study.cluster import Cluster  # which needs what is above

    return Cluster(cluster)
