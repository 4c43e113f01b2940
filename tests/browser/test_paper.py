"""Reports on paper: titles and legends have room, and what was folded leaves no heading behind."""

from pathlib import Path
from typing import TYPE_CHECKING

import plotly.graph_objects as go
import pytest

from sim.language import translator
from sim.report.figures.lines import named_axis
from sim.report.figures.panels import grid
from sim.report.page import render
from sim.report.runs import Runs
from sim.report.studies import page as studies
from sim.report.style import LEGEND_ON_TOP, axis, figure
from tests.report import synthetic

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TITLES = ["Umsatz im Vergleich zum Plan", "Anteil der Besuche bei C-Kunden", "Wohlwollen der Kunden (0 bis 1)"] * 2
NAMES = [f"Ein Szenario mit einem langen Namen, das {each}. von vielen" for each in range(1, 7)]
WRONG = """() => {
  const found = [];
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    const edge = plot.querySelector(".main-svg").getBoundingClientRect();
    const named = ".annotation text, .legendtext, .xtick text, .x2tick text, .x3tick text, .g-xtitle text";
    const texts = [...plot.querySelectorAll(named)].filter((each) => each.textContent.trim())
      .map((each) => [each.textContent, each.getBoundingClientRect()]);
    const legend = plot.querySelector(".legend .bg")?.getBoundingClientRect();
    for (const each of legend ? plot.querySelectorAll(".legendtext") : []) {
      if (each.getBoundingClientRect().right > legend.right + 1) found.push(`out of the legend: ${each.textContent}`);
    }
    texts.forEach(([text, own], place) => {
      if (own.right > edge.right + 1 || own.left < edge.left - 1 || own.top < edge.top - 1) found.push(`cut: ${text}`);
      for (const [other, its] of texts.slice(place + 1)) {
        const across = Math.min(own.right, its.right) - Math.max(own.left, its.left);
        const down = Math.min(own.bottom, its.bottom) - Math.max(own.top, its.top);
        if (across > 2 && down > 4) found.push(`over each other: ${text} / ${other}`);
      }
    });
  }
  return found;
}"""

CLOSE = """() => [...document.querySelectorAll("[data-figure]")].flatMap((plot) => ["x", "x2", "x3"].flatMap((axis) => {
  const boxes = [...plot.querySelectorAll(`.${axis}tick text`)].map((each) => each.getBoundingClientRect());
  return boxes.slice(1).filter((each, place) => each.left - boxes[place].right < 4).map(() => plot.id);
}))"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with many small figures of long titles, a legend of long names, a wide table and a folded text."""
    t = translator("de")
    traces = [
        go.Scatter(x=[0, 1], y=[0, 1], name=name, xaxis=named_axis("x", place), yaxis=named_axis("y", place))
        for place, name in enumerate(NAMES, start=1)
    ]
    panels = grid(TITLES, axis("Woche"), [{}] * len(TITLES))
    drawn = figure(t, traces, showlegend=True, legend=LEGEND_ON_TOP, **panels)
    row = ["Anteil der Besuche bei C-Kunden", "Ein langes Szenario", "89,3 %", "67,1 %"]
    table = studies.Table(
        "Ergebnisse", ["Ergebnis", "Szenario", "Vergleichsbasis", "Szenario", "Unterschied", "Urteil"],
        [[*row, "−22,2 Punkte (−31,4 bis −7,9)", "zu klein, um zu zählen"]],
    )  # fmt: skip
    section = studies.Section("many", "Viele", "Viele kleine Bilder", drawn, [], table)
    folded = [("Das ganze Szenario", "weeks: 8\nseed: 1\n")]
    path = tmp_path_factory.mktemp("study") / "study.html"
    studies.write(studies.Page("Studie", "Titel", "Befund", [], [section], folded), path, t)
    return path


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(Runs(synthetic.run(synthetic.scenario())), translator("de")), encoding="utf-8")
    return path


def shown(browser: "Browser", path: Path, width: int, *, on_paper: bool = False) -> "Page":
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    page.wait_for_selector("[data-drawn]", state="attached")
    if on_paper:
        page.emulate_media(media="print")
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    return page


@pytest.mark.parametrize("width", [390, 1280, 680])
def test_titles_and_legends_of_small_figures_are_whole_and_apart(browser: "Browser", study: Path, width: int) -> None:
    page = shown(browser, study, width, on_paper=width == 680)
    assert page.locator(".annotation text").count() == len(TITLES)
    assert page.locator(".legendtext").count() == len(NAMES)
    assert page.evaluate(WRONG) == []
    page.close()


@pytest.mark.parametrize("width", [390, 1280, 680])
def test_a_report_has_its_titles_legends_and_weeks_whole_and_apart(
    browser: "Browser", report: Path, width: int
) -> None:
    page = shown(browser, report, width, on_paper=width == 680)
    assert page.locator(".annotation text").count() > 0
    assert page.locator(".x3tick text").count() > 0
    assert page.evaluate(WRONG) == []
    assert page.evaluate(CLOSE) == []
    page.close()


def test_what_is_folded_prints_neither_text_nor_heading(browser: "Browser", study: Path) -> None:
    page = shown(browser, study, 680, on_paper=True)
    assert not page.get_by_role("heading", name="Das ganze Szenario").is_visible()
    page.evaluate("document.querySelector('.folded details').open = true")
    assert page.get_by_role("heading", name="Das ganze Szenario").is_visible()
    assert page.get_by_text("weeks: 8").is_visible()
    page.close()


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_the_verdict_of_a_wide_table_is_within_the_page(browser: "Browser", study: Path, width: int) -> None:
    page = shown(browser, study, width)
    cell = page.get_by_text("zu klein, um zu zählen").bounding_box()
    table = page.locator(".wide").bounding_box()
    assert cell is not None
    assert table is not None
    assert cell["x"] + cell["width"] <= table["x"] + table["width"] + 1
    page.close()
