"""From a slider to the drawn chart, in a browser: one participant alone."""

import statistics
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from benchmarks.browser.chromium import LAPTOP, PHONE, Device, chromium, visitor
from benchmarks.browser.crowds import quantile, told
from benchmarks.browser.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession

CHANGES = 32
SLIDERS = 3
PARTS = {"TaskDuration": "in all", "ScriptDuration": "in scripts", "LayoutDuration": "for the layout"}
# Times of what happens, in milliseconds of the page. A chart is drawn when Plotly says so; the next frame shows it.
WATCH = """() => {
  const seen = window.benchmark = {pressed: 0, drawn: [], answers: () => (window.flurfunk.exploreTimes || []).length};
  document.addEventListener("keydown", () => {
    seen.pressed = performance.now();
    seen.before = seen.answers();
    seen.drawn = [];
  }, true);
  for (const plot of document.querySelectorAll(".explore-panel.is-shown .js-plotly-plot")) {
    plot.on("plotly_afterplot", () => seen.drawn.push([performance.now(), seen.answers()]));
  }
}"""
# Both charts of the whole answer; it is the last, because the page asks for nothing after it.
DRAWN = """(n) => {
  const seen = window.benchmark, times = window.flurfunk.exploreTimes || [];
  const full = times.findIndex((each, at) => at >= seen.before && each[0]);
  if (full < 0) { return null; }
  const first = seen.drawn.filter((each) => each[1] > seen.before).map((each) => each[0]);
  const last = seen.drawn.filter((each) => each[1] > full).map((each) => each[0]);
  if (last.length < n) { return null; }
  return {first: first[n - 1] - seen.pressed, full: last[n - 1] - seen.pressed,
          asked: times[full][1], runs: document.getElementById("explore-status").textContent};
}"""


def rows() -> Iterator[tuple[str, str]]:
    """A laptop and a phone's screen, both as fast as this machine."""
    with Server() as server, chromium() as browser:
        for name, device in (("1280 px", LAPTOP), ("390 px", PHONE)):
            yield from _changed(name, browser, server.address, device)


def _changed(name: str, browser: "Browser", address: str, device: Device) -> Iterator[tuple[str, str]]:
    with visitor(browser, address, device) as context:
        tab = context.new_page()
        tab.goto("/en/explore?scenario=industrial_firm")
        tab.wait_for_function("() => (window.flurfunk.exploreTimes || []).some(each => each[0])")
        tab.evaluate("sessionStorage.setItem('flurfunk-explore-guessed', '')")  # the question would be in the way
        tab.wait_for_timeout(1_500)
        tab.evaluate(WATCH)
        session = context.new_cdp_session(tab)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = _processor(session)
        n_charts = tab.locator(".explore-panel.is-shown .js-plotly-plot").count()
        found: list[dict[str, Any]] = []
        for number in range(CHANGES):
            slider = tab.locator(".explore-slider [role=slider]").nth(number % SLIDERS)
            slider.focus()
            tab.keyboard.press("ArrowRight" if number // SLIDERS % 16 < 8 else "ArrowLeft")
            found.append(tab.wait_for_function(DRAWN, arg=n_charts, polling=20).json_value())
            tab.wait_for_timeout(300)
        used = {name: (value - before[name]) / CHANGES for name, value in _processor(session).items()}
    first, full = ([each[part] / 1e3 for each in found] for part in ("first", "full"))
    yield f"{name}: from key to drawn charts, first look", told(first)
    yield f"{name}: from key to drawn charts, all replicates (aim: below 250 ms)", told(full)
    asked = [each["asked"] / 1e3 for each in found]
    yield (
        "    of it waiting for the answer with all of them",
        f"{1e3 * statistics.median(asked):.0f} ms, 95 % below {1e3 * quantile(asked, 0.95):.0f} ms",
    )
    said = [each["runs"] for each in found]
    yield (
        "    what the page said of replicates, most often",
        f"{statistics.mode(said)} ({said.count(statistics.mode(said))} of {len(said)})",
    )
    told_used = ", ".join(f"{1e3 * value:.0f} ms {PARTS[name]}" for name, value in used.items())
    yield "    processor time of the page a change, both looks", told_used


def _processor(session: "CDPSession") -> dict[str, float]:
    """Processor time of the page's own thread until now, in seconds."""
    told = session.send("Performance.getMetrics")["metrics"]
    return {each["name"]: float(each["value"]) for each in told if each["name"] in PARTS}
