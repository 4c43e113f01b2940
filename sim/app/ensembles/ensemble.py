"""Replicates of one scenario, and what figures and findings read from them."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.report.bands import Fan, fan
from sim.report.bands import mean as over_runs
from sim.results.measures import means
from sim.scenario.output import COMPANY, WEEKLY
from sim.scenario.schema import Structure

T = TypeVar("T")
Floats = NDArray[np.float64]
# Half the memory. Rounding moves a value by a ten-millionth of itself, a thousand times less than any interval is
# wide, and equal values stay equal, so that pairs without a difference have none. Sums are taken in float64.
Kept = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Replicates 0 .. n - 1 of a scenario; `wanted` of them were asked for, or as many as a server can afford."""

    scenario: Structure
    weekly: Kept  # (replicate, week, department, len(WEEKLY))
    company: Kept  # (replicate, week, len(COMPANY))
    wanted: int
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    @property
    def n(self) -> int:
        """Replicates."""
        return len(self.weekly)

    @property
    def is_whole(self) -> bool:
        """Whether all that were asked for are there."""
        return self.n >= self.wanted

    def series(self, measure: str, department: str | None = None, weeks: slice = slice(None)) -> Floats:
        """One measure: float64 (replicate, week); of a department, or of the company where none is named."""
        found: NDArray[Any]
        if department is None:
            found = self.company[:, weeks, COMPANY.index(measure)]
        else:
            found = self.weekly[:, weeks, list(self.scenario.departments).index(department), WEEKLY.index(measure)]
        return found.astype(np.float64)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is made of these replicates, made once: a baseline is that of many who ask."""
        # Two threads may compute the same at once and both store it: it is the same.
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found

    def bands(self, measure: str, department: str | None = None) -> Fan:
        """Median and the bands that hold 50 and 90 % of the replicates, week by week; computed once."""
        return self.once(("bands", measure, department), lambda: fan(self.series(measure, department)))

    def line(self, measure: str, department: str | None = None) -> Floats:
        """Mean of the replicates, week by week: (week,), NaN where none has a value; computed once."""
        return self.once(("line", measure, department), lambda: over_runs(self.series(measure, department), 0))

    def mean(self, measure: str, department: str | None, weeks: slice, first: int | None = None) -> Floats:
        """Mean over some weeks: (replicate,); of the `first` replicates only, where another ensemble has no more."""
        return means(self.series(measure, department, weeks)[:first], None, [slice(None)])[:, 0]
