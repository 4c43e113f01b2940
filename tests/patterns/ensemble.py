"""Ensembles of the shipped scenarios, and intervals to decide on."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim import kernel
from sim.scenario import layout, load, timeline
from sim.scenario.output import COMPANY, MEETINGS, PEOPLE, WEEKLY
from sim.scenario.schema import Scenario
from sim.statistics import Interval

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SCENARIOS = Path(__file__).parents[2] / "scenarios"
NO_NORM = ("attendance.norm=0", "departments.sales.image=0.45")


class Ensemble(NamedTuple):
    """Replicates of one scenario that share their luck with the replicates of every other."""

    scenario: Scenario
    weekly: Floats  # (replicate, week, department, column)
    company: Floats  # (replicate, week, column)
    people: Floats  # (replicate, person, column)
    meetings: Floats  # (replicate, meeting, column)

    def of(self, column: str, department: str = "sales") -> Floats:
        """A weekly measure of a department: (replicate, week)."""
        return self.weekly[:, :, list(self.scenario.departments).index(department), WEEKLY.index(column)]

    def firm(self, column: str) -> Floats:
        """A measure of the company: (replicate, week)."""
        return self.company[:, :, COMPANY.index(column)]

    def person(self, column: str) -> Floats:
        """A measure of people: (replicate, person)."""
        return self.people[:, :, PEOPLE.index(column)]

    def meeting(self, column: str) -> Floats:
        """A measure of meetings: (replicate, meeting)."""
        return self.meetings[:, :, MEETINGS.index(column)]


@lru_cache(maxsize=64)
def ensemble(name: str, *overrides: str, replicates: int = 60) -> Ensemble:
    """Replicates of a shipped scenario with `--set` overrides."""
    return simulated(load(SCENARIOS / f"{name}.yaml", overrides), replicates)


def simulated(scenario: Scenario, replicates: int) -> Ensemble:
    """Replicates of any scenario."""
    runs = kernel.simulate(layout.build(scenario), timeline.build(scenario), scenario.seed, 0, replicates, trace=False)
    stacked = (np.stack([getattr(run, table) for run in runs]) for table in ("weekly", "company", "people", "meetings"))
    return Ensemble(scenario, *stacked)


def events(scenario: Scenario, seed: int) -> Floats:
    """Events of one run: (event, column)."""
    return kernel.simulate(layout.build(scenario), timeline.build(scenario), seed, 0, 1, trace=True)[0].events


def last_quarter(series: Floats) -> Floats:
    """Mean over the last 13 weeks: (replicate, week) to (replicate,)."""
    mean: Floats = np.nanmean(series[:, -13:], axis=1)
    return mean


def first_quarter(series: Floats) -> Floats:
    """Mean over the first 13 weeks: (replicate, week) to (replicate,)."""
    mean: Floats = np.nanmean(series[:, :13], axis=1)
    return mean


def falls(a: Interval) -> bool:
    """Whether the whole interval lies below zero."""
    return a.high < 0.0


def rises(a: Interval) -> bool:
    """Whether the whole interval lies above zero."""
    return a.low > 0.0


def overall(series: Floats, first_week: int = 0) -> Floats:
    """Mean over the weeks from one on: (replicate, week) to (replicate,)."""
    mean: Floats = np.nanmean(series[:, first_week:], axis=1)
    return mean
