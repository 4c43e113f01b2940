"""What a moment of the story is, and the traced run it is taken from."""

from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.language import Translator
from sim.report.roles import Roles
from sim.report.runs import Runs
from sim.results.trailing import trailing


class Moment(NamedTuple):
    """Something that happened in a week; the smaller the priority, the more telling."""

    week: int
    priority: int
    message: str
    meeting: str = ""
    people: dict[str, str] = {}  # noqa: RUF012 - never changed
    values: dict[str, str | int] = {}  # noqa: RUF012 - never changed
    blamed: str | None = None


class Traced:
    """The traced run: events and weekly levels of the first replicate."""

    def __init__(self, runs: Runs, t: Translator) -> None:
        self.runs = runs
        self.t = t
        self.roles = Roles(runs.scenario, t)
        self.events = runs.tables.events
        self.department = runs.departments[runs.focus]

    @cached_property
    def own(self) -> set[str]:
        """People of the department in focus, as the tables call them."""
        unit = self.runs.scenario.departments[self.department]
        ranks = {"head": unit.head, "lead": unit.lead, "staff": unit.staff}
        return {f"{self.department}.{rank}.{n + 1}" for rank, count in ranks.items() for n in range(count)}

    @cached_property
    def heads(self) -> set[str]:
        """Heads of the department in focus."""
        return {each for each in self.own if each.split(".")[1] == "head"}

    @cached_property
    def deciding(self) -> set[str]:
        """Meetings that decide something."""
        return set(self.of("decision")["meeting"].astype(str).unique())

    def of(self, kind: str) -> pd.DataFrame:
        """Events of a kind."""
        return self.events[self.events["kind"] == kind]

    def level(self, measure: str) -> NDArray[np.float64]:
        """Measure of the department in focus, mean of the last four weeks: (week,)."""
        return np.asarray(trailing(self.runs.in_focus(measure)[:1])[0])


def first(events: pd.DataFrame) -> dict[str, str] | None:
    """First of the events as text, or none."""
    if events.empty:
        return None
    row = events.iloc[0]
    return {str(name): str(row[name]) for name in events.columns}


def week_of(event: dict[str, str]) -> int:
    """Week of an event given as text."""
    return int(float(event["week"]))
