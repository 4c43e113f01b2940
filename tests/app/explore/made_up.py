"""Scenarios as a server offers them, and ensembles that take milliseconds."""

from pathlib import Path

from sim.app.library import Library
from sim.scenario.variants import Variants

SCENARIOS = Path(__file__).parents[3] / "scenarios"


def library(weeks: int | None = None) -> Library:
    """A few of the shipped scenarios, shortened if asked."""
    overrides = [] if weeks is None else [f"weeks={weeks}"]
    names = ("alibi", "presence", "industrial_firm") if weeks is None or weeks >= 31 else ("alibi", "industrial_firm")
    return Library({name: Variants.of(SCENARIOS / f"{name}.yaml", overrides) for name in names})
