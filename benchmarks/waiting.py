"""What a person waits for at the terminal: help, the first run ever, and any later run with its report."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.companies import SCENARIOS
from benchmarks.measuring import seconds, spread

RUN = ("run", str(SCENARIOS / "alibi.yaml"), "--quiet", "--force")


def rows() -> Iterator[tuple[str, str]]:
    """Every command as a process of its own; the first run finds no compiled kernel."""
    yield "flurfunk --help", spread([_command("--help") for _ in range(7)])
    with tempfile.TemporaryDirectory() as folder:
        there = {"FLURFUNK_CACHE": folder}
        out = ("--out", str(Path(folder) / "results"))
        yield "first run ever: compiles, 200 replicates, report", spread([_command(*RUN, *out, **there)])
        later = [_command(*RUN, *out, **there) for _ in range(5)]
        yield "later run: 200 replicates, report", spread(later)
        bare = [_command(*RUN, *out, "--no-report", **there) for _ in range(5)]
        yield "later run without report", spread(bare)
        one = [_command(*RUN, *out, "--no-report", "--replicates", "1", **there) for _ in range(5)]
        yield "one replicate without report (start-up)", spread(one)


def _command(*arguments: str, **environment: str) -> float:
    command = [sys.executable, "-m", "sim", *arguments]
    everything = {**os.environ, **environment}
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True, env=everything))
