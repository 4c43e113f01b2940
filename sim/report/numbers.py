"""The numbers behind the figures as tables of a few rows, for those who cannot see figures or want to copy them."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.language import Translator
from sim.report.bands import mean, quantile
from sim.report.figures import chain, people
from sim.report.figures.customers import share_of_last_class
from sim.report.figures.gossip import VALENCES
from sim.report.findings import title
from sim.report.roles import Roles
from sim.report.runs import WEEKS_PER_QUARTER, Floats, Runs

MOST_PERIODS = 13
MOST_ROWS = 40
PERCENT = {"attendance", "resources", "revenue", "plan", "c_visits", "agenda", "airtime"}
WHOLE = {"influence"}

Shown = Callable[[float], str]


class Numbers(NamedTuple):
    """A table: what its numbers are, the heads of its columns, and its rows, each with its name first."""

    note: str
    columns: list[str]
    rows: list[list[str]]


def numbers(section: str, runs: Runs, t: Translator) -> Numbers | None:
    """Table of a section's figure; none where the section has a table of its own."""
    made = TABLES.get(section)
    return None if made is None else made(runs, t)


def weeks_of(span: slice, t: Translator) -> str:
    """Weeks as people count them."""
    if span.stop - span.start == 1:
        return t.text("story.week", week=span.stop)
    return t.text("figure.hover.weeks", first=span.start + 1, last=span.stop)


def _short(span: slice) -> str:
    """Weeks below a head that says so."""
    return str(span.stop) if span.stop - span.start == 1 else f"{span.start + 1}\N{EN DASH}{span.stop}"


