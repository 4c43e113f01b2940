"""Companies of a hundred to a hundred thousand people: time and memory per person must stay level."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.companies import of_size
from benchmarks.measuring import seconds
from sim import kernel
from sim.scenario import layout, timeline

SIZES = (100, 1_000, 10_000, 100_000)
WEEKS = 104


def rows() -> Iterator[tuple[str, str]]:
    """Every size in a process of its own, so that each has its own peak of memory."""
    empty = _measured(0)[2]
    for n_people in SIZES:
        building, running, peak = _measured(n_people)
        yield (
            f"{n_people:,} people",
            f"{1e6 * running / n_people / WEEKS:.2f} us per person and week, {running:.2f} s a replicate, "
            f"{(peak - empty) / n_people:.1f} KiB per person, built in {building:.2f} s",
        )


def _measured(n_people: int) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "benchmarks.scale", str(n_people)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    building, running, peak = (float(each) for each in answer)
    return building, running, peak


def main(n_people: int) -> None:
    """Seconds of building, seconds of a replicate, peak memory in KiB; with nobody, only what Python takes."""
    small = of_size(100)
    kernel.simulate(layout.build(small), timeline.build(small), 1, 0, 1, trace=False)
    building = running = 0.0
    if n_people:
        scenario = of_size(n_people)
        building = seconds(lambda: layout.build(scenario))
        company, table = layout.build(scenario), timeline.build(scenario)
        repeats = max(1, 10_000 // n_people)
        running = (
            seconds(lambda: [kernel.simulate(company, table, 1, n, 1, trace=False) for n in range(repeats)]) / repeats
        )
    print(building, running, peak_kib())  # noqa: T201


def peak_kib() -> int:
    """Peak memory of this process; what `getrusage` tells starts with the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0])


if __name__ == "__main__":
    main(int(sys.argv[1]))
