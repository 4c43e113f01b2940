"""Least and greatest value that an outcome can have in a scenario, known before anything is run."""

import numpy as np

from sim.experiments.outcomes.measures import MEASURES
from sim.experiments.outcomes.outcome import Outcome, Series
from sim.results.measures import POINTS, smallest_plan
from sim.rules.gossip import TALKS_PER_MEETING
from sim.scenario.layout import build as build_layout
from sim.scenario.schema import HALF_DAYS_PER_WEEK, Structure
from sim.statistics import UNIT, Scale


def scale(outcome: Outcome, scenario: Structure) -> Scale:
    """Scale of an outcome: levels and shares 0..1, points 0..100, weeks 1..the length of the run.

    Revenue reaches from nothing to the whole potential, relative to the smallest plan of any week. Talks, visits and
    dates reach as far as the company's meetings, half-days and seats let them.
    """
    series: Series | None = getattr(outcome, "series", None)
    if outcome.unit == "weeks":
        return Scale(1.0, float(max(2, scenario.weeks)))
    if outcome.unit == "points":
        return POINTS
    if outcome.unit in {"level", "share"}:
        per = None if series is None else MEASURES[series.measure].per
        return Scale(0.0, 1.0 / smallest_plan(scenario)) if per == "plan" else UNIT
    return Scale(0.0, max(1.0, _most_counted(outcome.unit, scenario)))


def _most_counted(unit: str, scenario: Structure) -> float:
    """Most talks, visits or dates there can be in a week."""
    layout = build_layout(scenario)
    seats = np.diff(layout.meetings.first_seat)
    if unit == "talks":
        return float(TALKS_PER_MEETING * seats.size)
    if unit == "dates":
        return float(seats.sum())
    facing = layout.departments.faces_customers[layout.people.department]
    return float(HALF_DAYS_PER_WEEK * facing.sum() + seats.sum())
