"""A participant who explores: moves a slider, waits for charts, thinks, moves another one.

What is asked when is the policy of `sim/app/assets/explore.js`: a first look at once, unless one is on its way; the
whole as soon as the first look is there and nothing has moved for a moment; the whole at once where nothing is dragged
and it was there quickly the last time; a grown ensemble once nothing has moved for longer; again, later, what was cut
short.
"""

import asyncio
import json
import math
import random
import time
from collections.abc import Coroutine, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from benchmarks.browser.connections import Answer, Connections
from benchmarks.browser.page import EXPLORE, PATH, Callback, Slider, callback, scenarios, sliders

SETTLED = 0.09
SINGLE = 0.3
GROW = 0.9
QUICK = 0.2
SOON = 0.1
AGAIN = 2.5
MOST_TRIES = 5
FEW = 5  # sliders that stand above all others, and are moved most
SHARE_OF_FEW = 0.7
SHARE_OF_RESETS = 0.1
DRAGGED = 0.05  # seconds between two values of a slider that is dragged
LARGE = "large_firm"  # of which a first look alone takes half a second of processor time


class Plan(NamedTuple):
    """How participants behave: for how many seconds, how long they think, over how many values they drag."""

    seconds: float
    least_thought: float
    most_thought: float
    values_a_drag: int = 1


class Change:
    """What became of a change: seconds until a chart was there, and the whole chart, and the replicates in that."""

    def __init__(self, link: str) -> None:
        self.link = link
        self.at = time.perf_counter()
        self.first: float | None = None
        self.full: float | None = None
        self.n_full = self.wanted = self.n_last = 0
        self.last: float | None = None

    def answered(self, *, full: bool, n: int, wanted: int) -> None:
        """Note an answer that was drawn."""
        passed = time.perf_counter() - self.at
        self.first = passed if self.first is None else self.first
        self.wanted = max(self.wanted, wanted)
        if full and self.full is None:
            self.full, self.n_full = passed, n
        if full:
            self.last, self.n_last = passed, n


class Look(NamedTuple):
    """What was asked for, and is on its way or drawn."""

    link: str = ""
    full: bool = False
    grown: bool = False


