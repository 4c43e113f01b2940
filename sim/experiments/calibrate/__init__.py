"""Calibration: parameters under which a scenario looks like what was observed, with what the data leave open."""

from sim.experiments.calibrate.calibration import Calibration
from sim.experiments.calibrate.run import calibrate

__all__ = ["Calibration", "calibrate"]
