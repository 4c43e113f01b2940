"""Interventions in words: what, when, whom, how strongly."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from sim.language import Translator
from sim.report.roles import Roles
from sim.scenario.schema import Intervention, Structure


class Measure(NamedTuple):
    """One intervention as a row of the table."""

    title: str
    when: str
    whom: str
    what: list[str]


class Planned(Protocol):
    """Anything with interventions in the order of their start, and a scenario whose words they use."""

    @property
    def scenario(self) -> Structure:
        """Scenario."""

    @property
    def interventions(self) -> list[Intervention]:
        """Interventions."""


def measures(runs: Planned, t: Translator) -> list[Measure]:
    """All interventions in the order of their start."""
    roles = Roles(runs.scenario, t)
    return [
        Measure(t.own(each.title), _when(each, t), _whom(each, roles), _what(each, t)) for each in runs.interventions
    ]


def _when(each: Intervention, t: Translator) -> str:
    when = t.text("timeline.from", start=each.start)
    if each.end is not None:
        when = t.text("timeline.span", start=each.start, end=each.end)
    return f"{when}, {t.text('timeline.ramp', count=each.ramp)}" if each.ramp else when


def _whom(each: Intervention, roles: Roles) -> str:
    t, target = roles.t, each.target
    parts = [
        [roles.department(name) for name in _listed(target.department)],
        [t.text(f"rank.{name}") for name in _listed(target.rank)],
        [roles.meeting(name) for name in _listed(target.meeting)],
    ]
    return " · ".join(t.enumeration(each) for each in parts if each) or t.text("timeline.everybody")


def _listed(wanted: Sequence[str] | None) -> list[str]:
    if wanted is None:
        return []
    return [wanted] if isinstance(wanted, str) else [str(each) for each in wanted]


def _what(each: Intervention, t: Translator) -> list[str]:
    ways = {"set": each.set, "add": each.add, "scale": each.scale}
    found = []
    for way, values in ways.items():
        for key, value in values.items():
            name = t.text(f"parameter.{key}") if t.has(f"parameter.{key}") else key
            sign = "+" if way == "add" and value >= 0 else ""
            found.append(t.text(f"timeline.{way}", parameter=name, value=sign + _shortest(value, t)))
    return found


def _shortest(value: float, t: Translator) -> str:
    """Number without needless decimals."""
    digits = next((each for each in range(4) if round(value, each) == value), 4)
    return t.number(value, digits)
