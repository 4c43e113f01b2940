"""Folders of comparisons: found again by what they compare, written whole or not at all."""

import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from sim.errors import ResultsError
from sim.experiments.compare.comparison import Comparison, Manifest
from sim.experiments.compare.setup import Setup
from sim.experiments.plan import code_version
from sim.experiments.provenance import versions
from sim.experiments.study.identity import digest, makers
from sim.results.folder import Draft, writing
from sim.results.manifest import FILE, checksum

FORMAT = 1
FOLDER = "comparisons"
TABLES = ("table", "differences", "weekly")
LONGEST_NAME = 80


def target(out: Path, setup: Setup) -> Path:
    """Folder of a comparison."""
    return out / FOLDER / name(setup) / identity(setup)


def name(setup: Setup) -> str:
    """Names of the scenarios in one, cut where they are many."""
    return "-".join(setup.names)[:LONGEST_NAME].rstrip("-_")


def identity(setup: Setup) -> str:
    """Hash of everything that can move a number of a comparison."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
    precision = None if setup.precision is None else setup.precision.as_json()
    return digest(
        [
            [[each.name, each.fingerprint] for each in setup.entries],
            [each.text for each in setup.outcomes], setup.margin.as_json(), precision, makers(), sources,
        ]
    )[:12]  # fmt: skip


def manifest(setup: Setup, replicates: int, seconds: float) -> Manifest:
    """Everything needed to make the same comparison again; `most` and `reached` are told where precision was asked."""
    precision = None if setup.precision is None else {**setup.precision.as_json(), "most": setup.replicates}
    return {
        "format": FORMAT, "kind": "comparison", "name": name(setup), "hash": identity(setup),
        "seed": setup.baseline.seed, "replicates": replicates, "weeks": setup.baseline.weeks,
        "outcomes": [each.text for each in setup.outcomes], "margin": setup.margin.as_json(), "precision": precision,
        "code": code_version("kernel"), "versions": versions(), "platform": platform.platform(),
        "created": datetime.now(UTC).isoformat(), "wall_seconds": round(seconds, 3), "tables": {},
        "scenarios": [
            {"name": each.name, "fingerprint": each.fingerprint, "scenario": each.scenario.model_dump(mode="json")}
            for each in setup.entries
        ],
    }  # fmt: skip


def write(found: Comparison, folder: Path) -> Comparison:
    """Put a comparison into its folder."""
    with Draft(folder) as draft:
        with writing(folder):
            tables = {}
            for each in TABLES:
                frame: pd.DataFrame = getattr(found, each)
                path = draft.folder / f"{each}.parquet"
                try:
                    frame.to_parquet(path, compression="zstd", index=False)
                except pa.ArrowException as error:
                    raise OSError(str(error)) from error
                tables[each] = {"rows": len(frame), "sha256": checksum(path)}
            _write_manifest({**found.manifest, "tables": tables}, draft.folder)
        draft.publish()
    return load(folder)


def load(folder: Path | str) -> Comparison:
    """Comparison in a folder.

    Raises
    ------
    ResultsError
        Where there is none, or where its files are missing or damaged.
    """
    place = Path(folder)
    found = _read_manifest(place)
    for each, entry in found["tables"].items():
        path = place / f"{each}.parquet"
        try:
            is_whole = checksum(path) == entry["sha256"]
        except OSError:
            is_whole = False
        if not is_whole:
            raise ResultsError(f"{path}: must be the table that was written, got a missing or damaged file")
    table, differences, weekly = (pd.read_parquet(place / f"{each}.parquet") for each in TABLES)
    return Comparison(found, table, differences, weekly, place)


def find(folder: Path, setup: Setup) -> Comparison | None:
    """Comparison that is there already and still what was written, under the scenarios' texts of today."""
    try:
        found = load(folder)
    except ResultsError:
        return None
    scenarios = manifest(setup, 0, 0.0)["scenarios"]
    if scenarios != found.manifest["scenarios"]:
        with writing(folder):
            _write_manifest({**found.manifest, "scenarios": scenarios}, folder)
        found.manifest["scenarios"] = scenarios
    return found


def _write_manifest(found: Mapping[str, Any], folder: Path) -> None:
    part = folder / f".{FILE}"
    part.write_text(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
    part.replace(folder / FILE)


def _read_manifest(folder: Path) -> Manifest:
    path = folder / FILE
    try:
        found: Manifest = json.loads(path.read_bytes())
    except OSError:
        raise ResultsError(f"{folder}: must hold a comparison, got no {FILE}") from None
    except ValueError as error:
        raise ResultsError(f"{path}: must be JSON, got a damaged file ({error})") from None
    if not isinstance(found, dict) or (found.get("kind"), found.get("format")) != ("comparison", FORMAT):
        raise ResultsError(f"{path}: must be the manifest of a comparison, got another one")
    return found
