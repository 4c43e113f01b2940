"""Scenarios: what a run is about, read from a file."""

from sim.scenario.loading import fingerprint, load
from sim.scenario.schema import Scenario

__all__ = ["Scenario", "fingerprint", "load"]
