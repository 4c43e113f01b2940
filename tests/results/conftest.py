"""Results without an engine."""

from pathlib import Path

import pytest

from sim.results import Manifest, Results, manifest
from sim.results.manifest import TableEntry
from sim.results.sinks import Parquet
from tests.results.made_up import company, recorder, replicates


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Complete results folder of five replicates."""
    scenario = company()
    path = tmp_path / "small_firm" / "0123456789ab"
    path.mkdir(parents=True)
    with Parquet(path) as sink:
        kept = recorder(scenario, sink)
        kept.add(replicates(scenario, 0, 5))
        kept.finish(5)
    tables = {
        name: TableEntry(rows_expected=rows, rows=rows, sha256=manifest.checksum(path / f"{name}.parquet"))
        for name, rows in kept.rows.items()
    }
    written = Manifest(
        format=manifest.FORMAT, name="small_firm", hash=path.name, fingerprint="0" * 64, seed=1, replicates=5, weeks=26,
        engine="kernel", code="0", versions={}, platform="any", created="2026-01-01T00:00:00+00:00", wall_seconds=1.0,
        tables=tables, scenario=scenario.model_dump(mode="json"),
    )  # fmt: skip
    manifest.write(written, path)
    return path


@pytest.fixture
def results(folder: Path) -> Results:
    """Results of that folder."""
    return Results.load(folder)
