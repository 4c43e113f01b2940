"""Scenarios as a server offers them, and ensembles that take milliseconds."""

from pathlib import Path

import numpy as np

from sim.app.explore.ends import Ends, ends_of
from sim.app.explore.finding import Finding, compared
from sim.app.library import Library
from sim.scenario.variants import Variants
from sim.statistics import Floats, Paired

SCENARIOS = Path(__file__).parents[3] / "scenarios"


def library(weeks: int | None = None) -> Library:
    """A few of the shipped scenarios, shortened if asked."""
    overrides = [] if weeks is None else [f"weeks={weeks}"]
    names = ("alibi", "presence", "industrial_firm") if weeks is None or weeks >= 31 else ("alibi", "industrial_firm")
    return Library({name: Variants.of(SCENARIOS / f"{name}.yaml", overrides) for name in names})


def finding(measure: str, was: Floats, now: Floats) -> Finding:
    """Finding of two sides (replicate,), in the unit that is shown."""
    return compared([(ends_of(measure, now), ends_of(measure, was))])[0]


def told_as(measure: str, word: str, difference: float, low: float, high: float) -> Finding:
    """Finding with such an interval."""
    whole = Paired(200, 0.3, 0.3 + difference, difference, low, high, 2.0, 0.01)
    flat = np.full(200, 0.3)
    side = Ends(measure, flat, 0.3, None)
    return Finding(measure, whole, word, flat - flat, side, side)
