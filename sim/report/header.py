"""Head of the report: what it is about, what came out, and the table of outcomes."""

import math
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from sim.language import Translator
from sim.report.figures.spans import begun
from sim.report.numbers import weeks_of
from sim.report.runs import WEEKS_PER_QUARTER, Runs
from sim.results.measures import quarters
from sim.results.sentence import sentence

OF_CUSTOMERS = {"revenue", "c_visits"}
PERCENT = ("attendance", "resources", "revenue", "c_visits")
DIGITS = {"image": 2, "influence": 1}


class Row(NamedTuple):
    """One outcome of the table."""

    measure: str
    first: str
    last: str
    band: str
    change: str
    direction: str


class Header(NamedTuple):
    """Everything above the first section."""

    title: str
    story: str
    claim: str | None
    is_shown: bool
    judgement: str
    verdict: str
    caption: str
    first: str
    last: str
    rows: list[Row]
    facts: str
    sure: list[str]
    interventions: str


def header(runs: Runs, t: Translator) -> Header:
    """Head of the report in a language."""
    scenario, found = runs.scenario, runs.tables.verdict()
    unit = scenario.departments[runs.departments[runs.focus]]
    claim, is_shown, judgement = None, False, ""
    if scenario.shows is not None:
        claim = t.own(scenario.shows.claim)
        is_shown = scenario.shows.outcome == found.outcome
        claimed, seen = (t.text(f"outcome.{each}") for each in (scenario.shows.outcome, found.outcome))
        judgement = t.text("claim.shown" if is_shown else "claim.not_shown", claimed=claimed, seen=seen)
    groups = runs.tables.groups()
    rows = [_row(str(name), row, groups, runs, t) for name, row in runs.tables.summary().iterrows()]
    return Header(
        t.own(scenario.title), t.own(scenario.story), claim, is_shown, judgement, sentence(found, unit.title, t),
        *_columns(runs, t), [each for each in rows if each is not None], facts(runs, t), _sure(runs, groups, t),
        " · ".join(f"{each.number}\N{NO-BREAK SPACE}{each.title}" for each in begun(runs, t)),
    )  # fmt: skip


def _columns(runs: Runs, t: Translator) -> tuple[str, str, str]:
    """Caption of the table, and heads for where runs begin and end: quarters, or the weeks that stand in for them."""
    share = t.percent(0.9)
    if runs.n_weeks >= 2 * WEEKS_PER_QUARTER:
        return t.text("table.caption", share=share), t.text("table.first"), t.text("table.last")
    spans = quarters(runs.n_weeks)
    return t.text("table.caption_short", share=share), weeks_of(spans[0], t), weeks_of(spans[-1], t)


def _sure(runs: Runs, groups: pd.DataFrame, t: Translator) -> list[str]:
    """What intervals and bands mean, and what they leave out."""
    parted = [t.text("sure.groups")] if not groups.empty else []
    return [
        *parted,
        t.text("sure.one_run" if runs.n_replicates == 1 else "sure.luck", runs=t.number(runs.n_replicates)),
    ]


def facts(runs: Runs, t: Translator) -> str:
    """Size of the run in a line."""
    parts = {
        "facts.people": int(runs.headcount.sum()), "facts.departments": len(runs.departments),
        "facts.weeks": runs.n_weeks, "facts.runs": runs.n_replicates,
    }  # fmt: skip
    told = [t.text(name, count=count, number=t.number(count)) for name, count in parts.items()]
    return " · ".join([*told, *([] if runs.has_customers else [t.text("facts.no_customers")])])


def _row(name: str, row: "pd.Series[float]", groups: pd.DataFrame, runs: Runs, t: Translator) -> Row | None:
    if (math.isnan(row["first"]) and math.isnan(row["last"])) or (name in OF_CUSTOMERS and not runs.has_customers):
        return None

    def shown(value: float) -> str:
        return t.percent(value) if name in PERCENT else t.number(value, DIGITS.get(name, 2))

    parts = groups.T[name] if name in groups.index else None
    last = shown(row["last"]) if parts is None else _two(parts, shown, t)
    band = "–" if runs.n_replicates == 1 else t.text("table.range", low=shown(row["low"]), high=shown(row["high"]))
    moves = [row["change"]] if parts is None else [parts["low_change"], parts["high_change"]]
    change = "\n".join(_points(each, t) if name in PERCENT else _signed(each, shown(each)) for each in moves)
    label = t.text(f"outcome_measure.{name}", last=list(runs.scenario.portfolio.classes)[-1])
    arrow = _direction(row, runs) if parts is None else ""
    return Row(label, shown(row["first"]), last, band, change, arrow)


def _two(parts: "pd.Series[float]", shown: Callable[[float], str], t: Translator) -> str:
    """The median and the count of each of two groups of runs, in two lines: `0.14 (194)`, `0.62 (6)`."""
    return "\n".join(f"{shown(parts[key])} ({t.number(parts[f'{key}_runs'])})" for key in ("low", "high"))


def _points(change: float, t: Translator) -> str:
    if math.isnan(change):
        return t.number(change)
    points = round(100 * change)
    return _signed(points, t.text("table.points", count=abs(points), points=t.number(points)))


def _signed(value: float, shown: str) -> str:
    return f"+{shown}" if value > 0 else shown


def _direction(row: "pd.Series[float]", runs: Runs) -> str:
    """Arrow only where the interval of the change leaves out zero."""
    if runs.n_replicates == 1 or not row["change_low"] * row["change_high"] > 0:
        return ""
    return "↗" if row["change"] > 0 else "↘"
