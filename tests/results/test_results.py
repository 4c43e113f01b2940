import json
from pathlib import Path

import pytest

from sim.errors import ResultsError
from sim.results import Results


def test_results_bring_their_scenario_along(results: Results) -> None:
    assert results.scenario.title.en == "Small firm"
    assert results.manifest["replicates"] == 5
    assert results.path is not None


def test_the_folder_above_gives_the_newest_run(folder: Path) -> None:
    newer = folder.parent / "ba9876543210"
    newer.mkdir()
    for each in folder.iterdir():
        (newer / each.name).write_bytes(each.read_bytes())
    manifest = json.loads((newer / "manifest.json").read_text())
    (newer / "manifest.json").write_text(json.dumps({**manifest, "created": "2026-02-01T00:00:00+00:00"}))
    assert Results.load(folder.parent).path == newer


def test_a_run_in_progress_is_not_taken_for_results(folder: Path) -> None:
    folder.rename(folder.with_name(".0123456789ab-00000000.part"))
    with pytest.raises(ResultsError, match="must hold the results of a run, got none"):
        Results.load(folder.parent)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="nowhere: must hold the results of a run, got no such folder"):
        Results.load(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1}'])
def test_a_damaged_manifest_is_told(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(ResultsError, match=r"manifest.json: must be"):
        Results.load(folder)


def test_a_manifest_of_another_format_is_told(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "format": 99}))
    with pytest.raises(ResultsError, match="format: must be 1, got 99"):
        Results.load(folder)


def test_a_missing_table_is_told(folder: Path) -> None:
    (folder / "people.parquet").unlink()
    with pytest.raises(ResultsError, match=r"people.parquet: must exist, got no such file"):
        Results.load(folder)


def test_a_table_cut_short_is_told(folder: Path) -> None:
    table = folder / "weekly.parquet"
    table.write_bytes(table.read_bytes()[:-100])
    with pytest.raises(ResultsError, match=r"weekly.parquet: must be a parquet file, got a damaged one"):
        Results.load(folder)


def test_a_table_of_another_run_is_told(folder: Path) -> None:
    (folder / "weekly.parquet").write_bytes((folder / "company.parquet").read_bytes())
    with pytest.raises(ResultsError, match=r"weekly.parquet: must have 260 rows, got 130"):
        Results.load(folder)


def test_a_table_damaged_inside_is_told_when_it_is_read(folder: Path) -> None:
    table = folder / "weekly.parquet"
    damaged = bytearray(table.read_bytes())
    damaged[100:5000] = bytes(4900)
    table.write_bytes(damaged)
    with pytest.raises(ResultsError, match=r"weekly.parquet: must be readable"):
        Results.load(folder).weekly  # noqa: B018 - reading is what fails
