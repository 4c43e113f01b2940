"""Pairs of scenarios of many shapes, each run 20,000 times: what studies draw from, and what is true of all.

A study draws pairs from the bank with replacement, so that the mean of the whole bank is exactly its truth.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

import sim
from sim.experiments.outcomes import Outcome, parse, scale
from sim.scenario.schema import Structure
from sim.statistics import Floats, Scale

SCENARIOS = Path("scenarios")
RUNS = 20_000
SEED = 78
LAST_QUARTER = "in the last quarter"
USUAL = tuple(f"{each} {LAST_QUARTER}" for each in ("image", "influence", "attendance", "resources", "revenue"))
OUTCOMES = (*USUAL, "collapse", "image in the first quarter")
ONE = """\
title: {en: One each, de: Je einer}
story: {en: Two people., de: Zwei Leute.}
departments:
  sales: {title: {en: Sales, de: Vertrieb}, faces_customers: true, head: 1, lead: 0, staff: 0}
  works: {title: {en: Works, de: Werk}, head: 1, lead: 0, staff: 0}
portfolio: {customers_per_person: 3}
meetings:
  round: {title: {en: Round, de: Runde}, roster: {sales: {head: 1}, works: {head: 1}}, set: {allocation.weight: 1}}
"""


class Case(NamedTuple):
    """What is compared with what, and why it is here; overrides are `--set` of either."""

    shape: str
    baseline: str
    other: str
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = OUTCOMES


MIDDLING = ("departments.sales.image=0.35", "attendance.norm=0.2", "weeks=104")
TALKED_ABOUT = (*MIDDLING, "gossip.inhibit=0.45")
CASES = (
    Case("rare partings", "alibi", "preaching"),
    Case("some part, most move a little", "alibi", "no_gossip"),
    Case("all part", "alibi", "presence"),
    Case("two groups on both sides", "industrial_firm", "industrial_firm", MIDDLING, TALKED_ABOUT),
    Case("a strong start that falls", "strong_sales", "preaching"),
    Case("small company", "small_firm", "small_firm", (), ("attendance.norm=0.5",)),
    Case("one person a department", "one", "one", ("weeks=52",), ("weeks=52", "attendance.norm=1")),
    Case(
        "skewed counts and times", "alibi", "presence", outcomes=(
            f"talk_negative {LAST_QUARTER}", f"cancelled {LAST_QUARTER}", f"visits {LAST_QUARTER}",
            "weeks until image falls below 0.4",
        ),
    ),
)  # fmt: skip


class Bank(NamedTuple):
    """An outcome of all runs of a case: (run,) of the baseline and of the other, paired."""

    case: Case
    outcome: Outcome
    baseline: Floats
    other: Floats
    scale: Scale


def banks(cases: tuple[Case, ...] = CASES, runs: int = RUNS) -> Iterator[Bank]:
    """Banks of all outcomes of all cases; runs without a value are left out, pairs as a whole."""
    for case in cases:
        scenarios = [_load(case.baseline, case.mine), _load(case.other, case.theirs)]
        values = _values(case, runs)
        for at, text in enumerate(case.outcomes):
            outcome = parse(text)
            pair = values[:, :, at]
            known = pair[:, ~np.isnan(pair).any(axis=0)]
            if known.shape[1]:
                whole = scale(outcome, scenarios[0]).and_of(scale(outcome, scenarios[1]))
                yield Bank(case, outcome, known[0], known[1], whole)


@cache
def _values(case: Case, runs: int) -> Floats:
    """Outcomes of all runs: (scenario, run, outcome)."""
    scenarios = [_load(case.baseline, case.mine), _load(case.other, case.theirs)]
    weeks = min(104, *(each.weeks for each in scenarios))
    return sim.compare(*scenarios, replicates=runs, seed=SEED, weeks=weeks, outcome=case.outcomes).values


def _load(name: str, overrides: tuple[str, ...]) -> Structure:
    if name != "one":
        return sim.load(SCENARIOS / f"{name}.yaml", overrides)
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "one.yaml"
        path.write_text(ONE, encoding="utf-8")
        return sim.load(path, overrides)
