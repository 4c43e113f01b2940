"""The process in which participants explore: `python -m benchmarks.browser.room PORT PEOPLE SEED PLAN...` prints it.

Nothing imports this, as it is only ever run.
"""

import asyncio
import json
import random
import sys
import time
from collections.abc import Coroutine
from typing import Any

from benchmarks.browser.connections import Connections
from benchmarks.browser.participant import Participant, Plan
from benchmarks.browser.participants import Crowd
from benchmarks.browser.server import LOOPBACK

ARRIVAL = 4.0  # seconds within which everybody comes, as no room starts in one instant
SEEN = ("first", "full", "last", "n_full", "n_last", "wanted")


async def explore(port: int, people: int, plan: Plan, seed: int) -> Crowd:
    """Let everybody come and open the page; when all are there, let them explore until the last has gone."""
    began = time.perf_counter()
    everybody = [
        Participant(Connections(LOOPBACK, port), plan, random.Random(f"{seed} {number}")) for number in range(people)
    ]
    await asyncio.gather(*(_come(each, ARRIVAL * number / people) for number, each in enumerate(everybody)))
    await asyncio.gather(*(_explore(each) for each in everybody if not each.problems))
    return Crowd(
        [each.opened for each in everybody],
        [{name: getattr(change, name) for name in SEEN} for each in everybody for change in each.changes],
        [problem for each in everybody for problem in each.problems],
        sum(each.n_requests for each in everybody),
        sum(each.n_bytes for each in everybody),
        time.perf_counter() - began,
        time.process_time(),
    )


async def _come(participant: Participant, after: float) -> None:
    await asyncio.sleep(after)
    await _tried(participant, participant.open())


async def _explore(participant: Participant) -> None:
    await _tried(participant, participant.explore())


async def _tried(participant: Participant, visit: Coroutine[Any, Any, None]) -> None:
    try:
        await visit
    except Exception as error:  # one who fails does not end the others' visit
        participant.problems.append(f"gave up: {error!r}")


if __name__ == "__main__":
    _port, _people, _seed, _seconds, _least, _most, _values = sys.argv[1:]
    _plan = Plan(float(_seconds), float(_least), float(_most), int(_values))
    _crowd = asyncio.run(explore(int(_port), int(_people), _plan, int(_seed)))
    print(json.dumps(_crowd._asdict()))  # noqa: T201
