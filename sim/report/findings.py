"""Headlines: each states what the runs show, from their numbers, and no more than their intervals carry."""

from collections.abc import Callable
from functools import partial

import numpy as np

from sim.language import Translator
from sim.report.bands import Change, change, ends, mean, quantile
from sim.report.runs import Floats, Runs
from sim.results.measures import POINTS
from sim.results.verdict import CLEAR_CHANGE, DOWN, OUTCOMES, UP
from sim.statistics import UNIT, Scale, of_median, two_groups

SMALLEST_MOVE = 0.03
SMALLEST_CORRELATION = 0.1
FEWEST_PEOPLE = 3
FALLS, RISES, HOLDS, OPEN = "falls", "rises", "holds", "open"
# Words on the median image, and the outcomes that most runs must share for it.
CARRIED_BY = {FALLS: DOWN, RISES: UP, HOLDS: ("stable",), "recovers": ("recovery",), OPEN: OUTCOMES}


def image(runs: Runs, t: Translator) -> str:
    """How the image of the department in focus moves, and where the runs end."""
    by_quarter = runs.tables.quarters["image"]
    found, verdict = change(by_quarter), runs.tables.verdict()
    department = focus(runs, t)
    parted = _groups(by_quarter, UNIT, partial(t.number, digits=2), t)
    if parted is not None:
        return parted(t.text("finding.what.image", department=department))
    # By the verdict's own measure of what is a clear change, and never other words than most runs carry.
    key = "recovers" if verdict.outcome == "recovery" else direction(found, smallest=CLEAR_CHANGE)
    if verdict.outcome not in CARRIED_BY[key]:
        key = OPEN
    moved = t.text(
        f"finding.image.{key}", department=department, first=t.number(found.first, 2),
        lowest=t.number(of_median(np.fmin.reduce(by_quarter, axis=1)).mean, 2), last=t.number(found.last, 2),
        down=t.number(sum(verdict.counts[each] for each in DOWN)), stable=t.number(verdict.counts["stable"]),
        up=t.number(sum(verdict.counts[each] for each in UP)), total=t.number(verdict.replicates),
    )  # fmt: skip
    ends_at = {"share": t.percent(0.9), "low": t.number(found.low, 2), "high": t.number(found.high, 2)}
    return _with_band(runs, moved, t.text("finding.band", **ends_at))


def influence(runs: Runs, t: Translator) -> str:
    """How many of the hundred points the department in focus holds, and who surely gains or loses most beside it."""
    found = change(runs.tables.quarters["influence"])
    weekly = runs.weekly("influence")
    moves = [np.diff(ends(weekly[:, :, each]), axis=1)[:, 0] for each in range(len(runs.departments))]
    others = {each: own for each, own in enumerate(moves) if each != runs.focus and not np.isnan(own).all()}
    if not others:
        return t.text("finding.influence.none")
    parted = _groups(runs.tables.quarters["influence"], POINTS, t.number, t)
    if parted is not None:
        return parted(t.text("finding.what.influence", department=focus(runs, t)))
    key = direction(found, 100.0)
    values = {"department": focus(runs, t), "first": t.number(found.first), "last": t.number(found.last)}
    stated = t.text(f"finding.influence.{key}", **values)
    most = _most(others, -1 if key == RISES else 1)
    if key not in {FALLS, RISES} or most is None:
        return stated
    gain = t.number(abs(of_median(others[most]).mean))
    return f"{stated}; {t.text(f'finding.influence.other.{key}', other=title(runs, t, most), gain=gain)}"


