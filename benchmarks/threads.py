"""Replicates of the default company with one thread and with two."""

import statistics
from collections.abc import Iterator
from functools import partial

from benchmarks.companies import default
from benchmarks.measuring import in_turns, ratio, spread
from sim.experiments.run import run

REPLICATES = 400


def rows() -> Iterator[tuple[str, str]]:
    """Measure the simulation alone, kept in memory."""
    scenario = default()
    works = [partial(run, scenario, replicates=REPLICATES, threads=n) for n in (1, 2)]
    one, two = in_turns(works, 5)
    yield f"{REPLICATES} replicates, 1 thread", spread(one)
    yield f"{REPLICATES} replicates, 2 threads", spread(two)
    yield "speed-up (aim: at least 1.8)", f"{ratio(one, two):.2f}"
    yield "replicates per second, 2 threads", f"{REPLICATES / statistics.median(two):.0f}"
