"""What a study was and with what it was made, as JSON beside its runs."""

from pathlib import Path
from typing import TypedDict

from sim.experiments.kept import Kind, origin
from sim.experiments.study.identity import makers, universe
from sim.experiments.study.loading import Study
from sim.results import manifest
from sim.results.folder import writing

KIND = Kind("study")
KEPT_IN = "studies"


class Counts(TypedDict):
    """How a study went, in runs."""

    expected: int
    computed: int
    failed: int
    damaged_chunks: int


def folder_of(study: Study, out: Path) -> Path:
    """Folder of a study: other code, another scenario, seed or outcome has another folder and is never mixed in."""
    return out / KEPT_IN / study.name / universe(study.variants, list(study.outcomes.values()), study.seed)


def write(study: Study, counts: Counts, seconds: float, folder: Path) -> None:
    """Write the record of a study, or put another in its place."""
    found = {
        **origin(KIND, seconds),
        "name": study.name,
        "hash": folder.name,
        "seed": study.seed,
        "replicates": study.replicates,
        "design": study.design._asdict(),
        "parameters": list(study.parameters),
        "outcomes": {name: each.text for name, each in study.outcomes.items()},
        "runs": counts,
        "makers": makers(),
        "study": study.tree.plain(),
        "scenario": study.variants.base.model_dump(mode="json"),
    }
    with writing(folder):
        manifest.write(found, folder)
