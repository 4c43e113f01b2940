"""Ranges of weeks: whether the first and the last of them fit into the run."""

from collections.abc import Iterator, Mapping

from sim.errors import ScenarioError
from sim.experiments import outcomes as language
from sim.experiments.outcomes import Outcome
from sim.experiments.study.design import ParameterSpec
from sim.experiments.study.schema import ParameterSection
from sim.scenario.tree import Path, Problem, Written, dotted
from sim.scenario.variants import Value, Variants

LENGTH = "weeks"


def out_of_time(
    sections: Mapping[str, ParameterSection],
    specs: Mapping[str, ParameterSpec],
    outcomes: Mapping[str, Outcome],
    tree: Written,
    variants: Variants,
) -> Iterator[Problem]:
    """Ends of ranges of weeks that fit no run, whatever the other parameters are."""
    times = [key for key in sections if _is_time(key)]
    for key in times:
        # Of the other weeks each is where it is least in the way, so that only what can never be run is refused.
        others = {other: _ease(other, specs[other]) for other in times if other != key}
        for path, value in _ends(key, sections[key]):
            try:
                scenario = variants.scenario({**others, key: value})
                for name, outcome in outcomes.items():
                    language.check(outcome, scenario, key=f"outcomes.{name}")
            except ScenarioError as error:
                yield Problem(tree.find(path).place, dotted(path), _rule(key, error), str(value))


def _is_time(key: str) -> bool:
    return key == LENGTH or (key.startswith("interventions.") and key.endswith((".start", ".end")))


def _ends(key: str, section: ParameterSection) -> Iterator[tuple[Path, Value]]:
    """What was written of a range, and where; a normal distribution without ends has none that are met."""
    path: Path = ("parameters", key)
    for name in ("low", "high"):
        value = getattr(section, name)
        if value is not None:
            yield (*path, name), int(value)
    for number, each in enumerate(section.values or ()):
        yield (*path, "values", number), each


def _ease(key: str, spec: ParameterSpec) -> Value:
    """Week of a range that leaves the others most room."""
    numbers = [each for each in spec.values if isinstance(each, int | float)] or [spec.low, spec.high]
    return int(min(numbers) if key.endswith("start") else max(numbers))


def _rule(key: str, error: ScenarioError) -> str:
    """What the scenario wants of the value or, where it complains of another key, of that one."""
    said, _, rest = str(error).partition(": must ")
    rule, named = rest.partition(", got ")[0], said.split(" ")[-1]
    return rule if named == key else f"leave {named} its weeks, which must {rule}"
