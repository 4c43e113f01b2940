"""What is assumed, and each of it changed: a parameter by half and by half again as much, a rule to another form."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sim.errors import ScenarioError
from sim.scenario import Scenario, load
from sim.scenario.mechanisms import FORMS, FORMS_KEY, PARAMETERS
from sim.scenario.schema import Values
from sim.scenario.tree import nearest
from tests.patterns.ensemble import SCENARIOS

FACTORS = (0.5, 1.5)
CHOICES = {f"{FORMS_KEY}.{name}": form.choices for name, form in FORMS.items()}

Value = float | str
Reference = Mapping[str, Value]  # what takes the place of a default, by key


class Change(NamedTuple):
    """A parameter times a factor, or another form by its name."""

    key: str
    to: Value

    def __str__(self) -> str:
        return f"`{self.key}: {self.to}`" if isinstance(self.to, str) else f"`{self.key}` {self.short}"

    @property
    def short(self) -> str:
        """What is done to it, without its name."""
        return f"`{self.to}`" if isinstance(self.to, str) else f"× {self.to:g}"

    def made(self, scenario: Scenario) -> Scenario:
        """Make it wherever the parameter has a value: for all, for a department, in a meeting; measures stay."""
        if isinstance(self.to, str):
            return replaced(scenario, self.key, self.to)
        everywhere = replaced(scenario, self.key, times(self.key, value_of(scenario, self.key), self.to))
        parts: dict[str, Mapping[str, Any]] = {"departments": scenario.departments, "meetings": scenario.meetings}
        there = {
            kind: {name: each.model_copy(update={"set": self._among(each.set)}) for name, each in part.items()}
            for kind, part in parts.items()
        }
        return everywhere.model_copy(update=there)

    def _among(self, values: Values) -> Values:
        return {key: times(key, value, self.to) if key == self.key else value for key, value in values.items()}


def every_change(reference: Reference) -> Iterator[Change]:
    """Every parameter by half and by half again as much, every form to each of the others."""
    yield from (Change(key, factor) for key in PARAMETERS for factor in FACTORS)
    for key, choices in CHOICES.items():
        yield from (Change(key, each) for each in choices if each != reference.get(key, choices[0]))


def times(key: str, value: Value, factor: Value) -> float:
    """A parameter's value times a factor, within the parameter's bounds."""
    p = PARAMETERS[key].parameter
    return min(p.high, max(p.low, float(value) * float(factor)))


def value_of(scenario: Scenario, key: str) -> Value:
    """Value of a parameter, or name of a form, as it is for all."""
    section, _, name = key.partition(".")
    value: Value = getattr(getattr(scenario, section), name)
    return value


def replaced(scenario: Scenario, key: str, value: Value) -> Scenario:
    """Scenario with another value for all."""
    section, _, name = key.partition(".")
    return scenario.model_copy(update={section: getattr(scenario, section).model_copy(update={name: value})})


def from_reference(scenario: Scenario, reference: Reference) -> Scenario:
    """Scenario with other defaults: what the file says itself stays."""
    for key, value in reference.items():
        section, _, name = key.partition(".")
        if name not in getattr(scenario, section).model_fields_set:
            scenario = replaced(scenario, key, value)
    return scenario


def reference_of(settings: Iterable[str]) -> Reference:
    """Other reference values, from `KEY=VALUE`.

    Raises
    ------
    ScenarioError
        Where a key is neither a parameter nor a form, or its value is none.
    """
    known, keys = [*PARAMETERS, *CHOICES], [each.partition("=")[0] for each in settings]
    for key in keys:
        if key not in known:
            raise ScenarioError(f"{key}: must be a parameter or a form{nearest(key, known)}")
    scenario = load(SCENARIOS / "industrial_firm.yaml", tuple(settings))
    return {key: value_of(scenario, key) for key in keys}
