"""Departments: not agents, they only are what their people and the others make of them."""

from typing import TYPE_CHECKING, NamedTuple

from sim.model.measure import DepartmentWeek
from sim.model.tally import DepartmentTally
from sim.rules import attendance, influence
from sim.rules.attendance import Attendance
from sim.rules.influence import Influence

if TYPE_CHECKING:
    from sim.model.person import Person


class Charter(NamedTuple):
    """What is given of a department."""

    number: int
    name: str
    topic: int
    faces_customers: bool
    is_blamed: bool  # for missing the plan
    n_heads: int
    image: float  # at the start
    job_interest: list[float]  # (topic,)
    say: float  # share of the say in decisions at the start


class Department:
    """A department."""

    def __init__(self, charter: Charter) -> None:
        self.number, self.name, self.topic, self.faces_customers, self.is_blamed, self.n_heads, *_ = charter
        self.image = charter.image
        self.job_interest = charter.job_interest
        self.influence = charter.say  # share of 1, as colleagues remember it
        self.accused = 0.0  # in the last review
        self.people: list[Person] = []
        self.role_model = 0.5  # recent attendance of its heads
        self.peers = 0.5  # attendance of all its people in the last week with meetings
        self.tally = DepartmentTally()
        self.weeks: list[DepartmentWeek] = []  # what was measured at the end of each

    def __repr__(self) -> str:
        return f"<Department {self.name}>"

    def begin_week(self) -> None:
        """Remember who came last week, and clear the week's sums."""
        if self.tally.invited:
            self.peers = self.tally.came / self.tally.invited
        self.tally = DepartmentTally()

    def watch_head(self, rules: Attendance, came: bool) -> None:
        """Notice that one of the heads came to a meeting, or did not."""
        self.role_model = attendance.remember(rules, self.role_model, came, self.n_heads)

    def remember_say(self, rules: Influence, decided: float) -> None:
        """Gain or lose influence by the say in the week's decisions, which had that weight."""
        self.influence = influence.remember(rules, self.influence, self.tally.points / decided)
