"""Who simulates: threads of this process, or the workers of a Dask cluster."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from sim.experiments.calibrate.numbered import Promise
from sim.experiments.study.cluster import Cluster
from sim.experiments.study.workers import Client, hire
from sim.scenario.variants import Variants

Item = TypeVar("Item")
Found = TypeVar("Found")


class Crew(NamedTuple):
    """Takes work and promises its result."""

    submit: Callable[..., Promise]
    cores: Callable[[], dict[str, int]]
    slots: int
    is_cluster: bool

    def each(self, work: Callable[[Item], Found], items: Iterable[Item]) -> Iterator[Found]:
        """Do the same to every item, in order."""
        promises = [self.submit(work, each) for each in items]
        for promise in promises:
            found: Found = promise.result()
            yield found


@contextmanager
def hired(
    variants: Variants, threads: int | None, cluster: str | Client | None, tell: Callable[[str], None]
) -> Iterator[Crew]:
    """Let a crew work, with the kernel compiled; whoever leaves early does not wait for what is under way.

    Raises
    ------
    ClusterError
        Where the cluster cannot be reached, has no workers, or would make other numbers.
    ScenarioError
        Where the number of threads is out of bounds.
    """
    workers = hire(threads, cluster)
    try:
        if workers.need_preparing:
            tell("compiling")
            workers.prepare(variants)
        if isinstance(workers, Cluster):
            client: Any = workers.client
            yield Crew(lambda *work: client.submit(*work, pure=False), client.ncores, workers.slots, True)
        else:
            pool = ThreadPoolExecutor(workers.slots, thread_name_prefix="flurfunk")
            try:
                yield Crew(pool.submit, dict, workers.slots, False)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
    finally:
        workers.close()
