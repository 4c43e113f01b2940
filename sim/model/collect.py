"""What Mesa's own data collector keeps, for notebooks and for Mesa's charts."""

from collections.abc import Iterable
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

import mesa

from sim.model.person import Person
from sim.scenario.output import COMPANY, WEEKLY

if TYPE_CHECKING:
    from sim.model.company import Company

OF_PEOPLE = ("ease", "heard", "standing")


def data_collector(departments: Iterable[str]) -> mesa.DataCollector:
    """Collector of `revenue` and the like, `sales.image` and the like, and of every person's feelings and standing."""
    of_departments = {
        f"{name}.{column}": partial(_of_department, name=name, column=column)
        for name in departments
        for column in WEEKLY
    }
    of_company = {column: partial(_of_company, column=column) for column in COMPANY}
    return mesa.DataCollector(
        model_reporters={**of_company, **of_departments},
        agenttype_reporters={Person: {column: attrgetter(column) for column in OF_PEOPLE}},
    )


def _of_company(company: "Company", column: str) -> float:
    return float(getattr(company.weeks[-1], column))


def _of_department(company: "Company", name: str, column: str) -> float:
    return float(getattr(company.departments[name].weeks[-1], column))
