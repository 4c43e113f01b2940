"""Who does the work: threads of this process, or the workers of a Dask cluster."""

import logging
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pyarrow as pa

from sim.errors import ClusterError
from sim.experiments.bounds import threads_of
from sim.experiments.engines import SECONDS_BETWEEN_LOOKS, awaited
from sim.experiments.study.extras import need
from sim.experiments.study.identity import makers
from sim.experiments.study.work import Work, compute
from sim.scenario.layout import build as build_layout
from sim.scenario.timeline import build as build_timeline
from sim.scenario.tree import shortened
from sim.scenario.variants import Variants

if TYPE_CHECKING:
    from distributed import Client as Client  # noqa: PLC0414 - told again to those who take one
else:
    Client = Any

AHEAD = 2  # pieces of work that wait for each thread, so that none is ever idle
SECONDS_TO_CONNECT = 10
ADDRESS = "an address such as 'tcp://127.0.0.1:8786'"
FORM = re.compile(r"(tcp|tls|ws|wss)://.+:[0-9]{1,5}|inproc://.+")


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


class Cluster:
    """Workers of a Dask cluster, which may come and go: work of one that dies is given to another."""

    def __init__(self, address: str | Client) -> None:
        self._dask = need("distributed")
        self._is_own = not isinstance(address, self._dask.Client)
        if isinstance(address, str):
            self.client = self._connected(address)
        elif self._is_own:
            raise ClusterError(f"cluster: must be {ADDRESS} or a Client of Dask, got {shortened(repr(address))}")
        else:
            self.client = address
        if self.client.status != "running":
            raise ClusterError(f"cluster: must be {ADDRESS} or a Client of Dask, got a client that is closed")
        try:
            self._greet(self.client.scheduler.address)
        except BaseException:
            self.close()
            raise

    def _connected(self, address: str) -> Any:
        if not FORM.fullmatch(address):
            raise ClusterError(f"cluster: must be {ADDRESS}, got {address!r}")
        # What goes wrong is told here, in one line; Dask would add tracebacks of its own.
        for name in ("client", "core", "comm"):
            logging.getLogger(f"distributed.{name}").setLevel(logging.CRITICAL)
        try:
            return self._dask.Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(f"cluster: must be {ADDRESS} with a scheduler that answers, got {address!r}") from error

    def _greet(self, address: str) -> None:
        """Count the workers, and compare what they run with what runs here."""
        found = self.client.run(makers)
        self.slots = sum(self.client.nthreads().values())
        if not found:
            raise ClusterError(f"cluster: must have workers, got none at {address}")
        others = sorted(worker for worker, makes in found.items() if makes != makers())
        if others:
            raise ClusterError(
                f"cluster: must run the same code and the same numba and numpy as this machine, "
                f"got others on {others[0]}{' and more' if len(others) > 1 else ''}"
            )

    @property
    def need_preparing(self) -> bool:
        """Whether a worker's machine has not compiled the kernel."""
        return not all(self.client.run(is_warm).values())

    def prepare(self, variants: Variants) -> None:
        """Compile on all workers."""
        self.client.run(warm_up, variants)

    def done(self, works: Iterable[Work]) -> Iterator[Done]:
        """Work as it is completed; what a dying worker had under way is done again."""
        waiting = iter(works)
        under_way: dict[Any, Work] = {}
        completed = self._dask.as_completed(loop=self.client.loop)
        for work in islice(waiting, self.slots * (1 + AHEAD)):
            under_way[self._begin(work, completed)] = work
        while under_way:
            future = next(completed)
            if future.cancelled() or self.client.status != "running":
                raise ClusterError(
                    "cluster: must be there until the end, got no answer any more; "
                    "what was computed is kept, and the same command goes on"
                )
            work = under_way.pop(future)
            failure = future.exception()
            yield Done(work, None if failure else future.result(), failure)
            future.release()
            for more in islice(waiting, 1):
                under_way[self._begin(more, completed)] = more

    def _begin(self, work: Work, completed: Any) -> Any:
        future = self.client.submit(compute, work, pure=False)
        completed.add(future)
        return future

    def close(self) -> None:
        """Cancel what is under way and leave the cluster as it was; a client that was given stays open."""
        if self._is_own:
            self.client.close(timeout=SECONDS_TO_CONNECT)


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
    return Threads(threads) if cluster is None else Cluster(cluster)
