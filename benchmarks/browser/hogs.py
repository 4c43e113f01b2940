"""One browser against all: what others wait for while one visitor asks for all that can be had.

Everybody is a visitor of loopback with an address of their own, as the machine has sixteen million of them.
"""

import asyncio
import json
import random
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, suppress
from typing import NamedTuple

from benchmarks.browser.connections import PATIENCE, Connections
from benchmarks.browser.crowds import told
from benchmarks.browser.page import EXPLORE, PATH, Callback, callback
from benchmarks.browser.server import LOOPBACK, Server
from benchmarks.browser.starting import compiled
from sim.app.rooms.database import opened
from sim.app.rooms.rooms import Plan, make

HOG = "127.0.0.9"
AT_ONCE = 20  # full answers on their way
EACH_SECOND = 4
SECONDS = 20
BETWEEN = 0.5  # seconds between two requests of a visitor
VISITORS = 5
WATCHERS = 9
TRIES = 15
OK = 200
HALF_OPEN = 850
LOCKED = 12


class Seen(NamedTuple):
    """What visitors saw: seconds until an answer by what they asked for, and answers that were none."""

    pages: list[float]
    answers: list[float]
    refused: list[int]


def rows() -> Iterator[tuple[str, str]]:
    """Each kind of hog alone, with a server of its own, and the same visitors without one."""
    compiled()
    hogs = {
        "nobody else": _nothing,
        f"{AT_ONCE} full answers of large_firm on their way": _full_answers("scenario=large_firm&"),
        f"{AT_ONCE} full answers of alibi, 5200 weeks, on their way": _full_answers("scenario=alibi&weeks=5200&"),
        f"{HALF_OPEN} connections that say nothing": _half_open,
        f"another program locks the rooms for {LOCKED} s": _locked,
    }
    for who, hog in hogs.items():
        with Server() as server:
            yield from _told(who, asyncio.run(_beside(server, hog)))
    with Server() as server:
        yield from asyncio.run(_watchers(server))


def _told(who: str, seen: Seen) -> Iterator[tuple[str, str]]:
    for what, times in (("a page", seen.pages), ("a first look", seen.answers)):
        worst = f", at most {1e3 * max(times):.0f} ms" if times else ""
        yield f"{who}: {what}, for {VISITORS} others", told(times) + worst
    yield (
        "    answers that were none",
        f"{len(seen.refused)} of {len(seen.pages) + len(seen.answers) + len(seen.refused)}",
    )


Hog = Callable[[Server, asyncio.Event], Awaitable[None]]


async def _beside(server: Server, hog: Hog) -> Seen:
    """Let visitors ask for pages and first looks while a hog is at work."""
    ask = await _callback(server)
    await _first_look_of_all(server, ask)
    began = asyncio.Event()
    async with _at_work(hog(server, began)):
        await asyncio.wait_for(began.wait(), PATIENCE)
        seen = Seen([], [], [])
        visitors = [
            _visit(Connections(LOOPBACK, server.port, f"127.0.1.{n + 1}"), ask, n, seen) for n in range(VISITORS)
        ]
        await asyncio.gather(*visitors)
    return seen


@asynccontextmanager
async def _at_work(hog: Awaitable[None]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(hog)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, OSError, EOFError):
            await task


async def _callback(server: Server) -> Callback:
    own = Connections(LOOPBACK, server.port, "127.0.1.100")
    known = json.loads((await own.ask("/_dash-dependencies")).body)
    own.close()
    return callback(known, "explore-answer.data")


async def _first_look_of_all(server: Server, ask: Callback) -> None:
    """Let the server load what it loads for the first visitor only."""
    own = Connections(LOOPBACK, server.port, "127.0.1.100")
    for _ in range(TRIES):
        with suppress(OSError, EOFError):
            if (await own.ask(PATH, _asked(ask, "scenario=alibi", full=False))).status == OK:
                break
    own.close()


async def _visit(own: Connections, ask: Callback, number: int, seen: Seen) -> None:
    luck, end = random.Random(number), time.perf_counter() + SECONDS
    # Each time somebody new comes: those who are connected already would not notice that others cannot be.
    while time.perf_counter() < end:
        await asyncio.sleep(luck.uniform(0.5, 1.5) * BETWEEN)
        body = None
        if luck.random() < 0.5:
            link = f"scenario=alibi&gossip.rate={luck.random():.4f}"
            body = _asked(ask, link, full=False)
        began = time.perf_counter()
        try:
            answer = await own.ask("/en/explore" if body is None else PATH, body)
        except (OSError, EOFError):
            seen.refused.append(0)
            continue
        own.close()
        times = seen.pages if body is None else seen.answers
        if answer.status == OK:
            times.append(time.perf_counter() - began)
        else:
            seen.refused.append(answer.status)


