"""Large sweeps, minutes each, and so only if named: going on after a kill, and the memory of a million runs."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scale import peak_kib
from benchmarks.studies import written
from sim.experiments.sweep import sweep

POINTS = 100_000
RUNS = (10_000, 1_000_000)
REPLICATES = 100
WEEKS = 4


class HalfDoneError(Exception):
    """Half of the study is done."""


def rows() -> Iterator[tuple[str, str]]:
    """Runs of a few weeks: it is their number that counts."""
    yield from _going_on()
    yield from _memory()


def _going_on() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        study = written(folder, POINTS, 1, WEEKS)

        def until_half(stage: str, done: int, total: int) -> None:
            if stage == "running" and done >= total / 2:
                raise HalfDoneError

        began = time.perf_counter()
        try:
            sweep(study, out=folder, progress=until_half)
        except HalfDoneError:
            yield f"{POINTS:,} points: the first half", f"{time.perf_counter() - began:.1f} s"
        began, moments = time.perf_counter(), []
        finished = sweep(study, out=folder, progress=lambda *_: moments.append(time.perf_counter()))
        yield "until the second half goes on", f"{moments[0] - began:.1f} s"
        yield f"the second half, {finished.counts['computed']:,} runs", f"{moments[-1] - moments[0]:.1f} s"
        yield f"one row for each of {POINTS:,} points", f"{time.perf_counter() - moments[-1]:.1f} s"
        began = time.perf_counter()
        sweep(study, out=folder)
        yield "the same study once more, nothing to compute", f"{time.perf_counter() - began:.1f} s"


def _memory() -> Iterator[tuple[str, str]]:
    """Every size in a process of its own, so that each has its own peak."""
    for runs in RUNS:
        command = [sys.executable, "-m", "benchmarks.large_studies", str(runs)]
        seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        yield f"{runs:,} runs: peak memory", f"{int(peak) / 1024:.0f} MiB, in {float(seconds):.0f} s"


def main(runs: int) -> None:
    """Seconds of a sweep, and peak memory in KiB."""
    with tempfile.TemporaryDirectory() as name:
        folder, began = Path(name), time.perf_counter()
        sweep(written(folder, runs // REPLICATES, REPLICATES, WEEKS), out=folder)
        print(time.perf_counter() - began, peak_kib())  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
