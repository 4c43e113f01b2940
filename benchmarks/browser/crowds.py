"""Fifty participants who explore at once, and one who has the server alone."""

import math
import os
import statistics
import time
from collections.abc import Iterator, Sequence

from benchmarks.browser.participant import Plan
from benchmarks.browser.participants import Crowd, sent
from benchmarks.browser.server import Server

PEOPLE = 50
TOGETHER = Plan(seconds=40, least_thought=1, most_thought=3)
DRAGGING = Plan(seconds=30, least_thought=1, most_thought=3, values_a_drag=10)
ALONE = Plan(seconds=45, least_thought=0.8, most_thought=1.2)
FIRST_GUEST = Plan(seconds=3, least_thought=0.5, most_thought=1)
REST = 5  # seconds after which memory that is only in passing is gone


def rows() -> Iterator[tuple[str, str]]:
    """Everything over HTTP, asked by a process of its own on the same processors."""
    with Server() as server:
        sent(server.port, 1, FIRST_GUEST, seed=0)  # what is imported and built for the first visitor only
        alone = sent(server.port, 1, ALONE, seed=1)
        yield from _times("one participant alone", alone, "below 250 ms for all replicates")
        yield from _together(server)
        dragged = sent(server.port, PEOPLE, DRAGGING, seed=3)
        yield from _times(f"{PEOPLE} participants who drag for half a second, from the last value", dragged, "none")


def _together(server: Server) -> Iterator[tuple[str, str]]:
    memory, used, began = server.mebibytes(), server.processor_seconds(), time.perf_counter()
    waited = server.waited_seconds()
    crowd = sent(server.port, PEOPLE, TOGETHER, seed=2)
    used, took = server.processor_seconds() - used, time.perf_counter() - began
    growth = server.mebibytes() - memory
    waited = server.waited_seconds() - waited
    time.sleep(REST)
    after = server.mebibytes() - memory
    yield f"{PEOPLE} participants: opening the page, files aside", told(crowd.opened)
    yield from _times(f"{PEOPLE} participants", crowd, "median below 150 ms, 95 % below 500 ms for a chart")
    n_requests = f"{crowd.n_requests / took:.0f} requests a second of {crowd.n_bytes / crowd.n_requests / 1024:.1f} KiB"
    yield "    answered", n_requests
    yield (
        "    processors that the server had, of it",
        f"{used / took:.2f}, {1e3 * used / len(crowd.changes):.0f} ms a change",
    )
    yield "    threads of the server that could have run and had none", f"{waited / took:.2f}"
    yield "    processors that the participants had", f"{crowd.processor / took:.2f}"
    yield "    memory of the server", f"{memory:.0f} MiB before, +{growth:.0f} MiB, +{after:.0f} MiB after a rest"
    yield "    memory per participant, kept ensembles included", f"{growth / PEOPLE:.1f} MiB"


def _times(who: str, crowd: Crowd, aim: str) -> Iterator[tuple[str, str]]:
    changes = crowd.changes
    first, full, last = (_known(crowd, name) for name in ("first", "full", "last"))
    overtaken = sum(each["first"] is None for each in changes)
    yield f"{who}: from slider to chart (aim: {aim})", told(first)
    yield "    from slider to the answer with all replicates there are time for", told(full)
    yield "    from slider to the last answer, with what was asked for again", told(last)
    enough = [each for each in changes if each["full"] is not None]
    if enough:
        n = sorted(each["n_full"] for each in enough)
        whole = sum(each["n_last"] >= each["wanted"] for each in enough) / len(enough)
        yield (
            "    replicates of that answer",
            f"{statistics.median(n):.0f} ({n[0]}-{n[-1]}); in the end all of {100 * whole:.0f} %",
        )
    yield "    changes; overtaken by the next one before there was a chart", f"{len(changes)}; {overtaken}"
    yield "    errors (aim: none)", f"{len(crowd.problems)}" + "".join(f"; {each}" for each in crowd.problems[:3])
    yield "    other work on the machine, as its load", " ".join(f"{each:.1f}" for each in os.getloadavg()[:2])


def _known(crowd: Crowd, name: str) -> list[float]:
    return [each[name] for each in crowd.changes if each[name] is not None]


def told(times: Sequence[float]) -> str:
    """Median and 95th percentile in milliseconds."""
    if not times:
        return "none"
    return f"{1e3 * statistics.median(times):.0f} ms, 95 % below {1e3 * quantile(times, 0.95):.0f} ms"


def quantile(values: Sequence[float], share: float) -> float:
    """Smallest value that so large a share of the values does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
