"""Where plans are tried out: a laboratory, asked for plans instead of design points."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sim.experiments.recommend.plans import Plan, point
from sim.scenario.variants import Value

Floats = NDArray[np.float64]


class Measured(Protocol):
    """Outcomes by design point, replicate and outcome; NaN where a run failed, and why, by design point."""

    @property
    def values(self) -> Floats:
        """Shape (point, replicate, outcome)."""

    @property
    def errors(self) -> dict[int, str]:
        """By the number of the design point."""


class Laboratory(Protocol):
    """Runs design points, each with the same luck."""

    def measure(self, points: Sequence[Mapping[str, Value]], replicates: int) -> Measured:
        """Outcomes of the first so many replicates."""


class Bench:
    """A laboratory, and the measures whose start and strength are free; `errors` are of plans whose runs failed."""

    def __init__(self, laboratory: Laboratory, free: tuple[str, ...]) -> None:
        self._laboratory = laboratory
        self._free = free
        self.errors: dict[Plan, str] = {}

    def measure(self, plans: Iterable[Plan], replicates: int) -> dict[Plan, Floats]:
        """Outcomes of every plan, (replicate, outcome) each; plans whose runs failed are left out."""
        wanted = list(dict.fromkeys(plans))
        if not wanted:
            return {}
        found = self._laboratory.measure([point(plan, self._free) for plan in wanted], replicates)
        self.errors |= {wanted[number]: error for number, error in found.errors.items()}
        return {plan: found.values[number] for number, plan in enumerate(wanted) if number not in found.errors}
