"""How people, departments, meetings and customers are called: by role, never by a person's name."""

from functools import cached_property

from sim.language import Translator
from sim.scenario.schema import Structure


class Roles:
    """Names of a scenario's people and meetings in one language."""

    def __init__(self, scenario: Structure, t: Translator) -> None:
        self.scenario = scenario
        self.t = t

    @cached_property
    def departments(self) -> list[str]:
        """Titles of the departments."""
        return [self.t.own(each.title) for each in self.scenario.departments.values()]

    def department(self, name: str) -> str:
        """Title of a department by its key."""
        found = self.scenario.departments.get(name)
        return self.t.own(found.title) if found else name

    def person(self, name: str) -> str:
        """Role of `sales.lead.2`: the second lead of sales."""
        department, _, rest = name.partition(".")
        rank, _, number = rest.partition(".")
        if department not in self.scenario.departments or not number:
            return name
        only = rank == "head" and self.scenario.departments[department].head == 1
        return self.t.text(
            "role.head.only" if only else f"role.{rank}", department=self.department(department), number=number
        )

    def meeting(self, name: str) -> str:
        """Title of a meeting, of one of its copies, or of a department's own routine."""
        known = self.scenario.meetings
        if name in known:
            return self.t.own(known[name].title)
        first, _, rest = name.partition(".")
        if first in known:
            return f"{self.t.own(known[first].title)} {rest}"
        kind, _, number = rest.partition(".")
        if kind not in {"team", "round"}:
            return name
        return self.t.text(f"meeting.{kind}", department=self.department(first), number=number)

    def customer_class(self, number: int) -> str:
        """Name of a customer class by its place, the most valuable first."""
        classes = list(self.scenario.portfolio.classes)
        return classes[max(0, min(number, len(classes) - 1))]
