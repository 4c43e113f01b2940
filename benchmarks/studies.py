"""Sweeps: threads against a Dask cluster on this machine, and what a design point costs beside its runs."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from benchmarks.companies import SCENARIOS
from benchmarks.measuring import in_turns, ratio, spread
from sim.experiments.sweep import Sweep, sweep

POINTS, REPLICATES, ROUNDS = 400, 10, 5
LONE_POINTS = 2_000
SECONDS_TO_START = 30
STUDY = """\
scenario: {scenario}
set: {{weeks: {weeks}}}
replicates: {replicates}
design: {{method: sobol, points: {points}}}
parameters:
  gossip.inhibit: {{low: 0, high: 0.8}}
  attendance.norm: {{low: -0.5, high: 2.5}}
outcomes:
  image: image.sales in the last quarter
  influence: influence.sales in the last quarter
  collapsed: collapse
"""


def rows() -> Iterator[tuple[str, str]]:
    """Everything is written to a folder that is empty before; a cluster has two workers of one thread."""
    with tempfile.TemporaryDirectory() as name, cluster(2) as address:
        folder = Path(name)
        yield from _throughput(folder, address)
        yield from _points(folder)


def _throughput(folder: Path, address: str) -> Iterator[tuple[str, str]]:
    study, places = written(folder, POINTS, REPLICATES, 104), count()

    def run(threads: int | None, cluster: str | None) -> Sweep:
        return sweep(study, threads=threads, cluster=cluster, out=folder / f"out{next(places)}")

    hands = {"1 thread": (1, None), "2 threads": (2, None), "Dask, 2 workers over TCP": (None, address)}
    run(None, address)  # workers import and compile
    taken = in_turns([lambda each=each: run(*each) for each in hands.values()], ROUNDS)
    runs = POINTS * REPLICATES
    for hand, times in zip(hands, taken, strict=True):
        yield f"{runs:,} runs of 25 people and 104 weeks, {hand}", spread(times)
        yield f"runs per second, {hand}", f"{runs / statistics.median(times):,.0f}"
    one, two, dask = taken
    yield "speed-up by a second thread", f"{ratio(one, two):.2f}"
    yield "Dask / 2 threads (aim: at least 0.9)", f"{ratio(two, dask):.2f}"


def _points(folder: Path) -> Iterator[tuple[str, str]]:
    """Runs of one week, so that what remains is the points' own; processor time, as one thread does it all."""
    places = count(1_000)
    many, one = written(folder, LONE_POINTS, 1, 1), written(folder, 1, LONE_POINTS, 1)

    def processor_seconds(study: Path) -> float:
        began = time.process_time()
        sweep(study, threads=1, out=folder / f"out{next(places)}")
        return time.process_time() - began

    taken = [(processor_seconds(many), processor_seconds(one)) for _ in range(ROUNDS)]
    own = [1e3 * (spread_out - together) / LONE_POINTS for spread_out, together in taken]
    yield (
        "overhead of a design point, processor time",
        f"{statistics.median(own):.2f} ms ({min(own):.2f}-{max(own):.2f})",
    )


def written(folder: Path, points: int, replicates: int, weeks: int) -> Path:
    """Study file of a small firm."""
    path = folder / f"study_{points}_{replicates}_{weeks}.yaml"
    scenario = SCENARIOS / "small_firm.yaml"
    path.write_text(
        STUDY.format(scenario=scenario, points=points, replicates=replicates, weeks=weeks), encoding="utf-8"
    )
    return path


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """Scheduler and workers of one thread each on this machine, gone afterwards."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        file = Path(name) / "scheduler.json"
        here = ("--host", "127.0.0.1", "--scheduler-file", str(file), "--no-dashboard")
        stack.enter_context(_process("dask_scheduler", *here, "--port", "0", "--idle-timeout", "10 minutes"))
        _wait_for(file)
        for number in range(workers):
            one = ("--name", str(number), "--nthreads", "1", "--no-nanny", "--death-timeout", str(SECONDS_TO_START))
            stack.enter_context(_process("dask_worker", *here, *one))
        yield _address(file, workers)


@contextmanager
def _process(module: str, *arguments: str) -> Iterator[None]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def _wait_for(file: Path) -> None:
    began = time.monotonic()
    while not file.exists():
        if time.monotonic() - began > SECONDS_TO_START:
            raise TimeoutError("the scheduler does not start")
        time.sleep(0.1)


def _address(file: Path, workers: int) -> str:
    from distributed import Client

    with Client(scheduler_file=str(file), timeout=SECONDS_TO_START, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=SECONDS_TO_START)
        return str(client.scheduler.address)
