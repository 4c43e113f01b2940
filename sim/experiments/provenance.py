"""With what a run was made."""

import json
import platform
import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from sim.experiments.plan import ROOT, Plan
from sim.results import manifest
from sim.results.manifest import Manifest, TableEntry
from sim.results.tables import Shape

# What makes runs, and what draws designs and searches; the packages of `studies` may be missing.
PACKAGES = (
    "flurfunk", "mesa", "numba", "numpy", "pandas", "pyarrow", "scipy", "SALib", "optuna", "scikit-learn",
)  # fmt: skip
HOME = ROOT.parent
SECONDS_FOR_GIT = 10


def provenance(plan: Plan, tables: dict[str, TableEntry], seconds: float) -> Manifest:
    """Manifest of a run that has ended."""
    scenario = plan.scenario
    return Manifest(
        format=manifest.FORMAT,
        name=plan.name,
        hash=plan.hash,
        fingerprint=plan.fingerprint,
        seed=scenario.seed,
        replicates=scenario.replicates,
        weeks=scenario.weeks,
        engine=plan.engine,
        code=plan.code,
        versions=versions(),
        platform=platform.platform(),
        created=datetime.now(UTC).isoformat(),
        wall_seconds=round(seconds, 3),
        tables=tables,
        scenario=scenario.model_dump(mode="json"),
    )


def entries(plan: Plan, shape: Shape, rows: dict[str, int], folder: Path | None) -> dict[str, TableEntry]:
    """Rows and checksums of the tables that a run has written."""
    expected = shape.rows(plan.scenario.replicates)
    return {
        name: TableEntry(
            rows_expected=expected.get(name),
            rows=count,
            sha256=manifest.checksum(folder / f"{name}.parquet") if folder else None,
        )
        for name, count in sorted(rows.items())
    }


def versions() -> dict[str, str]:
    """Versions of Python and of the packages that have a part in results, and the commit where there is one."""
    found = {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}}
    return {**found, "commit": commit()}


@cache
def commit() -> str:
    """Commit of the source, marked where files differ from it; `unknown` where the source came without its history."""
    if (HOME / ".git").exists():
        command = ["git", "-C", str(HOME), "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*"]
        with suppress(OSError, subprocess.SubprocessError):
            told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS_FOR_GIT)
            return told.stdout.strip()
    with suppress(PackageNotFoundError, ValueError, KeyError, TypeError):
        origin = json.loads(distribution("flurfunk").read_text("direct_url.json") or "")
        return str(origin["vcs_info"]["commit_id"])
    return "unknown"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
