"""Frames a second of the office, as fast as this machine and on a phone four times as slow."""

import statistics
from collections.abc import Iterator
from typing import TYPE_CHECKING

from benchmarks.browser.chromium import LAPTOP, PHONE, Device, chromium, visitor
from benchmarks.browser.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SECONDS = 6
# What drawing one frame takes of the script's thread; the rest of a frame is the browser's own.
TIMED = """() => {
  const watch = window.flurfunk.watch, paint = watch.paint;
  watch.taken = [];
  watch.paint = function (...all) {
    const began = performance.now(), result = paint.apply(this, all);
    watch.taken.push(performance.now() - began);
    return result;
  };
}"""


def rows() -> Iterator[tuple[str, str]]:
    """Count frames in which the canvas was drawn, while it plays; there is no graphics card, so software paints."""
    with Server() as server, chromium() as browser:
        for name, device in (("390 px, 3 pixels each way", PHONE), ("1280 px", LAPTOP)):
            for times in (1, 4):
                yield f"{name}, processor slowed {times} times (aim: 60)", _frames(browser, server, device, times)


def _frames(browser: "Browser", server: Server, device: Device, times: int) -> str:
    with visitor(browser, server.address, device) as context:
        tab = context.new_page()
        tab.goto("/en/watch?scenario=industrial_firm")
        tab.wait_for_function("() => window.flurfunk.watch?.state?.()?.playing", timeout=90_000)
        context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": times})
        tab.wait_for_timeout(2_000)
        tab.evaluate(TIMED)
        told = []
        for _ in range(SECONDS):
            tab.wait_for_timeout(1_000)
            told.append(float(tab.evaluate("window.flurfunk.watch.fps()")))
        taken = sorted(tab.evaluate("window.flurfunk.watch.taken"))
        if not tab.evaluate("window.flurfunk.watch.state().playing"):
            raise RuntimeError("the office stopped playing while it was measured")
    late = taken[int(0.95 * (len(taken) - 1))]
    return (
        f"{statistics.median(told):.0f} ({min(told):.0f}-{max(told):.0f}); "
        f"drawing takes {statistics.median(taken):.1f} ms, 95 % below {late:.1f} ms"
    )
