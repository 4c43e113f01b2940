"""Bytes that a phone loads, at first and with what it has kept."""

import time
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.browser.chromium import PHONE, chromium, visitor
from benchmarks.browser.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

PAGES = ("", "explore", "watch", "play", "join")
# What a page looks like when it is there.
THERE = {"explore": ".explore-panel.is-shown .main-svg", "watch": ".watch-canvas"}
# Browsers take brotli from encrypted addresses and from their own machine only: phones in a workshop get the first.
ENCODINGS = (("gzip", "gzip, deflate"), ("brotli", "gzip, deflate, br"))
QUIET = 1.0


class Load(NamedTuple):
    """What a page took: requests that travelled, their bytes as they did, seconds until it was there."""

    n_requests: int
    n_bytes: int
    seconds: float
    largest: str


def rows() -> Iterator[tuple[str, str]]:
    """Every page with an empty cache and then again, with both encodings."""
    with Server() as server, chromium() as browser:
        for encoding, accepted in ENCODINGS:
            for page in PAGES:
                first, again, used = _twice(browser, server, page, accepted)
                aim = " (aim: at most 2 MB)" if encoding == "gzip" else ""
                yield f"{page or 'home'}, {encoding}: first load{aim}", _told(first)
                yield "    again, with a warm cache", _told(again)
                yield "    processor time of the server for both", f"{used:.2f} s"
                if page == "explore":
                    yield "    largest", first.largest


def _twice(browser: "Browser", server: Server, page: str, accepted: str) -> tuple[Load, Load, float]:
    used = server.processor_seconds()
    with visitor(browser, server.address, PHONE) as context:
        first, again = (_load(context, f"/en/{page}", THERE.get(page, "main h1"), accepted) for _ in range(2))
    return first, again, server.processor_seconds() - used


def _load(context: "BrowserContext", path: str, there: str, accepted: str) -> Load:
    """Load a page in a tab of its own, until nothing more comes."""
    tab = context.new_page()
    network = context.new_cdp_session(tab)
    urls: dict[str, str] = {}
    sizes: dict[str, int] = defaultdict(int)

    def asked(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["request"]["url"]

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] += int(event["encodedDataLength"])

    network.on("Network.requestWillBeSent", asked)
    network.on("Network.loadingFinished", finished)
    network.send("Network.enable")
    network.send("Network.setExtraHTTPHeaders", {"headers": {"Accept-Encoding": accepted}})
    began = time.perf_counter()
    tab.goto(path)
    tab.wait_for_selector(there, state="attached")
    took = time.perf_counter() - began
    tab.wait_for_load_state("networkidle")
    tab.wait_for_timeout(1e3 * QUIET)
    tab.close()
    largest = sorted(sizes.items(), key=lambda each: -each[1])[:4]
    names = [f"{urls.get(key, '?').rpartition('/')[2].partition('?')[0]} {size / 1e3:.0f} kB" for key, size in largest]
    return Load(sum(size > 0 for size in sizes.values()), sum(sizes.values()), took, ", ".join(names))


def _told(load: Load) -> str:
    return f"{load.n_bytes / 1e6:.2f} MB in {load.n_requests} requests, there after {load.seconds:.1f} s"
