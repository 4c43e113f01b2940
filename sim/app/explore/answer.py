"""What a state shows: charts, what they say in a sentence, the findings, and the numbers behind them."""

import time
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.app.ensembles import Ensembles
from sim.app.ensembles.cost import WHOLE, affordable, coarse
from sim.app.explore.ends import Ends, ends, headline, told
from sim.app.explore.figures import Figure, Pair, fan_chart, mean_line, scaled
from sim.app.explore.finding import Finding, findings
from sim.app.explore.link import Opened, opened
from sim.app.explore.measures import MEASURES
from sim.app.explore.numbers import decimals, number, signed
from sim.app.library import Library
from sim.experiments.compare.verdict import HIGHER, LOWER
from sim.language import Translator
from sim.report.bands import mean, quantile
from sim.report.numbers import periods
from sim.statistics import Floats

REPLICATES = WHOLE
# Once nobody moves anything: the intervals, which hold however often one looks, become narrow enough to tell a
# difference of two points from none.
GROWN = 800
# Seconds after which what is there is shown. Where many ask, a first look has fewer replicates, not later ones.
PATIENCE_COARSE = 0.05
PATIENCE_FULL = 0.4
# An ensemble grows only where few ask, and whoever looks on at rest sees the better picture come every other second.
PATIENCE_GROWN = 1.5


class Panel(NamedTuple):
    """A chart: what it is of, its figure, what it says to those who do not see it, and the value it ends with."""

    measure: str
    figure: Figure
    said: str
    ends: str
    change: str


class Answer(NamedTuple):
    """What a state shows: `n` replicates of the `wanted` ones of this look; `most` are those of the last one."""

    n: int
    wanted: int
    most: int
    panels: list[Panel]
    findings: list[Finding]
    opened: Opened
    pair: Pair


class Look(NamedTuple):
    """How closely one looks: with few replicates, with a full ensemble, or with one that has grown."""

    full: bool = False
    grown: bool = False

    @property
    def most(self) -> int:
        """Replicates of an ensemble that is whole to this look."""
        return GROWN if self.grown else REPLICATES

    @property
    def patience(self) -> float:
        """Seconds after which what is there is enough."""
        return (PATIENCE_GROWN if self.grown else PATIENCE_FULL) if self.full else PATIENCE_COARSE


FIRST, FULL, LAST = Look(), Look(full=True), Look(full=True, grown=True)


def answer(query: Mapping[str, str], library: Library, ensembles: Ensembles, t: Translator, look: Look) -> Answer:
    """Simulate a state, at first with few replicates.

    Raises
    ------
    ScenarioError
        Where the company is too large to be simulated while one waits.
    """
    state = opened(query, library)
    pair = _simulated(state, ensembles, look)
    # Intervals take a while, and few replicates decide nothing.
    found = findings(pair) if look.full else []
    panels = [_panel(each, pair, found, t) for each in state.state.shown]
    n = min(each.n for each in pair if each is not None)
    affords = affordable(state.scenario)
    return Answer(n, min(look.most, affords), min(GROWN, affords), panels, found, state, pair)


def table(measure: str, pair: Pair, t: Translator) -> list[list[str]]:
    """Mean and the band of 90 % by quarter: the weeks, now, and the baseline where there is one."""
    sides = [(mean_line(measure, each), scaled(measure, each)) for each in pair if each is not None]
    every = [np.stack([line, fan.low90, fan.high90]) for line, fan in sides]
    spans = periods(min(each.scenario.weeks for each in pair if each is not None))
    return [
        [f"{span.start + 1}\N{EN DASH}{span.stop}", *(_cell(measure, each[:, span], t) for each in every)]
        for span in spans
    ]


def _simulated(found: Opened, ensembles: Ensembles, look: Look) -> Pair:
    """Both ensembles; the baseline is not another one where it would be the same."""
    replicates = look.most if look.full else coarse(found.scenario)
    patience = look.patience
    if found.state.changes == found.state.kept:
        return Pair(ensembles.ask(found.scenario, replicates, patience=patience, then=REPLICATES), None)
    end = time.monotonic() + patience
    # Pairs are as many as both sides have: one must not take all the time of the other.
    now = ensembles.ask(found.scenario, replicates, patience=patience / 2, then=REPLICATES)
    was = ensembles.ask(found.baseline, replicates, patience=max(0.0, end - time.monotonic()))
    if now.n < was.n:
        now = ensembles.ask(found.scenario, replicates, patience=max(0.0, end - time.monotonic()), then=REPLICATES)
    return Pair(now, was)


def _panel(measure: str, pair: Pair, found: list[Finding], t: Translator) -> Panel:
    own = next((each for each in found if each.measure == measure), None)
    now = ends(measure, pair.now) if own is None else own.now
    was = None if pair.was is None else ends(measure, pair.was) if own is None else own.was
    is_one = now.groups is None and (was is None or was.groups is None)
    is_told = own is not None and own.word in {HIGHER, LOWER} and is_one
    change = _change(own, t) if own is not None and is_told else ""
    return Panel(measure, fan_chart(pair, now, was, t), _said(pair, now, was, t), headline(now, t), change)


def _said(pair: Pair, now: Ends, was: Ends | None, t: Translator) -> str:
    """Sentence about a chart, for those who do not see it."""
    digits = decimals(now.measure)
    reach = quantile(now.values, (0.05, 0.95)).tolist()
    first, last, low, high = (
        number(float(each), digits, t) for each in (mean_line(now.measure, pair.now)[0], now.mean, *reach)
    )
    values = {"measure": t.text(f"measure.{now.measure}"), "n": t.number(now.values.size), "most": t.percent(0.9)}
    said = [t.text("browser.explore.said", first=first, last=last, low=low, high=high, **values), told(now, t)]
    if was is not None:
        said += [t.text("browser.explore.said_was", last=number(was.mean, digits, t)), told(was, t)]
    return " ".join(each for each in said if each)


def _change(found: Finding, t: Translator) -> str:
    """Difference of the means, of which one stands beside it."""
    return signed(found.paired.difference, decimals(found.measure), t)


def _cell(measure: str, lines: Floats, t: Translator) -> str:
    digits = MEASURES[measure].digits
    middle, low, high = (number(each, digits, t) for each in mean(lines, 1).tolist())
    return f"{middle} ({low} \N{EN DASH} {high})"
