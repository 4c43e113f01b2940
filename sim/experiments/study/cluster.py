"""Workers of a Dask cluster: reached, compared with this machine, and given work."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sim.errors import ClusterError
from sim.experiments.study.extras import need
from sim.experiments.study.identity import makers
from sim.experiments.study.work import Work, compute
from sim.experiments.study.workers import AHEAD, Client, Done, is_warm, warm_up
from sim.scenario.tree import shortened
from sim.scenario.variants import Variants

SECONDS_TO_CONNECT = 10
# A worker that has just been started may have to load the package over a network first.
SECONDS_TO_ANSWER = 60
SECONDS_TO_COMPILE = 600
ADDRESS = "an address such as 'tcp://127.0.0.1:8786'"
FORM = re.compile(r"(tcp|tls|ws|wss)://.+:[0-9]{1,5}|inproc://.+")
WITHOUT = "with the same Flurfunk as this machine, got one without"


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
        for name in ("client", "core", "comm", "protocol"):
            logging.getLogger(f"distributed.{name}").setLevel(logging.CRITICAL)
        try:
            reach(address)
            return self._dask.Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        except Exception as error:  # whatever answers there may make Dask fail in any way
            seconds = f"{SECONDS_TO_CONNECT} seconds"
            raise ClusterError(
                f"cluster: must be {ADDRESS} with a scheduler that answers within {seconds}, got {address!r}"
            ) from error

    def _greet(self, address: str) -> None:
        """Count the workers, and compare what they run with what runs here."""
        found = self._everywhere(makers)
        self.slots = sum(self.client.nthreads().values())
        if not found:
            raise ClusterError(f"cluster: must have workers, got none at {address}")
        others = sorted(worker for worker, makes in found.items() if makes != makers())
        if others:
            raise ClusterError(
                f"cluster: must run the same code and the same numba and numpy as this machine, "
                f"got others on {_and_more(others)}"
            )
        try:  # work goes by way of the scheduler, which reads what it hands on
            self.client.submit(makers, pure=False).result(timeout=SECONDS_TO_ANSWER)
        except Exception as error:
            raise ClusterError(f"cluster: must have a scheduler {WITHOUT} at {address}") from error

    def _everywhere(self, function: Callable[..., Any], *args: object, seconds: float | None = None) -> dict[str, Any]:
        """What a function gives on every worker there is.

        Raises
        ------
        ClusterError
            Where one does not answer in time, has no Flurfunk, or fails.
        """
        seconds = SECONDS_TO_ANSWER if seconds is None else seconds

        async def ask() -> Any:
            return await self.client.run(function, *args, on_error="return")

        try:
            found: dict[str, Any] = self.client.sync(ask, callback_timeout=seconds)
        except TimeoutError as error:
            raise ClusterError(
                f"cluster: must have workers that answer within {seconds:.0f} seconds, got one that does not"
            ) from error
        lacking = sorted(worker for worker, each in found.items() if _has_no_package(each))
        if lacking:
            raise ClusterError(f"cluster: must have workers {WITHOUT} on {_and_more(lacking)}")
        failed = sorted(worker for worker, each in found.items() if isinstance(each, BaseException))
        if failed:
            raise ClusterError(f"cluster: must have workers that can work, got {found[failed[0]]!r} on {failed[0]}")
        return found

    @property
    def need_preparing(self) -> bool:
        """Whether a worker's machine has not compiled the kernel."""
        return not all(self._everywhere(is_warm).values())

    def prepare(self, variants: Variants) -> None:
        """Compile on all workers."""
        self._everywhere(warm_up, variants, seconds=SECONDS_TO_COMPILE)

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


def reach(address: str) -> None:
    """Make sure that a scheduler answers at an address: Dask's own client waits for ever for one that is none.

    Raises
    ------
    TimeoutError, OSError, ValueError
        Where nothing answers in time, or something else does.
    """
    connect: Any = need("distributed.comm").connect
    security: Any = need("distributed.security").Security()
    runner: Any = need("distributed.utils").LoopRunner()

    if address.startswith("inproc:"):  # of this process: there is nothing to wait for
        return

    async def identity() -> Any:
        comm = await connect(address, timeout=SECONDS_TO_CONNECT, **security.get_connection_args("client"))
        try:
            await comm.write({"op": "identity", "reply": True})
            return await comm.read()
        finally:
            comm.abort()

    found = runner.run_sync(identity, callback_timeout=SECONDS_TO_CONNECT)
    if not isinstance(found, dict) or found.get("type") != "Scheduler":
        raise ValueError(f"{address}: must be a scheduler")


def _has_no_package(answer: object) -> bool:
    """Whether a worker could not read what it was sent; Dask passes on some errors as their text alone."""
    return isinstance(answer, ImportError) or (isinstance(answer, Exception) and "ModuleNotFoundError" in str(answer))


def _and_more(workers: list[str]) -> str:
    return workers[0] + (" and more" if len(workers) > 1 else "")
