"""What a state shows: charts, what they say in a sentence, the findings, and the numbers behind them."""

import time
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.app.ensembles import Ensembles
from sim.app.ensembles.cost import affordable, coarse
from sim.app.explore.figures import Figure, Pair, fan_chart, scaled
from sim.app.explore.finding import Finding, decimals, findings
from sim.app.explore.link import Opened, opened
from sim.app.explore.measures import MEASURES
from sim.app.explore.numbers import number, signed
from sim.app.library import Library
from sim.experiments.compare.verdict import HIGHER, LOWER
from sim.language import Translator
from sim.report.bands import Fan, mean
from sim.report.numbers import periods

REPLICATES = 200
# Seconds after which what is there is shown. Where many ask, a first look has fewer replicates, not later ones.
PATIENCE_COARSE = 0.05
PATIENCE_FULL = 0.4


class Panel(NamedTuple):
    """A chart: what it is of, its figure, what it says to those who do not see it, and the value it ends with."""

    measure: str
    figure: Figure
    said: str
    ends: str
    change: str


class Answer(NamedTuple):
    """What a state shows; `n` replicates of `wanted`."""

    n: int
    wanted: int
    panels: list[Panel]
    findings: list[Finding]
    opened: Opened
    pair: Pair


def answer(query: Mapping[str, str], library: Library, ensembles: Ensembles, t: Translator, *, full: bool) -> Answer:
    """Simulate a state, at first with few replicates.

    Raises
    ------
    ScenarioError
        Where the company is too large to be simulated while one waits.
    """
    state = opened(query, library)
    pair = _simulated(state, ensembles, full=full)
    found = findings(pair, tuple(MEASURES) if full else state.state.shown)
    panels = [_panel(each, pair, found, t) for each in state.state.shown]
    n = min(each.n for each in pair if each is not None)
    return Answer(n, min(REPLICATES, affordable(state.scenario)), panels, found, state, pair)


def table(measure: str, pair: Pair, t: Translator) -> list[list[str]]:
    """Median and the band of 90 % by quarter: the weeks, now, and the baseline where there is one."""
    fans = [scaled(measure, each) for each in pair if each is not None]
    spans = periods(min(each.scenario.weeks for each in pair if each is not None))
    return [
        [f"{span.start + 1}\N{EN DASH}{span.stop}", *(_cell(measure, each, span, t) for each in fans)] for span in spans
    ]


def _simulated(found: Opened, ensembles: Ensembles, *, full: bool) -> Pair:
    """Both ensembles; the baseline is not another one where it would be the same."""
    replicates = REPLICATES if full else coarse(found.scenario)
    end = time.monotonic() + (PATIENCE_FULL if full else PATIENCE_COARSE)
    now = ensembles.ask(found.scenario, replicates, patience=end - time.monotonic(), then=REPLICATES)
    if found.state.changes == found.state.kept:
        return Pair(now, None)
    return Pair(now, ensembles.ask(found.baseline, replicates, patience=max(0.0, end - time.monotonic())))


def _panel(measure: str, pair: Pair, found: list[Finding], t: Translator) -> Panel:
    digits = MEASURES[measure].digits
    fan = scaled(measure, pair.now)
    first, ends, low, high = (
        number(float(each), digits, t) for each in (fan.median[0], fan.median[-1], fan.low90[-1], fan.high90[-1])
    )
    values = {"measure": t.text(f"measure.{measure}"), "n": t.number(pair.now.n), "most": t.percent(0.9)}
    values |= {"first": first, "last": ends, "low": low, "high": high}
    said = t.text("browser.explore.said", **values)
    if pair.was is not None:
        last = number(float(scaled(measure, pair.was).median[-1]), digits, t)
        said += " " + t.text("browser.explore.said_was", last=last)
    own = next((each for each in found if each.measure == measure), None)
    is_told = own is not None and own.word in {HIGHER, LOWER}
    change = _change(own, t) if own is not None and is_told else ""
    return Panel(measure, fan_chart(measure, pair, t), said, ends, change)


def _change(found: Finding, t: Translator) -> str:
    """Difference, named a mean: beside the value at which the median ends it would be taken for one of medians."""
    difference = signed(found.paired.difference, decimals(found.measure), t)
    return t.text("browser.explore.change", difference=difference)


def _cell(measure: str, fan: Fan, span: slice, t: Translator) -> str:
    digits = MEASURES[measure].digits
    lines = np.stack([fan.low90[span], fan.median[span], fan.high90[span]])
    low, middle, high = (number(each, digits, t) for each in mean(lines, 1).tolist())
    return f"{middle} ({low} \N{EN DASH} {high})"