def _asked(ask: Callback, link: str, *, full: bool) -> bytes:
    data = {"link": link, "full": full, "guess": "", "request": 1}
    return ask.request(explore_ask_data=data, url_pathname=EXPLORE)


async def _nothing(_: Server, began: asyncio.Event) -> None:
    began.set()
    await asyncio.sleep(2 * SECONDS)


def _full_answers(link: str) -> Hog:
    async def hog(server: Server, began: asyncio.Event) -> None:
        ask, own = await _callback(server), Connections(LOOPBACK, server.port, HOG)
        free = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> None:
            async with free:
                with suppress(OSError, EOFError):
                    await own.ask(PATH, _asked(ask, f"{link}gossip.rate=0.{number:04}", full=True))

        async with asyncio.TaskGroup() as group:
            for number in range(1, 10_000):
                group.create_task(one(number))
                await asyncio.sleep(0.0 if number < AT_ONCE else 1 / EACH_SECOND)
                if number == AT_ONCE:
                    began.set()

    return hog


async def _watchers(server: Server) -> Iterator[tuple[str, str]]:
    """Let nine others ask for frames while four connections of one address ask for long ones again and again."""
    luck = random.Random(1)

    async def hog() -> None:
        own = Connections(LOOPBACK, server.port, HOG)

        async def one() -> None:
            while True:
                with suppress(OSError, EOFError):
                    answer = await own.ask(f"/en/watch/frames?scenario=alibi&weeks=1100&seed={luck.randrange(10**9)}")
                    if answer.status == 503:
                        await asyncio.sleep(0.2)

        await asyncio.gather(*(one() for _ in range(4)))

    async def watcher(number: int) -> tuple[float, int]:
        own, refused, began = Connections(LOOPBACK, server.port, f"127.0.1.{number + 1}"), 0, time.perf_counter()
        for _ in range(TRIES):
            with suppress(OSError, EOFError):
                answer = await own.ask(f"/en/watch/frames?scenario=alibi&seed={number}")
                if answer.status == OK:
                    break
            refused += 1
            await asyncio.sleep(2)
        own.close()
        return time.perf_counter() - began, refused

    async with _at_work(hog()):
        await asyncio.sleep(2)
        found = await asyncio.gather(*(watcher(n) for n in range(WATCHERS)))
    times, refused = [each for each, _ in found], [each for _, each in found]
    return iter([
        (f"four connections that ask for long runs to watch: frames of {WATCHERS} others", told(times)),
        ("    told to ask again", f"{sum(refused)} times, {sum(each > 0 for each in refused)} of {WATCHERS}"),
    ])  # fmt: skip


async def _half_open(server: Server, began: asyncio.Event) -> None:
    opened = []
    for _ in range(HALF_OPEN):
        with suppress(OSError):
            opened.append(await asyncio.open_connection(LOOPBACK, server.port, local_addr=(HOG, 0)))
            opened[-1][1].write(b"GET /en/ HTTP/1.1\r\n")
    began.set()
    try:
        await asyncio.sleep(2 * SECONDS)
    finally:
        for _, writer in opened:
            writer.close()


async def _locked(server: Server, began: asyncio.Event) -> None:
    """Hold the database as another program may, while fifty people try to come into a room."""
    engine = opened(f"sqlite:///{server.database}")
    code = make(engine, Plan("alibi", named=True, language="en")).code
    engine.dispose()
    thread = threading.Thread(target=_hold, args=(str(server.database),))
    thread.start()

    async def player(number: int) -> None:
        own = Connections(LOOPBACK, server.port, f"127.0.2.{number + 1}")
        while True:
            with suppress(OSError, EOFError):
                await own.ask(PATH, _join(code, f"Person {number}"))
            await asyncio.sleep(2)

    began.set()
    try:
        await asyncio.gather(*(player(n) for n in range(50)))
    finally:
        thread.join()


def _join(code: str, name: str) -> bytes:
    """Press the button of the door, as Dash's own script does."""
    written = [("join-go", "href"), ("join-name", "error"), ("join-name", "value")]
    sent: dict[str, list[tuple[str, str, object]]] = {
        "inputs": [("join-enter", "n_clicks", 1), ("join-name", "n_submit", None)],
        "state": [("join-name", "value", name), ("join-visit", "data", None), ("url", "pathname", "/en/join"),
                  ("url", "search", f"?code={code}")],
    }  # fmt: skip
    body = {
        "output": "..join-go.href...join-name.error...join-name.value..",
        "outputs": [{"id": each, "property": prop} for each, prop in written],
        "changedPropIds": ["join-enter.n_clicks"],
        **{part: [{"id": i, "property": p, "value": v} for i, p, v in each] for part, each in sent.items()},
    }
    return json.dumps(body).encode()


def _hold(path: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        time.sleep(LOCKED)
        database.execute("ROLLBACK")