def _most(moves: dict[int, Floats], sign: int) -> int | None:
    """Department that surely gains most, with a sign of -1 loses most: in most runs more than each other one."""
    best = max(moves, key=lambda each: sign * of_median(moves[each]).mean)
    ahead = [of_median(sign * (moves[best] - own)) for each, own in moves.items() if each != best]
    return best if all(each.low > 0.0 for each in ahead) else None


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
    """Whether those who attend more stand higher: within the department in focus, and among everybody.

    Among everybody the correlation is mostly one between departments, and says nothing of a person.
    """
    among, within = correlations(runs), correlations(runs, runs.departments[runs.focus])
    if not len(among):
        return t.text("finding.people.few")
    everybody = t.text("finding.people.among", **_correlation(runs, among, t))
    if not len(within):
        return everybody
    own = t.text(f"finding.people.{_link(within)}", department=focus(runs, t), **_correlation(runs, within, t))
    return f"{own}; {everybody}"


def _link(found: Floats) -> str:
    """`up` or `down` where 90 % of the runs have such a correlation and it is not tiny, else `none`."""
    low, middle, high = quantile(found, (0.05, 0.5, 0.95)).tolist()
    if middle >= SMALLEST_CORRELATION and low > 0:
        return "up"
    return "down" if middle <= -SMALLEST_CORRELATION and high < 0 else "none"


def _correlation(runs: Runs, found: Floats, t: Translator) -> dict[str, str]:
    """Median correlation, with its band where there are several runs."""
    low, middle, high = (t.number(each, 2) for each in quantile(found, (0.05, 0.5, 0.95)).tolist())
    band = t.text("finding.people.band", share=t.percent(0.9), low=low, high=high) if runs.n_replicates > 1 else ""
    return {"correlation": middle, "band": band}


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
    plan = t.percent(change(ends(runs.company("plan"))).last)
    stated = _share("revenue", ends(runs.company("revenue")), t, plan=plan)
    visits = runs.tables.quarters["c_visits"]
    if np.isnan(visits[:, -1]).all():
        return stated
    return f"{stated}; {_share('visits', visits, t, last_class=list(runs.scenario.portfolio.classes)[-1])}"


def _share(name: str, by_quarter: Floats, t: Translator, **named: str) -> str:
    """How a share moves, or in which two groups it ends."""
    parted = _groups(by_quarter, UNIT, t.percent, t)
    if parted is not None:
        return parted(t.text(f"finding.what.{name}", **named))
    found = change(by_quarter)
    ends_at = {"first": t.percent(found.first), "last": t.percent(found.last)}
    return t.text(f"finding.{name}.{direction(found)}", **ends_at, **named)


def _groups(
    by_quarter: Floats, scale: Scale, shown: Callable[[float], str], t: Translator
) -> Callable[[str], str] | None:
    """Says of something in which two groups of runs it ends; None where it does not."""
    found = two_groups(by_quarter[:, -1], scale)
    if found is None:
        return None
    runs = {"low_runs": t.number(found.low.runs), "high_runs": t.number(found.high.runs)}
    ends_at = {"low": shown(found.low.middle), "high": shown(found.high.middle)}
    first = shown(of_median(by_quarter[:, 0]).mean)
    return lambda what: t.text("finding.groups", what=what, first=first, **runs, **ends_at)


def timeline(runs: Runs, t: Translator) -> str:
    """How many interventions there are, and when the first begins."""
    every = runs.interventions
    if not every:
        orders = runs.scenario.orders
        if orders:
            return t.text("finding.timeline.orders", count=len(orders), week=min(each.week for each in orders))
        return t.text("finding.timeline.none")
    return t.text("finding.timeline", count=len(every), week=every[0].start, title=t.own(every[0].title))


def direction(found: Change, scale: float = 1.0, smallest: float = SMALLEST_MOVE) -> str:
    """Message ending for a change: `falls`, `rises` or `holds` where the interval of the median change says so.

    A move of up to `smallest` holds; `open` where the interval reaches across. Without an interval, as of a few runs,
    the median itself is told.
    """
    middle, low, high = (each / scale for each in found.moved)
    if low != low:
        low = high = middle
    if middle != middle or -smallest <= low <= high <= smallest:
        return HOLDS
    if abs(middle) <= smallest or low <= 0.0 <= high:
        return OPEN
    return FALLS if middle < 0 else RISES


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
