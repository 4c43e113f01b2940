"""Folders of recommendations: the runs that were needed, and the recommendation itself, whole or not at all."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pyarrow as pa

from sim.experiments.outcomes import Outcome
from sim.experiments.plan import code_version
from sim.experiments.provenance import versions
from sim.experiments.recommend.recommendation import Recommendation
from sim.experiments.recommend.setup import Setup
from sim.experiments.study.identity import universe
from sim.language import LANGUAGES, translator
from sim.results.folder import Draft, writing
from sim.results.manifest import FILE, checksum

FORMAT = 1
FOLDER = "recommendations"
RUNS = "runs"
SCENARIO = "recommended.yaml"
TABLES = ("plan", "front", "shifts", "trials")


def target(out: Path, setup: Setup) -> Path:
    """Folder of a recommendation."""
    return out / FOLDER / setup.name / setup.hash


def chunks(folder: Path, setup: Setup, outcomes: Sequence[Outcome], seed: int) -> Path:
    """Folder of the runs under a seed, beside those of all recommendations for the scenario: they share their runs."""
    return folder.parent / RUNS / universe(setup.variants, outcomes, seed)


def write(found: Recommendation, folder: Path, seconds: float) -> Recommendation:
    """Put a recommendation into its folder."""
    with Draft(folder) as draft:
        with writing(folder):
            tables = {}
            for name in TABLES:
                path, frame = draft.folder / f"{name}.parquet", getattr(found, name)
                try:
                    frame.to_parquet(path, compression="zstd", index=False)
                except pa.ArrowException as error:
                    raise OSError(str(error)) from error
                tables[name] = {"rows": len(frame), "sha256": checksum(path)}
            (draft.folder / SCENARIO).write_text(scenario_file(found, folder), encoding="utf-8", newline="\n")
            text = json.dumps({**_manifest(found, seconds), "tables": tables}, indent=1, ensure_ascii=False)
            (draft.folder / FILE).write_text(text + "\n", encoding="utf-8")
        draft.publish()
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
    titles = {
        each: translator(each).text("study.recommend.file.title", title=translator(each).own(scenario.title))
        for each in LANGUAGES
    }
    # What the scenario claims was claimed of its own interventions.
    claims = {} if scenario.shows is None else {"shows": None}
    content = {"extends": _way(folder, found.setup.path), "title": titles, **claims, "interventions": measures}
    yaml, text = YAML(), StringIO()
    yaml.width = 110
    yaml.representer.add_representer(type(None), _null)
    yaml.dump(content, text)
    goals = [f"# {goal.text}" for goal in found.goals]
    return "\n".join(["# Recommended for:", *goals, text.getvalue()])


def _null(representer: Any, _value: None) -> Any:
    """Removing a key must be written out: an empty value is a mistake."""
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


def _way(folder: Path, scenario: Path) -> str:
    """Path from a folder to a scenario, or the whole path where no relative one leads there."""
    try:
        return Path(os.path.relpath(scenario.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return scenario.resolve().as_posix()


def _manifest(found: Recommendation, seconds: float) -> dict[str, Any]:
    """Everything needed to make the same recommendation again, and what it says."""
    setup = found.setup
    return {
        "format": FORMAT, "kind": "recommendation", "name": setup.name, "hash": setup.hash,
        "verdict": found.verdict, "sentence": found.sentence(), "effort": found.effort,
        "goals": [goal.text for goal in found.goals],
        "space": setup.task.space._asdict(), "trials": setup.budget.trials,
        "replicates": {"search": setup.budget.replicates, "choice": setup.budget.proof, **setup.counts._asdict()},
        "seeds": {"search": setup.budget.seed, "choice": setup.choice_seed, "report": setup.seed},
        "errors": found.errors, "weeks": setup.task.scenario.weeks, "code": code_version("kernel"),
        "versions": versions(), "platform": platform.platform(), "created": datetime.now(UTC).isoformat(),
        "wall_seconds": round(seconds, 3), "scenario": setup.task.scenario.model_dump(mode="json"),
    }  # fmt: skip
