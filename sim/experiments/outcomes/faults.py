"""What can be wrong with an outcome or a goal that reads well."""

import math
from typing import NamedTuple

import numpy as np

from sim.experiments.outcomes.measures import MEASURES, of_a_department
from sim.experiments.outcomes.outcome import FATES, Average, Crossing, Fate, Goal, Mean, Outcome, Series
from sim.scenario.schema import Structure
from sim.scenario.tree import nearest, quoted

LATEST_WEEK = 5200
# Of these units no run ever leaves the range; a share can, where it is one of the plan.
POSSIBLE = {"level": (0.0, 1.0), "points": (0.0, 100.0)}


class Fault(NamedTuple):
    """A broken rule, what was got instead, and a hint."""

    rule: str
    got: str
    hint: str = ""


def in_itself(outcome: Outcome) -> Fault | None:
    """First fault that holds in every scenario."""
    series = series_of(outcome)
    found = _in_name(outcome.name) if isinstance(outcome, Fate) else None
    found = found or (series and _in_series(series))
    if found is None and isinstance(outcome, Mean):
        found = _in_weeks(outcome.first, outcome.last)
    if found is None and isinstance(outcome, Crossing) and not math.isfinite(outcome.level):
        found = Fault("compare with a finite number", str(outcome.level))
    return found or None


def in_goal(goal: Goal) -> Fault | None:
    """First fault of a goal that holds in every scenario."""
    found = in_itself(goal.outcome)
    if found:
        return found
    if not math.isfinite(goal.level):
        return Fault("compare with a finite number", str(goal.level))
    low, high = POSSIBLE.get(goal.outcome.unit, (-math.inf, math.inf))
    if not goal.outcome.is_event and not low <= goal.level <= high:
        return Fault(f"compare with a level that can come, between {low:g} and {high:g}", f"{goal.level:g}")
    if not 0.0 < goal.probability < 1.0:
        return Fault("be wanted with a probability above 0 and below 1", f"{goal.probability:g}")
    if goal.outcome.is_event and not _tells_events_apart(goal):
        rule = f"ask of an event whether it comes, as '{goal.outcome} <= 0 with 0.8' or '{goal.outcome} >= 1 with 0.8'"
        return Fault(rule, quoted(goal.text), "; how often it is to come is said after 'with'")
    return None


def in_scenario(outcome: Outcome, scenario: Structure) -> Fault | None:
    """First fault that a scenario makes one."""
    series = series_of(outcome)
    if series and series.department is not None and series.department not in scenario.departments:
        hint = nearest(series.department, scenario.departments) or f"; there are {', '.join(scenario.departments)}"
        return Fault("name a department of the scenario", quoted(series.department), hint)
    if isinstance(outcome, Mean) and outcome.last > scenario.weeks:
        return Fault(f"be measured within the run of {scenario.weeks:,} weeks", f"week {outcome.last:,}")
    return None


def series_of(outcome: Outcome) -> Series | None:
    """Measure behind an outcome; None of an event."""
    return outcome.series if isinstance(outcome, Average | Crossing) else None


def _tells_events_apart(goal: Goal) -> bool:
    """Whether either 0 or 1 meets the goal; a level between them would be taken for a probability."""
    return goal.level in {0.0, 1.0} and len(set(goal.met(np.array([0.0, 1.0])).tolist())) == 2


def _in_name(name: str) -> Fault | None:
    """A word that stands alone is an event, or a measure whose time was forgotten."""
    if name in FATES:
        return None
    measure = name.partition(".")[0]
    if measure in MEASURES:
        return Fault(f"say when, as in '{name} at week 104' or '{name} in the last quarter'", quoted(name))
    if measure in FATES:
        return Fault(f"be '{measure}' alone, which is about the department in focus", quoted(name))
    return Fault(
        f"be a measure and a time, such as 'image in the last quarter', or one of {', '.join(FATES)}",
        quoted(name),
        nearest(measure, [*MEASURES, *FATES]),
    )


def _in_series(series: Series) -> Fault | None:
    if series.measure not in MEASURES:
        hint = nearest(series.measure, MEASURES) or f"; there are {', '.join(MEASURES)}"
        return Fault("begin with a measure, as in 'image.sales at week 104'", quoted(series.measure), hint)
    if series.department is not None and not of_a_department(series.measure):
        rule = f"name no department after '{series.measure}', which is measured for the whole company"
        return Fault(rule, quoted(str(series)))
    return None


def _in_weeks(first: int, last: int) -> Fault | None:
    for week in (first, last):
        if not 1 <= week <= LATEST_WEEK:
            return Fault(f"name weeks in 1..{LATEST_WEEK:,}", f"week {week:,}")
    if first > last:
        return Fault("name the earlier week first, as in 'over weeks 92..104'", f"'over weeks {first}..{last}'")
    return None
