"""Participants who explore at once, in a process of their own, so that they do not take the server's interpreter."""

import json
import subprocess
import sys
from typing import Any, NamedTuple

from benchmarks.browser.participant import Plan
from benchmarks.browser.server import ROOT


class Crowd(NamedTuple):
    """What all participants together saw; times in seconds."""

    opened: list[float]
    changes: list[dict[str, Any]]
    problems: list[str]
    n_requests: int
    n_bytes: int
    seconds: float
    processor: float


def sent(port: int, people: int, plan: Plan, seed: int) -> Crowd:
    """Send participants to a server."""
    command = [sys.executable, "-m", "benchmarks.browser.room", *map(str, (port, people, seed, *plan))]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, text=True).stdout
    return Crowd(**json.loads(answer))
