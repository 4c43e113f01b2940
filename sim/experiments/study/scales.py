"""Scales of a study's outcomes, point by point: most are the same everywhere, some move with what is varied.

Revenue is relative to the plan, weeks to the length of the run, talks and visits to the size of the company. Where
such a thing is a parameter, every point has a scale of its own; it is asked for once for every combination of the
values that matter.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.experiments import outcomes as language
from sim.experiments.outcomes import MEASURES, Outcome
from sim.experiments.study.loading import Study
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.schema import Structure
from sim.scenario.variants import Value, Variants
from sim.statistics import Scale

Floats = NDArray[np.float64]

PLAN, WEEKS, INTERVENTIONS = "revenue.plan", "weeks", "interventions."
SAME_EVERYWHERE = ("level", "share", "points")


class Scales(NamedTuple):
    """Least and greatest value of an outcome at every point, (point,) each; NaN where a point cannot be."""

    low: Floats
    high: Floats

    def in_units(self, values: Floats) -> Floats:
        """Values (value, point) as shares of their scales."""
        found: Floats = (values - self.low) / (self.high - self.low)
        return found

    def from_units(self, shares: Floats) -> Floats:
        """Values of shares (anything, point)."""
        found: Floats = self.low + (self.high - self.low) * shares
        return found

    def at(self, point: int) -> Scale:
        """Scale of one point."""
        return Scale(float(self.low[point]), float(self.high[point]))


def scales(study: Study, outcome: Outcome, points: Sequence[Mapping[str, Value]]) -> Scales:
    """Scale of an outcome at every point of a study."""
    moving = [key for key in study.parameters if _moves(outcome, key, study.variants.base)]
    known: dict[tuple[Value, ...], tuple[float, float]] = {}
    found = np.empty((2, len(points)))
    for number, point in enumerate(points):
        here = tuple(point[key] for key in moving)
        if here not in known:
            known[here] = _scale(outcome, study.variants, dict(zip(moving, here, strict=True)))
        found[:, number] = known[here]
    return Scales(*found)


def _scale(outcome: Outcome, variants: Variants, values: Mapping[str, Value]) -> tuple[float, float]:
    """Scale with some values changed; NaN where the scenario cannot be, so that there are no runs either."""
    try:
        return language.scale(outcome, variants.scenario(values) if values else variants.base)
    except ScenarioError:
        return (np.nan, np.nan)


def _moves(outcome: Outcome, key: str, base: Structure) -> bool:
    """Whether a parameter may move the scale of an outcome."""
    if outcome.unit == "weeks":
        return key == WEEKS
    if outcome.unit in SAME_EVERYWHERE:
        series = getattr(outcome, "series", None)
        return series is not None and MEASURES[series.measure].per == "plan" and _moves_the_plan(key, base)
    # What is counted grows with people and meetings, which are no parameters of mechanisms.
    return key not in PARAMETERS and ".set." not in key and not key.startswith(INTERVENTIONS)


def _moves_the_plan(key: str, base: Structure) -> bool:
    if PLAN in key:
        return True
    planned = any(PLAN in {**each.set, **each.add} for each in base.interventions.values())
    return planned and (key == WEEKS or key.startswith(INTERVENTIONS))