def periods(n_weeks: int, most: int = MOST_PERIODS) -> list[slice]:
    """Whole quarters, or as many of them as make at most so many periods; weeks in short runs."""
    unit = WEEKS_PER_QUARTER if n_weeks >= 2 * WEEKS_PER_QUARTER else 1
    length = unit * max(1, -(-n_weeks // (unit * most)))
    return [slice(start, min(start + length, n_weeks)) for start in range(0, n_weeks, length)]


class Series(NamedTuple):
    """A column over time."""

    head: str
    measure: str
    values: Floats  # (replicate, week)


def _over_time(runs: Runs, t: Translator, series: list[Series]) -> Numbers:
    """Row per period, column per series."""
    rows = [
        [_short(span), *(_cell(each.values[:, span], _shown(each.measure, t)) for each in series)]
        for span in periods(runs.n_weeks)
    ]
    return Numbers(_note(runs, t), [t.text("numbers.weeks"), *(each.head for each in series)], rows)


def _cell(values: Floats, shown: Shown) -> str:
    """Median of the runs, and where most of them lie."""
    low, middle, high = (shown(each) for each in quantile(mean(values, 1), (0.05, 0.5, 0.95)).tolist())
    if len(values) == 1 or low == high == middle:
        return middle
    return f"{middle} ({low.partition('%')[0].rstrip()}\N{EN DASH}{high.partition('%')[0].rstrip()})"


def _shown(measure: str, t: Translator) -> Shown:
    if measure in PERCENT:
        return t.percent
    return lambda value: t.number(value, 0 if measure in WHOLE else 2)


def _note(runs: Runs, t: Translator) -> str:
    return t.text("numbers.note", count=runs.n_replicates, most=t.percent(0.9))


def _by_department(measure: str) -> Callable[[Runs, Translator], Numbers]:
    def table(runs: Runs, t: Translator) -> Numbers:
        values = runs.weekly(measure)
        return _over_time(runs, t, [Series(title(runs, t, each), measure, values[:, :, each]) for each in runs.drawn])

    return table


def _chain(runs: Runs, t: Translator) -> Numbers:
    links = chain.links(runs)
    series = [Series(t.text(f"measure.{each.measure}"), each.measure, _of_focus(runs, each.measure)) for each in links]
    found = _over_time(runs, t, series)
    onsets = ["\N{EN DASH}" if each.onset is None else t.text("story.week", week=each.onset) for each in links]
    return found._replace(rows=[*found.rows, [t.text("word.onset"), *onsets]])


def _of_focus(runs: Runs, measure: str) -> Floats:
    return runs.company(measure) if measure == "revenue" else runs.in_focus(measure)


def _agenda(runs: Runs, t: Translator) -> Numbers:
    measures = ("agenda", "airtime")
    by_measure = {each: runs.weekly(each) for each in measures}
    rows = []
    for name, number, span in _departments_over_time(runs, t):
        cells = [_cell(values[:, span, number], t.percent) for values in by_measure.values()]
        rows.append([name, *cells, t.percent(runs.headcount[number] / max(1, runs.headcount.sum()))])
    heads = [t.text(f"figure.agenda.{each}") for each in (*measures, "headcount")]
    return Numbers(_note(runs, t), [t.text("numbers.department"), *heads], rows)


def _gossip(runs: Runs, t: Translator) -> Numbers:
    kinds = (*VALENCES, "stopped")
    talk = {each: runs.weekly(f"talk_{each}") for each in kinds}
    rows = [
        [name, *(t.number(float(values[:, span, number].sum(axis=1).mean()), 1) for values in talk.values())]
        for name, number, span in _departments_over_time(runs, t)
    ]
    heads = [t.text(f"figure.gossip.{each}") for each in kinds]
    return Numbers(t.text("numbers.note_talk"), [t.text("numbers.department"), *heads], rows)


def _departments_over_time(runs: Runs, t: Translator) -> list[tuple[str, int, slice]]:
    """Rows for every department in turn: name and weeks, number, span."""
    every = periods(runs.n_weeks, max(2, min(MOST_PERIODS, MOST_ROWS // len(runs.drawn))))
    return [(f"{title(runs, t, each)}, {_short(span)}", each, span) for each in runs.drawn for span in every]


def _people(runs: Runs, t: Translator) -> Numbers:
    drawn = people.traced(runs)
    is_head = (drawn["rank"] == "head").to_numpy()
    kept = _thinned(is_head, MOST_ROWS)
    roles = Roles(runs.scenario, t)
    rows = [
        [roles.person(str(row["person"])), t.percent(float(row["attendance"])), t.number(float(row["standing"]), 2)]
        for _, row in drawn[kept].iterrows()
    ]
    columns = [t.text("section.people"), t.text("measure.attendance"), t.text("measure.standing")]
    note = t.text("numbers.note_people", count=len(rows), shown=t.number(len(rows)), everybody=t.number(len(drawn)))
    return Numbers(note, columns, rows)


def _thinned(first: NDArray[np.bool_], most: int) -> NDArray[np.bool_]:
    """Those that go first, as far as there is room, and evenly chosen others: bool (person,)."""
    chosen = np.zeros(len(first), dtype=bool)
    chosen[np.flatnonzero(first)[:most]] = True
    others = np.flatnonzero(~chosen)
    room = min(most - int(chosen.sum()), len(others))
    chosen[others[np.linspace(0, len(others) - 1, room).astype(int)]] = True
    return chosen


def _customers(runs: Runs, t: Translator) -> Numbers:
    last_class = list(runs.scenario.portfolio.classes)[-1]
    measures = {each: runs.company(each) for each in ("revenue", "plan", "goodwill", "service")}
    measures["c_visits"] = share_of_last_class(runs)
    series = [Series(_head(name, last_class, t), name, values) for name, values in measures.items()]
    found = _over_time(runs, t, series)
    dates = {each: runs.company(each) for each in ("cancelled", "explained")}
    rows = [
        [*row, *(t.number(float(values[:, span].sum(axis=1).mean()), 1) for values in dates.values())]
        for row, span in zip(found.rows, periods(runs.n_weeks), strict=True)
    ]
    heads = [t.text("measure.cancelled"), t.text("numbers.explained")]
    return Numbers(f"{found.note} {t.text('numbers.note_dates')}", [*found.columns, *heads], rows)


def _head(measure: str, last_class: str, t: Translator) -> str:
    return t.text("figure.customers.plan") if measure == "plan" else t.text(f"measure.{measure}", last=last_class)


def _story(runs: Runs, t: Translator) -> Numbers:
    image = runs.in_focus("image")[:1]
    rows = [[_short(span), _cell(image[:, span], _shown("image", t))] for span in periods(runs.n_weeks)]
    return Numbers(t.text("numbers.note_story"), [t.text("numbers.weeks"), t.text("measure.image")], rows)


TABLES: dict[str, Callable[[Runs, Translator], Numbers]] = {
    "image": _by_department("image"), "chain": _chain, "influence": _by_department("influence"), "agenda": _agenda,
    "gossip": _gossip, "people": _people, "customers": _customers, "story": _story,
}  # fmt: skip
