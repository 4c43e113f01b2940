"""Ensembles of scenarios for many people at once: in small batches, coarse first, kept for whoever asks again."""

from sim.app.ensembles.ensemble import Ensemble
from sim.app.ensembles.ensembles import Ensembles

__all__ = ["Ensemble", "Ensembles"]
