"""The company: a Mesa model that lives through one week with every step."""

from collections.abc import Mapping, Sequence
from html import escape
from os import PathLike
from typing import ClassVar, SupportsIndex

import mesa
from mesa.agent import AgentSet

from sim import chance
from sim.errors import FlurfunkError, ScenarioError
from sim.model.batch import iteration
from sim.model.collect import data_collector
from sim.model.customer import Customer
from sim.model.diary import Diary, Event, Numbered
from sim.model.founding import hire, introduce, open_departments, schedule, win_customers
from sim.model.market import Market
from sim.model.measure import CompanyWeek, DepartmentWeek, measure_company, measure_department, total
from sim.model.meeting import Meeting
from sim.model.person import Person
from sim.model.rulebook import Rulebook, rulebook
from sim.model.tally import WeekTally
from sim.rules import CompanyRules, blame, service
from sim.scenario import layout, load, timeline
from sim.scenario.commands import Command
from sim.scenario.output import EVENT_KINDS, REVIEW, event_capacity
from sim.scenario.schema import Structure

SHOWN = ("department", "people", "image", "influence", "attendance")
PersonTypes = Mapping[str, type[Person]]
Involved = tuple[Numbered | None, Numbered | None, Numbered | None]  # meeting, person, other


class Company(mesa.Model):
    """A company of people who meet, talk and visit customers.

    Parameters
    ----------
    source
        A scenario, or the path of its file. (Mesa has something of its own that it calls `scenario`.)
    seed
        Instead of the scenario's own. Seeds Mesa's generators as well, from which nothing here draws.
    replicate
        Which of the replicates of that seed; under Mesa's `batch_run` the number of the iteration if left out, else 0.
    person_types
        Classes of the people of some departments: `{"sales": MySalesperson}`.

    Notes
    -----
    `running` is false after the scenario's last week; a step beyond it raises `FlurfunkError`. Everything an
    agent draws depends on seed, replicate, week, purpose and agent only, never on who drew before.
    """

    # What else can be replaced, in a subclass.
    meeting_type: ClassVar[type[Meeting]] = Meeting
    customer_type: ClassVar[type[Customer]] = Customer

    rules: CompanyRules

    def __init__(
        self,
        source: Structure | PathLike[str] | str,
        seed: int | None = None,
        replicate: int | None = None,
        person_types: PersonTypes | None = None,
    ) -> None:
        self.source = source if isinstance(source, Structure) else load(source)
        self.stream = chance.Stream(
            _whole("seed", self.source.seed if seed is None else seed),
            _whole("replicate", iteration() if replicate is None else replicate),
        )
        super().__init__(rng=self.stream.seed)
        self.week = 0  # counted from 0, as chance does; `steps` counts from 1
        given, self.timeline = layout.build(self.source), timeline.build(self.source)
        names = layout.names(self.source)
        self.topics = names.topics
        self.customer_ideal: list[float] = given.departments.customer_ideal.tolist()
        self.resources: list[float] = given.departments.resources.tolist()  # shares in use, by topic
        self.departments = open_departments(given, names)
        types = person_types or {}
        _refuse_unknown(types, self.departments)
        people = hire(self, given, names, types)
        introduce(people, given)
        customers = win_customers(self, people, given, names)
        self.people = AgentSet(people, random=self.random)
        self.customers = AgentSet(customers, random=self.random)
        self.meetings = AgentSet(schedule(self, people, given, names), random=self.random)
        self.market = Market(customers, given.portfolio.last_class, given.start.service)
        commands = (Command(*row) for row in self.timeline.commands.tolist())
        self.commands = {(each.week, each.meeting, each.person): each for each in commands}
        self.phase = -1
        self.begin_week()
        self.diary = Diary(event_capacity(given, self.timeline))
        self.weeks: list[CompanyWeek] = []  # what was measured at the end of each
        self.datacollector = data_collector(self.departments)

    def __repr__(self) -> str:
        weeks = f"week {self.steps} of {self.source.weeks}"
        return f"<Company {self.source.title.en}: {weeks}, {len(self.people)} people, seed {self.stream.seed}>"

    def _repr_html_(self) -> str:
        """Heading and departments for notebooks."""
        rows = [(each.name, len(each.people), *_last(each.weeks)) for each in self.departments.values()]
        lines = (f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in (SHOWN, *rows))
        return f"<p>{escape(repr(self)[1:-1])}</p><table>{''.join(lines)}</table>"

    def step(self) -> None:
        """One week."""
        self.week = self.steps - 1
        self.begin_week()
        self.people.do("take_leave")
        self.hold_meetings()
        self.people.do("visit_customers")
        self.follow_decisions()
        self.customers.do("wait")
        earned = self.market.earn(self.rules.service)
        self.review()
        self.people.do("forget")
        self.people.do("return_to_work")
        self.measure(earned)
        self.running = self.steps < self.source.weeks

    def begin_week(self) -> None:
        """Clear the week's sums and everybody's calendar, and follow what rules are new."""
        if self.week >= self.source.weeks:
            raise FlurfunkError(f"weeks: must be at most {self.source.weeks:,} in this scenario, got a step beyond")
        phase = int(self.timeline.phase[self.week])
        if phase != self.phase:
            self.phase = phase
            self.follow(rulebook(self.timeline, phase))
        self.tally = WeekTally([0.0 for _ in self.topics], [0.0 for _ in self.topics])
        self.market.begin_week()
        self.market.favour_owners(self.rules.service, self.people)
        for department in self.departments.values():
            department.begin_week()
        for person in self.people:
            person.half_days = 0
            person.busy.clear()

    def follow(self, book: Rulebook) -> None:
        """Put new rules in force."""
        self.rules = book.company
        for person in self.people:
            person.rules = book.person[person.group]
        for meeting in self.meetings:
            meeting.rules = book.meeting[meeting.series]
            first = int(self.timeline.block[meeting.series])
            meeting.of_people = book.person[first:] if first else None

    def hold_meetings(self) -> None:
        """Hold the meetings that are due, in the order of the week."""
        for meeting in self.meetings:
            if meeting.is_due(self.week):
                meeting.hold()

    def follow_decisions(self) -> None:
        """Let influence and resources follow the week's decisions, if there were any; service follows resources."""
        decided = self.tally.decided
        if decided > 0.0:
            for department in self.departments.values():
                department.remember_say(self.rules.influence, decided)
            self.resources = [
                service.commit(self.rules.service, share, given / decided, decided / self.tally.planned)
                for share, given in zip(self.resources, self.tally.resources, strict=True)
            ]
        self.market.deliver(self.rules.service, self.of_customers(self.resources))

    def review(self) -> None:
        """At the end of a quarter, missing the plan is blamed on those whom one blames for that."""
        earned = self.market.close_quarter(self.week)
        if earned is None:
            return
        rules, plan = self.rules.blame, self.rules.revenue.plan
        missed, exceeded = blame.gap(earned, plan), blame.surplus(earned, plan)
        for department in self.departments.values():
            department.accused = 0.0
            if missed > 0.0 and department.is_blamed:
                department.accused = blame.accusation(rules, missed, department.influence)
                self.people.do("respond_to_blame", department, department.accused)
                self.note(REVIEW, (None, None, department), earned / plan)
        if missed <= 0.0:
            self.note(REVIEW, (None, None, None), earned / plan)
        if exceeded > 0.0:
            self.people.do("give_credit", exceeded)

    def measure(self, earned: float) -> None:
        """Write down what the week was like."""
        for department in self.departments.values():
            department.weeks.append(measure_department(self, department))
        self.weeks.append(measure_company(self, earned))
        self.datacollector.collect(self)

    def of_customers(self, shares: list[float]) -> float:
        """What of the topics' shares goes to customers' topics."""
        return total(share for share, ideal in zip(shares, self.customer_ideal, strict=True) if ideal > 0.0)

    def draw(self, purpose: int, who: int, where: int) -> tuple[float, float, float, float]:
        """Draw this week's luck for a purpose."""
        return chance.draw(self.stream, self.week, purpose, who, where)

    def note(self, kind: int, involved: Involved, value: float = 0.0) -> None:
        """Write an event into the diary."""
        self.diary.note(Event(self.week + 1, EVENT_KINDS[kind], *involved, value))


def _whole(name: str, value: SupportsIndex) -> int:
    """Whole number of Python or numpy; Mesa hands over what stands in its table of parameters."""
    is_whole = isinstance(value, SupportsIndex) and type(value).__name__ not in {"bool", "bool_"}
    if not is_whole or not 0 <= value.__index__() <= chance.MAX_SEED:
        raise ScenarioError(f"{name}: must be a whole number between 0 and {chance.MAX_SEED}, got {value!r}")
    return value.__index__()


def _last(weeks: Sequence[DepartmentWeek]) -> list[str]:
    """What was measured in the last week, or nothing before the first."""
    return [f"{getattr(weeks[-1], name):.2f}" if weeks else "" for name in SHOWN[2:]]


def _refuse_unknown(types: PersonTypes, departments: Mapping[str, object]) -> None:
    for name in types:
        if name not in departments:
            known = ", ".join(departments)
            raise ScenarioError(f"person_types: must name departments ({known}), got {name!r}")
