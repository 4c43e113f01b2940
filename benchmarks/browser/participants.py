"""Participants who explore at once, in a process of their own, so that they do not take the server's interpreter.

`python -m benchmarks.browser.participants PORT PEOPLE SECONDS LEAST MOST VALUES SEED` prints what they saw as JSON.
"""

import asyncio
import json
import random
import subprocess
import sys
import time
from typing import Any, NamedTuple

from benchmarks.browser.connections import Connections
from benchmarks.browser.participant import Participant, Plan
from benchmarks.browser.server import LOOPBACK, ROOT

ARRIVAL = 4.0  # seconds within which everybody comes, as no room starts in one instant


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
    numbers = (port, people, *plan, seed)
    command = [sys.executable, "-m", "benchmarks.browser.participants", *map(str, numbers)]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, text=True).stdout
    return Crowd(**json.loads(answer))


async def _all(port: int, people: int, plan: Plan, seed: int) -> Crowd:
    began = time.perf_counter()
    everybody = [
        Participant(Connections(LOOPBACK, port), plan, random.Random(f"{seed} {number}")) for number in range(people)
    ]

    async def come(number: int) -> None:
        await asyncio.sleep(ARRIVAL * number / people)
        try:
            await everybody[number].explore()
        except Exception as error:  # one who fails does not end the others' visit
            everybody[number].problems.append(f"gave up: {error!r}")

    await asyncio.gather(*(come(number) for number in range(people)))
    changes = [{name: getattr(change, name) for name in ("first", "full", "last", "n_full", "n_last", "wanted")}
               for each in everybody for change in each.changes]  # fmt: skip
    return Crowd(
        [each.opened for each in everybody],
        changes,
        [problem for each in everybody for problem in each.problems],
        sum(each.n_requests for each in everybody),
        sum(each.n_bytes for each in everybody),
        time.perf_counter() - began,
        time.process_time(),
    )


def main(port: int, people: int, plan: Plan, seed: int) -> None:
    """Print what they saw."""
    print(json.dumps(asyncio.run(_all(port, people, plan, seed))._asdict()))  # noqa: T201


if __name__ == "__main__":
    _port, _people, _seconds, _least, _most, _values, _seed = sys.argv[1:]
    main(int(_port), int(_people), Plan(float(_seconds), float(_least), float(_most), int(_values)), int(_seed))
