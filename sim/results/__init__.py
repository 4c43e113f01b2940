"""Results of runs: tables, their store, and what they say."""

from sim.results.manifest import Manifest
from sim.results.measures import focus
from sim.results.results import Results
from sim.results.verdict import Verdict

__all__ = ["Manifest", "Results", "Verdict", "focus"]
