"""Outcomes a person can act on, by quarter, for the department in focus."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np

from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.schema import Structure
from sim.scenario.timeline import build as build_timeline
from sim.statistics import UNIT, Floats, Scale

POINTS = Scale(0.0, 100.0)
Groups = Callable[[str, list[str]], Iterable[Any]]

WEEKS_PER_QUARTER = 13


class Outcome(NamedTuple):
    """A measure, and what it is taken relative to."""

    table: str
    measure: str
    per: str | None = None


OUTCOMES = {
    "image": Outcome("weekly", "image"),
    "influence": Outcome("weekly", "influence"),
    "attendance": Outcome("weekly", "attendance"),
    "resources": Outcome("weekly", "resources"),
    "revenue": Outcome("company", "revenue", "plan"),
    "c_visits": Outcome("company", "c_visits", "visits"),
}


def focus(scenario: Structure) -> str:
    """Department whose story is told: the one named, else the first that faces customers, else the first."""
    if scenario.focus is not None:
        return scenario.focus
    facing = [name for name, each in scenario.departments.items() if each.faces_customers]
    return next(iter([*facing, *scenario.departments]))


def smallest_plan(scenario: Structure) -> float:
    """Smallest plan of any week, as a share of the potential: revenue can be so many times the plan at most."""
    tables = build_timeline(scenario)
    return float(tables.company[:, 0, PARAMETERS["revenue.plan"].column].min())


def scales(scenario: Structure) -> dict[str, Scale]:
    """Least and greatest value that each outcome can have."""
    special = {"influence": POINTS, "revenue": Scale(0.0, 1.0 / smallest_plan(scenario))}
    return {name: special.get(name, UNIT) for name in OUTCOMES}


def quarters(weeks: int) -> list[slice]:
    """Weeks of every quarter; the last one ends with the run. Runs shorter than two quarters have two halves."""
    length = max(1, min(WEEKS_PER_QUARTER, weeks // 2))
    starts = list(range(0, weeks - length + 1, length))
    if starts[-1] != weeks - length:
        starts.append(weeks - length)
    return [slice(start, start + length) for start in starts]


def by_quarter(scenario: Structure, groups: Groups) -> dict[str, Floats]:
    """Outcomes by quarter: float64 (replicate, quarter) each; NaN where a quarter has no value."""
    departments = list(scenario.departments)
    entities = {"weekly": (len(departments), departments.index(focus(scenario))), "company": (1, 0)}
    found: dict[str, Floats] = {}
    for table, (count, own) in entities.items():
        wanted = {name: each for name, each in OUTCOMES.items() if each.table == table}
        pieces: dict[str, list[Floats]] = {name: [] for name in wanted}
        columns = list(dict.fromkeys(column for each in wanted.values() for column in each[1:] if column))
        for group in groups(table, columns):
            values = {
                column: group[column].to_numpy().reshape(-1, scenario.weeks, count)[:, :, own] for column in columns
            }
            for name, each in wanted.items():
                per = values[each.per] if each.per else None
                pieces[name].append(means(values[each.measure], per, quarters(scenario.weeks)))
        found |= {name: np.concatenate(each) for name, each in pieces.items()}
    return found


def means(values: Floats, per: Floats | None, spans: Iterable[slice]) -> Floats:
    """Mean of (replicate, week) over every span of weeks, or ratio of the sums: (replicate, span)."""
    weights = weights_of(values, per)
    totals = np.nan_to_num(values)
    found = []
    for weeks in spans:
        total, weight = totals[:, weeks].sum(axis=1), weights[:, weeks].sum(axis=1)
        found.append(np.divide(total, weight, out=np.full(total.shape, np.nan), where=weight > 0))
    return np.stack(found, axis=1)


def weights_of(values: Floats, per: Floats | None) -> Floats:
    """What the weeks of a measure count, or bring to what it is relative to; nothing where it has no value."""
    return np.where(np.isnan(values), 0.0, 1.0 if per is None else np.nan_to_num(per))
