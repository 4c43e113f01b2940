"""Tables of a run as arrays, and the cuts of time that figures and findings share."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.results import Results, focus
from sim.scenario.output import MAX_EVENTS
from sim.scenario.schema import Department, Intervention

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WEEKS_PER_QUARTER = 13
SHOWN_WEEKS = 520
SHOWN_DEPARTMENTS = 8


class Runs:
    """Replicates of one scenario, as arrays."""

    def __init__(self, tables: Results) -> None:
        self.tables = tables
        self.scenario = tables.scenario
        self.departments = list(self.scenario.departments)
        self.n_replicates = tables.manifest["replicates"]
        self.n_weeks = tables.manifest["weeks"]

    @cached_property
    def focus(self) -> int:
        """Number of the department whose story is told."""
        return self.departments.index(focus(self.scenario))

    @cached_property
    def has_customers(self) -> bool:
        """Whether anybody visits anybody."""
        owners = any(each.faces_customers and each.staff + each.lead + each.head for each in self._every())
        return owners and self.scenario.portfolio.customers_per_person > 0

    @property
    def is_alone(self) -> bool:
        """Whether there is no other department with which anything could be shared."""
        return len(self.departments) == 1

    @cached_property
    def has_image(self) -> bool:
        """Whether anybody from another department ever meets the one in focus, and so has a view of it."""
        return not bool(np.isnan(self.in_focus("image")).all())

    @cached_property
    def parts(self) -> list[NDArray[np.bool_]]:
        """Runs of the two groups in which the image in focus ends, the lower first; all runs where there are no two.

        Bool (replicate,) each.
        """
        last, found = self.tables.quarters["image"][:, -1], self.tables.verdict().groups
        return [np.ones(self.n_replicates, dtype=bool)] if found is None else [last <= found.line, last > found.line]

    @cached_property
    def larger_part(self) -> NDArray[np.bool_]:
        """Runs of the larger of the groups: bool (replicate,)."""
        return max(self.parts, key=lambda each: int(each.sum()))

    @cached_property
    def headcount(self) -> Ints:
        """People by department."""
        return np.array([each.staff + each.lead + each.head for each in self._every()])

    @cached_property
    def drawn(self) -> list[int]:
        """Departments that figures show: all, or the one in focus and the largest others."""
        others = [each for each in np.argsort(-self.headcount, kind="stable").tolist() if each != self.focus]
        return sorted([self.focus, *others[: SHOWN_DEPARTMENTS - 1]])

    @cached_property
    def shown(self) -> Ints:
        """Rows of the weeks that figures show: all, or evenly thinned with the last one kept."""
        step = -(-self.n_weeks // SHOWN_WEEKS)
        return np.arange(self.n_weeks - 1, -1, -step)[::-1].astype(np.int64)

    @property
    def weeks(self) -> Ints:
        """Numbers of the shown weeks, the first week is 1."""
        return self.shown + 1

    @cached_property
    def quarters(self) -> Ints:
        """First rows of the shown periods of whole quarters, at most forty of them."""
        n_quarters = -(-self.n_weeks // WEEKS_PER_QUARTER)
        return np.arange(0, self.n_weeks, WEEKS_PER_QUARTER * -(-n_quarters // 40))

    @cached_property
    def interventions(self) -> list[Intervention]:
        """Interventions in the order of their start, by which figures and tables number them."""
        return sorted(self.scenario.interventions.values(), key=lambda each: each.start)

    @cached_property
    def recorded_until(self) -> int | None:
        """Week in which the record of events was full; none where every event is in it."""
        events = self.tables.events
        return int(events["week"].max()) if len(events) >= MAX_EVENTS else None

    def weekly(self, measure: str) -> Floats:
        """Measure by department: float64 (replicate, week, department)."""
        values = self.tables.weekly[measure].to_numpy(dtype=np.float64)
        return values.reshape(self.n_replicates, self.n_weeks, len(self.departments))

    def in_focus(self, measure: str) -> Floats:
        """Measure of the department in focus: float64 (replicate, week)."""
        return self.weekly(measure)[:, :, self.focus]

    def company(self, measure: str) -> Floats:
        """Measure of the company: float64 (replicate, week)."""
        values = self.tables.company[measure].to_numpy(dtype=np.float64)
        return values.reshape(self.n_replicates, self.n_weeks)

    def per_quarter(self, values: Floats) -> Floats:
        """Sums over the shown periods: (replicate, week, ...) to (replicate, period, ...)."""
        return np.asarray(np.add.reduceat(np.nan_to_num(values), self.quarters, axis=1))

    def _every(self) -> list[Department]:
        return list(self.scenario.departments.values())