class Participant:
    """One of them; `problems` are answers that no visitor should get."""

    def __init__(self, connections: Connections, plan: Plan, luck: random.Random) -> None:
        self._connections = connections
        self._plan = plan
        self._luck = luck
        self.changes: list[Change] = []
        self.problems: list[str] = []
        self.opened = 0.0
        self.n_requests = self.n_bytes = 0
        self._sliders: list[Slider] = []
        self._scenario = ""
        self._ask: Callback | None = None
        self._moved: dict[str, float] = {}
        self._flight: Look | None = None
        self._drawn = Look()
        self._may_grow = False
        self._tries = 0
        self._is_single = self._is_quick = False
        self._waited = 0.0
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Open the page."""
        began = time.perf_counter()
        await self._open()
        self.opened = time.perf_counter() - began

    async def explore(self) -> None:
        """Play with the page until the time is over and all answers are there; not all begin in one instant."""
        await asyncio.sleep(self._luck.uniform(0.0, self._plan.most_thought))
        end = time.perf_counter() + self._plan.seconds
        self._change()
        await self._think()
        while time.perf_counter() < end:
            await self._drag()
            await self._think()
        while self._tasks:
            await asyncio.gather(*self._tasks)
        self._connections.close()

    async def _open(self) -> None:
        """Ask for what a browser asks for, files aside, in a scenario that this participant has picked."""
        await self._got(EXPLORE)
        await self._got("/_dash-layout")
        known = json.loads((await self._got("/_dash-dependencies")).body)
        self._ask = callback(known, "explore-answer.data")
        show = callback(known, "page.children")
        shown = json.loads((await self._got(PATH, show.request(url_pathname=EXPLORE, url_search=""))).body)
        names = [each for each in scenarios(shown["response"]["page"]["children"]) if each != LARGE]
        self._scenario = self._luck.choice(names)
        there = show.request(url_pathname=EXPLORE, url_search=f"?scenario={self._scenario}")
        page = json.loads((await self._got(PATH, there)).body)
        self._sliders = sliders(page["response"]["page"]["children"])

    async def _think(self) -> None:
        await asyncio.sleep(self._luck.uniform(self._plan.least_thought, self._plan.most_thought))

    async def _drag(self) -> None:
        if self._moved and self._luck.random() < SHARE_OF_RESETS:
            self._moved = {}
            self._change()
            return
        slider = self._luck.choice(self._which())
        for number in range(self._plan.values_a_drag):
            if number:
                await asyncio.sleep(DRAGGED)
            now = slider._replace(value=self._moved.get(slider.name, slider.value))
            self._moved[slider.name] = now.moved(self._luck)
            self._change()

    def _which(self) -> Sequence[Slider]:
        few, rest = self._sliders[:FEW], self._sliders[FEW:]
        return few if self._luck.random() < SHARE_OF_FEW or not rest else rest

    def _change(self) -> None:
        link = link_of(self._scenario, self._moved)
        if self.changes and self.changes[-1].link == link:
            return
        before = self.changes[-1].at if self.changes else -math.inf
        self.changes.append(Change(link))
        self._is_single = self.changes[-1].at - before > SINGLE
        self._waited = 0.0
        self._tries = 0
        self._next()

    def _next(self) -> None:
        change, flight = self.changes[-1], self._flight
        if flight is not None and (not flight.full or flight.link == change.link):
            return
        if self._drawn.link != change.link:
            self._send(Look(change.link, full=self._is_single and self._is_quick))
        elif not self._drawn.full or self._may_grow:
            rest = (GROW if self._drawn.full else SETTLED) - (time.perf_counter() - change.at)
            if rest > 0:
                self._later(rest, change)
            else:
                self._send(Look(change.link, full=True, grown=self._drawn.full))

    def _send(self, look: Look) -> None:
        self._flight = look
        self._start(self._answered(self.changes[-1], look))

    async def _answered(self, change: Change, flight: Look) -> None:
        if self._ask is None:
            raise RuntimeError("the page was not opened")
        asked = {**flight._asdict(), "guess": "", "request": self.n_requests}
        began = time.perf_counter()
        answer = await self._got(PATH, self._ask.request(explore_ask_data=asked, url_pathname=EXPLORE))
        if self._flight is not flight:
            return  # overtaken: what was moved since is asked for already
        self._flight = None
        told = _said(answer)["response"]["explore-answer"]["data"]
        if told.get("later", False):
            self._may_grow = False
            self._ask_again(change, flight)
            return
        if not told["panels"] and not told["faults"]:
            self.problems.append(f"no charts for {change.link}")
        if not flight.grown:
            self._waited += time.perf_counter() - began
            change.answered(full=flight.full, n=told["n"], wanted=told["wanted"])
        self._drawn = flight
        whole = told["n"] >= told["wanted"]
        self._may_grow = flight.full and whole and not flight.grown and told["wanted"] < told.get("most", 0)
        if flight.full and not flight.grown:
            self._is_quick = whole and self._waited < QUICK
        if flight.full and not whole:
            self._ask_again(change, flight, is_growing=True)
        self._next()

    def _later(self, seconds: float, change: Change) -> None:
        async def wait() -> None:
            await asyncio.sleep(seconds)
            if change is self.changes[-1]:
                self._next()

        self._start(wait())

    def _ask_again(self, change: Change, look: Look, *, is_growing: bool = False) -> None:
        async def wait() -> None:
            await asyncio.sleep(SOON if is_growing and look.grown else AGAIN * self._tries)
            if change is self.changes[-1] and self._flight is None:
                self._send(look)

        if self._tries < MOST_TRIES and change is self.changes[-1]:
            self._tries += 1
            self._start(wait())

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task: asyncio.Task[None] = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self.problems.append(f"gave up: {task.exception()!r}")

    async def _got(self, path: str, body: bytes | None = None) -> Answer:
        try:
            answer = await self._connections.ask(path, body)
        except (OSError, EOFError) as lost:
            self.problems.append(f"{type(lost).__name__} at {path}")
            raise
        self.n_requests += 1
        self.n_bytes += answer.size
        if answer.status != 200 or not answer.body:
            self.problems.append(f"status {answer.status} at {path}: {answer.body[:200]!r}")
        return answer


def _said(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except ValueError:
        raise ConnectionError(
            f"status {answer.status} with {answer.size} bytes, not JSON: {answer.body[:80]!r}"
        ) from None


def link_of(scenario: str, moved: dict[str, float]) -> str:
    """Link of a state, as `explore.js` writes it."""
    changed = [(name, repr(value).removesuffix(".0")) for name, value in sorted(moved.items())]
    return urlencode([("scenario", scenario), *changed])
