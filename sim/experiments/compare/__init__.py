"""Scenarios compared under the same luck: differences with intervals, and what they say."""

from sim.experiments.compare.comparison import Comparison
from sim.experiments.compare.run import compare

__all__ = ["Comparison", "compare"]
