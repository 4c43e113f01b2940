"""What the model's own uncertainty adds: questions asked again under draws of a calibration's posterior."""

from sim.experiments.posterior.bench import Case, Where
from sim.experiments.posterior.draws import Posterior, read
from sim.experiments.posterior.uncertainty import Known, Uncertainty, of_comparison, of_plan, of_run

__all__ = ["Case", "Known", "Posterior", "Uncertainty", "Where", "of_comparison", "of_plan", "of_run", "read"]
