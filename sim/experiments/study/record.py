"""What a study was and with what it was made, as JSON beside its runs."""

import json
from pathlib import Path
from typing import TypedDict

from sim.experiments.kept import Kind, origin
from sim.experiments.study.identity import makers, universe
from sim.experiments.study.loading import Study
from sim.results import manifest
from sim.results.disk import Lock, writing

KIND = Kind("study")
KEPT_IN = "studies"
SECONDS_TO_WAIT = 10.0  # for another process to write its record; longer means that something is wrong there


class Counts(TypedDict):
    """How a call went, in runs."""

    expected: int
    computed: int
    failed: int
    damaged_chunks: int


class Totals(TypedDict):
    """What all calls took together that came to their end: from when on, how many, the runs they computed."""

    since: str
    calls: int
    computed: int
    seconds: float


def folder_of(study: Study, out: Path) -> Path:
    """Folder of a study: other code, another scenario, seed or outcome has another folder and is never mixed in."""
    return out / KEPT_IN / study.name / universe(study.variants, list(study.outcomes.values()), study.seed)


def write(study: Study, counts: Counts, seconds: float, folder: Path) -> None:
    """Write the record of a study, or put another in its place that adds up what both calls took."""
    made = origin(KIND, seconds)
    found = {
        **made,
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
    # Two processes that end at once must both be counted.
    lock = Lock(folder / f".{manifest.FILE}.lock")
    with writing(folder):
        lock.acquire(SECONDS_TO_WAIT)
        try:
            now = Totals(since=made["created"], calls=1, computed=counts["computed"], seconds=made["wall_seconds"])
            manifest.write({**found, "in_all": _added(_before(folder), now)}, folder)
        finally:
            lock.release()


def _before(folder: Path) -> Totals | None:
    """What earlier calls took; None where there is no record of them, or one that cannot be read."""
    try:
        found: Totals = json.loads((folder / manifest.FILE).read_bytes())["in_all"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found


def _added(before: Totals | None, now: Totals) -> Totals:
    if before is None:
        return now
    return Totals(
        since=before["since"], calls=before["calls"] + 1, computed=before["computed"] + now["computed"],
        seconds=round(before["seconds"] + now["seconds"], 3),
    )  # fmt: skip
