"""What was observed in a real organisation, by week of the run and department of the scenario."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SURVEYED = ("image", "influence")


class Rates(NamedTuple):
    """Attendance by week and department; NaN where nothing was observed."""

    rate: Floats  # (week, department) share of those invited who came
    invited: Floats  # (week, department) invitations it was counted from; NaN where the file does not say


class Occasions(NamedTuple):
    """Who was absent when, one row per person and meeting, in the order of time within each series."""

    series: Ints  # (occasion,) a person's seat in one series of meetings
    person: Ints  # (occasion,)
    department: Ints  # (occasion,)
    absent: NDArray[np.bool_]  # (occasion,)


class Survey(NamedTuple):
    """Answers about the departments; NaN where nothing was asked."""

    value: Floats  # (week, department)
    error: Floats  # (week, department) standard error of the value; 0 where the file does not say


class Note(NamedTuple):
    """Something to know about the data, to be told in any language: whole numbers count, others are shares."""

    key: str
    values: dict[str, int | float | str]


class Observed(NamedTuple):
    """Everything a calibration compares with: weeks from 1 on, departments as in the scenario."""

    rates: Rates | None
    occasions: Occasions | None
    surveys: dict[str, Survey]  # image, influence
    last_week: int
    notes: list[Note]  # what was done with the data on the way
    sources: dict[str, str]  # SHA-256 by file name


def same_occasion_missed(series: Ints, absent: NDArray[np.bool_]) -> tuple[float, float]:
    """P(absent | absent last time), and the same if every series were shuffled within itself; NaN without absences."""
    if series.size == 0:
        return np.nan, np.nan
    follows = series[1:] == series[:-1]
    before = float((absent[:-1] & follows).sum())
    again = float((absent[:-1] & absent[1:] & follows).sum())
    _, first = np.unique(series, return_index=True)
    length = np.diff([*first, series.size]).astype(np.float64)
    missed = np.add.reduceat(absent.astype(np.float64), first)
    # A shuffled series has an absence at each place equally often, whatever is drawn.
    expected_before = float((missed * (length - 1) / length).sum())
    expected_again = float((missed * (missed - 1) / length).sum())
    if before == 0 or expected_before == 0:
        return np.nan, np.nan
    return again / before, expected_again / expected_before


def spread_over_people(person: Ints, absent: NDArray[np.bool_], at_least: int = 5) -> float:
    """Standard deviation of people's absence rates beyond what chance alone gives; negative below that."""
    if person.size == 0:
        return np.nan
    _, at, count = np.unique(person, return_inverse=True, return_counts=True)
    missed = np.bincount(at, weights=absent.astype(np.float64))
    enough = count >= at_least
    if enough.sum() < 3:
        return np.nan
    rate = missed[enough] / count[enough]
    by_chance = float((rate * (1 - rate) / np.maximum(count[enough] - 1, 1)).mean())
    excess = float(rate.var(ddof=1)) - by_chance
    return float(np.sign(excess) * np.sqrt(abs(excess)))
