"""Headlines: each states what the runs show, from their numbers."""

import numpy as np

from sim.language import Translator
from sim.report.bands import Change, change, ends, mean, quantile
from sim.report.runs import Floats, Runs
from sim.results.verdict import CLEAR_CHANGE

SMALLEST_MOVE = 0.03
SMALLEST_CORRELATION = 0.1
FEWEST_PEOPLE = 3
MOVES = {"collapse": "falls", "decline": "falls", "stable": "holds", "rise": "rises", "recovery": "recovers"}


def image(runs: Runs, t: Translator) -> str:
    """How the image of the department in focus moves, and where the runs end."""
    by_quarter = runs.tables.quarters["image"]
    found, outcome = change(by_quarter), runs.tables.verdict().outcome
    # The words of the verdict, by its own measure of what is a clear change.
    key = "recovers" if outcome == "recovery" else direction(found, smallest=CLEAR_CHANGE)
    moved = t.text(
        f"finding.image.{key}" if key == MOVES.get(outcome) else f"finding.image.mean.{key}",
        department=focus(runs, t),
        first=t.number(found.first, 2),
        lowest=t.number(float(mean(np.fmin.reduce(by_quarter, axis=1), 0)), 2),
        last=t.number(found.last, 2),
    )
    ends_at = {"share": t.percent(0.9), "low": t.number(found.low, 2), "high": t.number(found.high, 2)}
    return _with_band(runs, moved, t.text("finding.band", **ends_at))


def influence(runs: Runs, t: Translator) -> str:
    """How many of the hundred points the department in focus holds, and who gains or loses most beside it."""
    found = change(runs.tables.quarters["influence"])
    moves = [change(ends(runs.weekly("influence")[:, :, each])) for each in range(len(runs.departments))]
    gains = [np.nan if each == runs.focus else move.last - move.first for each, move in enumerate(moves)]
    key = f"finding.influence.{direction(found, 100.0)}"
    if np.isnan(gains).all():
        return t.text("finding.influence.none")
    other = int(np.nanargmin(gains) if key.endswith("rises") else np.nanargmax(gains))
    return t.text(
        key, department=focus(runs, t), first=t.number(found.first), last=t.number(found.last),
        other=title(runs, t, other), gain=t.number(abs(gains[other])),
    )  # fmt: skip


def agenda(runs: Runs, t: Translator) -> str:
    """What share of airtime and agenda the department in focus ends with, beside its share of the people."""
    return t.text(
        "finding.agenda", department=focus(runs, t), headcount=t.percent(_headcount(runs)),
        airtime=t.percent(change(ends(runs.in_focus("airtime"))).last),
        agenda=t.percent(change(ends(runs.in_focus("agenda"))).last),
    )  # fmt: skip


def gossip(runs: Runs, t: Translator) -> str:
    """How much of the talk is about the department in focus, and how much of it was stopped."""
    spread = {
        each: runs.weekly(f"talk_{each}").sum(axis=(0, 1)) for each in ("negative", "neutral", "positive", "stopped")
    }
    tried = np.sum(list(spread.values()), axis=0)
    if tried.sum() == 0:
        return t.text("finding.gossip.none")
    own = runs.focus
    return t.text(
        "finding.gossip", department=focus(runs, t), headcount=t.percent(_headcount(runs)),
        share=t.percent(tried[own] / tried.sum()),
        stopped=t.percent(spread["stopped"][own] / tried[own] if tried[own] else 0.0),
    )  # fmt: skip


def people(runs: Runs, t: Translator) -> str:
    """Whether those who attend more stand higher, among everybody and within the department in focus."""
    found, own = correlations(runs), correlations(runs, runs.departments[runs.focus])
    if not len(found):
        return t.text("finding.people.few")
    low, middle, high = quantile(found, (0.05, 0.5, 0.95)).tolist()
    key = "none"
    if middle >= SMALLEST_CORRELATION and low > 0:
        key = "up"
    elif middle <= -SMALLEST_CORRELATION and high < 0:
        key = "down"
    stated = t.text(f"finding.people.{key}", correlation=t.number(middle, 2))
    lies_in = {"share": t.percent(0.9), "low": t.number(low, 2), "high": t.number(high, 2)}
    within = t.number(float(np.median(own)) if len(own) else np.nan, 2)
    banded = _with_band(runs, stated, t.text("finding.people.band", **lies_in))
    return f"{banded}; {t.text('finding.people.within', department=focus(runs, t), correlation=within)}"


def correlations(runs: Runs, department: str | None = None) -> Floats:
    """Correlation of attendance and standing among everybody or in a department, one per replicate that has one."""
    table = runs.tables.people
    chosen = table if department is None else table[table["department"] == department]
    pairs = chosen[["attendance", "standing"]].to_numpy(dtype=np.float64).reshape(runs.n_replicates, -1, 2)
    if pairs.shape[1] < FEWEST_PEOPLE:
        return np.empty(0)
    pairs = np.where(np.isnan(pairs).any(axis=2, keepdims=True), np.nan, pairs)
    centred = pairs - mean(pairs, 1)[:, None, :]
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.sqrt(np.nansum(centred**2, axis=1))
        found = np.nansum(centred[:, :, 0] * centred[:, :, 1], axis=1) / (spread[:, 0] * spread[:, 1])
    return np.asarray(found[np.isfinite(found)], dtype=np.float64)


def customers(runs: Runs, t: Translator) -> str:
    """Revenue against plan, and the share of visits to the last class."""
    revenue, last_class = change(ends(runs.company("revenue"))), change(runs.tables.quarters["c_visits"])
    stated = t.text(
        f"finding.revenue.{direction(revenue)}", first=t.percent(revenue.first), last=t.percent(revenue.last),
        plan=t.percent(change(ends(runs.company("plan"))).last),
    )  # fmt: skip
    if last_class.last != last_class.last:
        return stated
    visits = t.text(
        f"finding.visits.{direction(last_class)}", last_class=list(runs.scenario.portfolio.classes)[-1],
        first=t.percent(last_class.first), last=t.percent(last_class.last),
    )  # fmt: skip
    return f"{stated}; {visits}"


def timeline(runs: Runs, t: Translator) -> str:
    """How many interventions there are, and when the first begins."""
    every = runs.interventions
    if not every:
        return t.text("finding.timeline.none")
    return t.text("finding.timeline", count=len(every), week=every[0].start, title=t.own(every[0].title))


def direction(found: Change, scale: float = 1.0, smallest: float = SMALLEST_MOVE) -> str:
    """Message ending for a change: `falls`, `rises` or `holds`."""
    move = (found.last - found.first) / scale
    if abs(move) <= smallest or move != move:
        return "holds"
    return "falls" if move < 0 else "rises"


def focus(runs: Runs, t: Translator) -> str:
    """Title of the department in focus."""
    return title(runs, t, runs.focus)


def title(runs: Runs, t: Translator, department: int) -> str:
    """Title of a department."""
    return t.own(runs.scenario.departments[runs.departments[department]].title)


def sentence(text: str) -> str:
    """Text with a capital at its start."""
    return text[:1].upper() + text[1:]


def _headcount(runs: Runs) -> float:
    return float(runs.headcount[runs.focus] / max(1, runs.headcount.sum()))


def _with_band(runs: Runs, stated: str, band: str) -> str:
    return stated if runs.n_replicates == 1 else f"{stated}; {band}"
