"""A study from its file, or every mistake in it."""

from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from sim.errors import ScenarioError
from sim.experiments import outcomes as language
from sim.experiments.outcomes import Outcome
from sim.experiments.study.design import Design, ParameterSpec
from sim.experiments.study.mistakes import mistakes
from sim.experiments.study.ranges import problems_of, spec_of
from sim.experiments.study.schema import StudyFile
from sim.experiments.study.sections.map import MapSection
from sim.experiments.study.sections.sensitivity import SensitivitySection
from sim.experiments.study.times import out_of_time
from sim.scenario.files import given_path, name_of, read
from sim.scenario.parse import parse
from sim.scenario.resolve import STUDY, Overrides, as_texts
from sim.scenario.tree import Place, Problem, Written
from sim.scenario.variants import Variants

SCENARIO = frozenset({"extends", "departments", "title", "story"})  # keys of scenarios alone
FIXED = ("seed", "replicates")
COLUMNS = ("point", "replicate", "error", "key", "outcome", "mean", "std", "count", "low", "high", "runs", "value")


class Study(NamedTuple):
    """What a study file says, ready to be run."""

    name: str
    variants: Variants
    seed: int
    replicates: int
    design: Design
    parameters: dict[str, ParameterSpec]
    outcomes: dict[str, Outcome]
    map: MapSection | None
    sensitivity: SensitivitySection
    tree: Written

    def place(self, *path: str) -> Place:
        """Where something was written, for errors."""
        return self.tree.find(path).place


def load_study(path: str | PathLike[str], overrides: Overrides = ()) -> Study:
    """Study of a file; `a.b=value` overrides change its scenario.

    Raises
    ------
    ScenarioError
        Its message is the first mistake, its `problems` are all of them.
    """
    file = given_path(path, "study")
    tree, problems = parse(read(file, Place(str(file))), str(file))
    if not isinstance(tree.value, dict):
        _refuse([Problem(Place(str(file), 1), "", "hold 'key: value' lines", tree.shown())])
    if SCENARIO & set(tree.entries) and not STUDY & set(tree.entries):
        got = "a scenario, which flurfunk run and compare take"
        _refuse([Problem(Place(str(file), tree.place.line), "", "be a study, with a scenario and parameters", got)])
    _refuse([*problems, *mistakes(StudyFile, tree)])
    said = StudyFile.model_validate(tree.plain(), strict=True)
    variants = _variants(said, tree, file, overrides)
    _refuse(list(_taken(said, tree)))
    _refuse([each for key in said.parameters for each in problems_of(key, said.parameters[key], tree, variants)])
    outcomes = dict(_outcomes(said, tree, variants))
    parameters = {key: spec_of(section, variants.spec(key)) for key, section in said.parameters.items()}
    _refuse(list(out_of_time(said.parameters, parameters, outcomes, tree, variants)))
    return Study(
        name_of(file),
        variants,
        variants.base.seed if said.seed is None else said.seed,
        said.replicates,
        Design(said.design.method, said.design.points, said.design.seed),
        parameters,
        outcomes,
        said.map,
        said.sensitivity,
        tree,
    )


def studied(study: Study | str | PathLike[str], overrides: Overrides = ()) -> Study:
    """Take a study that was loaded, or load the one of a file.

    Raises
    ------
    ScenarioError
        Where the file is wrong, or there are overrides without one.
    """
    if not isinstance(study, Study):
        return load_study(study, overrides)
    if as_texts(overrides):
        raise ScenarioError("overrides: must go with a study file, got a study that was loaded without them")
    return study


def _variants(said: StudyFile, tree: Written, file: Path, overrides: Overrides) -> Variants:
    """Scenario with the study's own changes, and those of the command line on top."""
    places = {key: tree.find(("set", key)).place for key in said.set}
    try:
        found = Variants.of(file.parent / said.scenario)
    except ScenarioError as error:
        if not (file.parent / said.scenario).exists():
            place = tree.find(("scenario",)).place
            raise ScenarioError(f"{place} scenario: {str(error).partition(': ')[2]}: {said.scenario!r}") from None
        raise
    return found.over(said.set, places, overrides)


def _taken(said: StudyFile, tree: Written) -> Iterator[Problem]:
    """Names that would stand for two things: in the tables, or because the study has a key of its own for them."""
    for key in said.parameters:
        if key in FIXED:
            got = "a parameter of that name, which would change nothing"
            yield Problem(
                tree.find(("parameters", key)).place, f"parameters.{key}", f"be set by {key!r} of the study", got
            )
        if key in said.set:
            place = tree.find(("set", key)).place
            yield Problem(place, f"set.{key}", "be left out where the same key is a parameter", "both")
    for name in said.outcomes:
        if name in (*COLUMNS, *said.parameters):
            taken = "a parameter" if name in said.parameters else "another column of the tables"
            place = tree.find(("outcomes", name)).place
            yield Problem(place, f"outcomes.{name}", "have a name of its own", f"that of {taken}")


def _outcomes(said: StudyFile, tree: Written, variants: Variants) -> Iterator[tuple[str, Outcome]]:
    for name, text in said.outcomes.items():
        place, key = tree.find(("outcomes", name)).place, f"outcomes.{name}"
        outcome = language.parse(text, place, key)
        language.check(outcome, variants.base, place, key)
        yield name, outcome


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise ScenarioError(*map(str, sorted(problems, key=lambda each: each.place.line)))
