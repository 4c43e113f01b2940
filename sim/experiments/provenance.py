"""With what a run was made."""

import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sim.experiments.plan import Plan
from sim.results import manifest
from sim.results.manifest import Manifest, TableEntry
from sim.results.tables import Shape

PACKAGES = ("flurfunk", "mesa", "numba", "numpy", "pandas", "pyarrow")


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
    """Versions of Python and of the packages that have a part in results."""
    return {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
