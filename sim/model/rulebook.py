"""Parameters as the rules want them: NamedTuples, from the rows of the timeline's tables."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.rules import CompanyRules, MeetingRules, PersonRules
from sim.scenario.mechanisms import SCOPES, rules_of
from sim.scenario.timeline import Timeline


class Rulebook(NamedTuple):
    """All rules of one phase."""

    person: list[PersonRules]  # by block + department * 3 + rank
    meeting: list[MeetingRules]  # by series of the scenario, 0 for the departments' own routine
    company: CompanyRules


def rulebook(timeline: Timeline, phase: int) -> Rulebook:
    """Rules of a phase."""
    person, meeting, company = (
        [_rules(scope, row) for row in getattr(timeline, scope)[phase]] for scope in ("person", "meeting", "company")
    )
    return Rulebook(person, meeting, company[0])


def _rules(scope: str, row: NDArray[np.float64]) -> Any:
    values = iter(row.tolist())
    return SCOPES[scope](
        *(mechanism(*(next(values) for _ in mechanism.__annotations__)) for mechanism in rules_of(scope).values())
    )
