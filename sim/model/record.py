"""The record of a run, as the arrays that both engines leave behind."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.model.measure import measure_person, measure_series
from sim.scenario.output import COMPANY, MEETINGS, PEOPLE, WEEKLY, Output

if TYPE_CHECKING:
    from sim.model.company import Company


def output(company: "Company") -> Output:
    """Arrays of the run so far."""
    return Output(
        np.stack([_table(department.weeks, WEEKLY) for department in company.departments.values()], axis=1),
        _table(company.weeks, COMPANY),
        _table([measure_person(person) for person in company.people], PEOPLE),
        _table([measure_series(meeting) for meeting in company.meetings], MEETINGS),
        company.diary.table(),
    )


def _table(rows: Sequence[Sequence[float]], columns: tuple[str, ...]) -> NDArray[np.float64]:
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(columns))
