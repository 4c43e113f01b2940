"""Folders of recommendations: the runs that were needed, and the recommendation itself, whole or not at all."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from textwrap import wrap
from typing import Any

from sim.experiments import kept
from sim.experiments.outcomes import Outcome
from sim.experiments.recommend.recommendation import Recommendation
from sim.experiments.recommend.setup import Setup
from sim.experiments.recommend.words import sentences
from sim.experiments.study.identity import universe
from sim.language import LANGUAGES, translator

KIND = kept.Kind("recommendation")
FOLDER = "recommendations"
RUNS = "runs"
SCENARIO = "recommended.yaml"
WIDTH = 110
TABLES = ("plan", "front", "shifts", "trials")


def target(out: Path, setup: Setup) -> Path:
    """Folder of a recommendation."""
    return out / FOLDER / setup.name / setup.hash


def chunks(folder: Path, setup: Setup, outcomes: Sequence[Outcome], seed: int) -> Path:
    """Folder of the runs under a seed, beside those of all recommendations for the scenario: they share their runs."""
    return folder.parent / RUNS / universe(setup.variants, outcomes, seed)


def write(found: Recommendation, folder: Path, seconds: float) -> Recommendation:
    """Put a recommendation into its folder."""
    tables = {name: getattr(found, name) for name in TABLES}
    kept.write(folder, _manifest(found, seconds), tables, {SCENARIO: scenario_file(found, folder)})
    found.path = folder
    return found


def scenario_file(found: Recommendation, folder: Path) -> str:
    """Scenario file that takes the plan, for a folder: what the plan does not use is removed from what it extends."""
    from ruamel.yaml import YAML

    scenario, taken = found.setup.task.scenario, {step.name: step for step in found.choice.plan}
    measures: dict[str, Any] = {
        name: {"start": taken[name].start, "strength": taken[name].strength} if name in taken else None
        for name in found.setup.task.space.names
    }
    titles = {each: _said(found, "title", each) for each in LANGUAGES}
    # What the scenario claims was claimed of its own interventions.
    claims = {} if scenario.shows is None else {"shows": None}
    content = {"extends": kept.way(folder, found.setup.path), "title": titles, **claims, "interventions": measures}
    yaml, text = YAML(), StringIO()
    yaml.width = WIDTH
    yaml.representer.add_representer(type(None), _null)
    yaml.dump(content, text)
    goals = [f"# {goal.text}" for goal in found.goals]
    head = [_said(found, "head", each) for each in LANGUAGES] if found.verdict == "missed" else ["Recommended for:"]
    remarks = [
        line
        for each in sentences(found, translator("en"))
        for line in wrap(each, WIDTH, initial_indent="# ", subsequent_indent="#   ")
    ]
    return "\n".join([*(f"# {each}" for each in head), *goals, *remarks, text.getvalue()])


def _said(found: Recommendation, part: str, language: str) -> str:
    """Title or head of the scenario file: a plan that misses its goals must not pass for one that reaches them."""
    t, held = translator(language), found.evidence.plan.held(found.goals)
    title = t.own(found.setup.task.scenario.title)
    if found.verdict != "missed":
        return t.text(f"study.recommend.file.{part}", title=title)
    return t.text(
        f"study.recommend.file.{part}.missed", count=len(found.goals), title=title,
        held=t.number(int(held.all(axis=1).sum())), runs=t.number(len(held)),
    )  # fmt: skip


def _null(representer: Any, _value: None) -> Any:
    """Removing a key must be written out: an empty value is a mistake."""
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def _manifest(found: Recommendation, seconds: float) -> dict[str, Any]:
    """Everything needed to make the same recommendation again, and what it says."""
    setup = found.setup
    return {
        **kept.origin(KIND, seconds), "name": setup.name, "hash": setup.hash,
        "verdict": found.verdict, "sentence": found.sentence(), "effort": found.effort,
        "goals": [goal.text for goal in found.goals],
        "space": setup.task.space._asdict(), "trials": setup.budget.trials,
        "replicates": {"search": setup.budget.replicates, "choice": setup.budget.proof, "report": setup.budget.proof},
        "seeds": {
            "search": setup.budget.seed, "choice": setup.choice_seed, "report": setup.report_seed(found.choice.luck),
        },
        "errors": found.errors, "weeks": setup.task.scenario.weeks,
        "scenario": setup.task.scenario.model_dump(mode="json"),
    }  # fmt: skip
