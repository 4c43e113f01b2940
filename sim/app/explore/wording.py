"""Rules in plain words with their number inside, and the names of what may be changed."""

from typing import NamedTuple

from sim.app.explore.controls import Control
from sim.language import Translator
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.schema import Structure
from sim.scenario.variants import Value

HERE = "\N{OBJECT REPLACEMENT CHARACTER}"


class Rule(NamedTuple):
    """A sentence around its number."""

    before: str
    value: str
    after: str


def rule(control: Control, value: Value, scenario: Structure, t: Translator) -> Rule:
    """Sentence of a control."""
    said = t.text(f"browser.explore.rule.{control.rule}", value=HERE, department=_department(control, scenario, t))
    before, _, after = said.partition(HERE)
    return Rule(before, shown(control, value, scenario, t), after)


def name(control: Control, scenario: Structure, t: Translator) -> str:
    """Name of a control, as lists and screen readers say it."""
    if control.rule in PARAMETERS:
        return t.text(f"parameter.{control.rule}")
    return t.text(f"browser.explore.name.{control.rule}", department=_department(control, scenario, t))


def shown(control: Control, value: Value, scenario: Structure, t: Translator) -> str:
    """Value as people say it."""
    if isinstance(value, bool):
        return t.text(f"browser.explore.{'yes' if value else 'no'}")
    if isinstance(value, str):
        return t.own(scenario.departments[value].title) if value in scenario.departments else value
    if control.is_percent:
        return t.percent(float(value), control.digits)
    return t.number(float(value), control.digits)


def _department(control: Control, scenario: Structure, t: Translator) -> str:
    return "" if control.department is None else t.own(scenario.departments[control.department].title)
