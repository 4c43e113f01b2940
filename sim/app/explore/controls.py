"""What may be changed: a few things first, the rest by mechanism, then the company and its interventions."""

from collections.abc import Iterator
from typing import NamedTuple

from sim.app.explore.ranges import Range, digits, is_percentage, of_parameter
from sim.results.measures import focus
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.schema import Structure
from sim.scenario.variants import Value

FIRST = ("attendance.norm", "explanation.honest", "demand.strength", "gossip.rate", "customers.comfort")
# Mechanisms by the question they answer, in the order of the tabs.
TABS: dict[str, tuple[str, ...]] = {
    "meetings": ("attendance", "importance", "peers", "ritual", "hybrid", "delegation", "privilege"),
    "talk": ("gossip", "stereotype", "impression"),
    "standing": ("visibility", "forgetting", "voice", "influence", "ease", "heard"),
    "agenda": ("agenda", "demand", "attention", "preaching", "contact", "allocation"),
    "customers": ("customers", "explanation", "service"),
    "plan": ("revenue", "blame"),
}
COMPANY = "company"
TIMELINE = "timeline"
PEOPLE = 1.0


class Control(NamedTuple):
    """One thing that may be changed.

    `key` is where it stands in the scenario, `rule` the message that says it, `department` whom the message names.
    `value` is the scenario's own; `choices` are what a word may be.
    """

    key: str
    rule: str
    tab: str
    kind: str
    value: Value
    range: Range
    is_percent: bool = False
    department: str | None = None
    choices: tuple[str, ...] = ()

    @property
    def digits(self) -> int:
        """Decimals of its number as it is shown."""
        return digits(self.range.step, is_percent=self.is_percent)

    def reach(self, value: Value) -> Range:
        """Range of the slider, widened where the value lies outside."""
        return self.range._replace(low=min(self.range.low, float(value)), high=max(self.range.high, float(value)))


def controls(scenario: Structure) -> dict[str, Control]:
    """Everything that may be changed, by key."""
    found = [*_mechanisms(scenario), *_company(scenario), *_timeline(scenario)]
    return {each.key: each for each in found}


def first(scenario: Structure) -> list[str]:
    """Keys of the few that come first."""
    return [_key(scenario, each) for each in FIRST]


def _mechanisms(scenario: Structure) -> Iterator[Control]:
    tab_of = {mechanism: tab for tab, mechanisms in TABS.items() for mechanism in mechanisms}
    for name, each in PARAMETERS.items():
        key = _key(scenario, name)
        own = scenario.departments[focus(scenario)].set.get(name) if key != name else None
        value = getattr(getattr(scenario, each.mechanism), each.name) if own is None else own
        yield Control(key, name, tab_of[each.mechanism], "number", value, of_parameter(name), is_percentage(name))


def _key(scenario: Structure, parameter: str) -> str:
    """Where a parameter stands: with the department in focus, if that one has a value of its own."""
    department = focus(scenario)
    own = parameter in scenario.departments[department].set
    return f"departments.{department}.set.{parameter}" if own else parameter


def _company(scenario: Structure) -> Iterator[Control]:
    yield Control("weeks", "company.weeks", COMPANY, "integer", scenario.weeks, Range(26, 260, 1))
    yield Control("seed", "company.seed", COMPANY, "integer", scenario.seed, Range(0, 50, 1))
    customers = scenario.portfolio.customers_per_person
    key = "portfolio.customers_per_person"
    yield Control(key, "company.customers", COMPANY, "integer", customers, Range(0, 40, 1))
    names = tuple(scenario.departments)
    yield Control("focus", "company.focus", COMPANY, "string", focus(scenario), Range(0, 0, 1), choices=names)
    for name, each in scenario.departments.items():
        place = f"departments.{name}"
        staff = Range(0, max(30, 2 * each.staff), PEOPLE)
        yield Control(f"{place}.image", "company.image", COMPANY, "number", each.image, Range(0, 1, 0.01), False, name)
        yield Control(f"{place}.staff", "company.staff", COMPANY, "integer", each.staff, staff, False, name)
        yield Control(
            f"{place}.faces_customers", "company.faces_customers", COMPANY, "boolean", each.faces_customers,
            Range(0, 1, 1), False, name,
        )  # fmt: skip


def _timeline(scenario: Structure) -> Iterator[Control]:
    for name, each in scenario.interventions.items():
        place, weeks = f"interventions.{name}", Range(1, scenario.weeks, 1)
        yield Control(f"{place}.start", "timeline.start", TIMELINE, "integer", each.start, weeks)
        if each.end is not None:
            yield Control(f"{place}.end", "timeline.end", TIMELINE, "integer", each.end, weeks)
        yield Control(
            f"{place}.strength", "timeline.strength", TIMELINE, "number", each.strength, Range(0, 1, 0.05), True
        )
