"""What a study was and with what it was made, as JSON beside its runs."""

import json
import platform
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypedDict

from sim.experiments.plan import code_version
from sim.experiments.provenance import versions
from sim.experiments.study.identity import makers, universe
from sim.experiments.study.loading import Study
from sim.results.folder import writing
from sim.results.manifest import FILE

FORMAT = 1
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
    found: dict[str, Any] = {
        "format": FORMAT,
        "kind": "study",
        "name": study.name,
        "hash": folder.name,
        "seed": study.seed,
        "replicates": study.replicates,
        "design": study.design._asdict(),
        "parameters": list(study.parameters),
        "outcomes": {name: each.text for name, each in study.outcomes.items()},
        "runs": counts,
        "code": code_version("kernel"),
        "makers": makers(),
        "versions": versions(),
        "platform": platform.platform(),
        "created": datetime.now(UTC).isoformat(),
        "wall_seconds": round(seconds, 3),
        "study": study.tree.plain(),
        "scenario": study.variants.base.model_dump(mode="json"),
    }
    part = folder / f".{FILE}-{secrets.token_hex(4)}.part"
    with writing(folder):
        try:
            part.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            part.replace(folder / FILE)
        finally:
            part.unlink(missing_ok=True)
