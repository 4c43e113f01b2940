"""What is searched for: parameters and their ranges, from a file or by default."""

import math
from pathlib import Path

from pydantic import Field

from sim.errors import ScenarioError
from sim.experiments.calibrate.observed import Observed
from sim.experiments.study.design import ParameterSpec
from sim.experiments.study.mistakes import mistakes
from sim.experiments.study.ranges import problems_of, spec_of
from sim.experiments.study.schema import Key, ParameterSection
from sim.results.measures import focus
from sim.scenario.files import read
from sim.scenario.mechanisms import Section
from sim.scenario.parse import parse
from sim.scenario.tree import Place, Problem
from sim.scenario.variants import Variants

MOST = 12  # with more, no number of particles that one would wait for finds the place

# Where a linear prediction from the data of 78 weeks of the industrial firm tells a parameter at all: shares of its
# variance are .98, .88 and .72 for those of attendance, .95, .74 and .04 for the others.
ATTENDANCE = {
    "attendance.available": ParameterSpec("uniform", 0.8, 0.995),
    "attendance.norm": ParameterSpec("uniform", -1.5, 2.5),
}
PERSISTENCE = {"attendance.spell": ParameterSpec("uniform", 1.0, 4.0)}
IMAGE = {"impression.rate": ParameterSpec("uniform", 0.02, 0.3), "gossip.rate": ParameterSpec("uniform", 0.0, 1.0)}


class PriorsFile(Section):
    """Ranges of parameters, written as in a study file."""

    parameters: dict[Key, ParameterSection] = Field(
        min_length=1, max_length=MOST, description="Keys of the scenario, and their ranges."
    )


def default(variants: Variants, observed: Observed) -> dict[str, ParameterSpec]:
    """Parameters that the data at hand can tell something about."""
    found = dict(ATTENDANCE)
    if observed.occasions is not None:
        found |= PERSISTENCE
    if observed.surveys:
        own = f"departments.{focus(variants.base)}.image"
        found |= {own: ParameterSpec("uniform", 0.2, 0.8), **IMAGE}
    return found


def load(path: Path, variants: Variants) -> dict[str, ParameterSpec]:
    """Priors of a file.

    Raises
    ------
    ScenarioError
        With every mistake in it.
    """
    tree, problems = parse(read(path, Place(str(path))), str(path))
    if not isinstance(tree.value, dict):
        problems = [Problem(Place(str(path), 1), "", "hold 'key: value' lines", tree.shown())]
    _refuse([*problems, *mistakes(PriorsFile, tree)])
    said = PriorsFile.model_validate(tree.plain(), strict=True).parameters
    _refuse([each for key in said for each in problems_of(key, said[key], tree, variants)])
    found = {key: spec_of(section, variants.spec(key)) for key, section in said.items()}
    _refuse(
        [
            Problem(tree.find(("parameters", key)).place, f"parameters.{key}", "have ends on both sides", "none")
            for key, spec in found.items()
            if spec.kind != "values" and not math.isfinite(spec.high - spec.low)
        ]
    )
    return found


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise ScenarioError(*map(str, sorted(problems, key=lambda each: each.place.line)))
