import json
from pathlib import Path

import pandas as pd
import pytest

from sim.errors import ResultsError, ScenarioError
from sim.experiments import kept

KIND = kept.Kind("comparison")
TABLE = pd.DataFrame({"outcome": ["image", "collapse"], "low": [0.25, float("nan")]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Folder in which something is kept."""
    target = tmp_path / "comparisons" / "made_up"
    kept.write(target, kept.origin(KIND, 0.1234), {"table": TABLE}, {"note.txt": "Ä\n"})
    return target


def test_what_is_kept_is_found_again(folder: Path) -> None:
    manifest, tables = kept.read(folder, KIND)
    assert manifest["tables"]["table"]["rows"] == 2
    assert manifest["wall_seconds"] == 0.123
    pd.testing.assert_frame_equal(tables["table"], TABLE)
    assert (folder / "note.txt").read_bytes() == "Ä\n".encode()


def test_a_damaged_table_is_noticed(folder: Path) -> None:
    path = folder / "table.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ResultsError, match="must be the table that was written"):
        kept.read(folder, KIND)
    path.unlink()
    with pytest.raises(ResultsError, match="got a missing or damaged file"):
        kept.read(folder, KIND)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "must hold a comparison, got no manifest.json"),
        ("{", "must be JSON, got a damaged file"),
        ("[]", "must be the manifest of a comparison, got another one"),
        (json.dumps({"kind": "comparison", "format": 2}), "must be the manifest of a comparison, got another one"),
        (json.dumps({"kind": "calibration", "format": 1}), "must be the manifest of a comparison, got another one"),
    ],
)
def test_another_manifest_is_refused(folder: Path, text: str | None, told: str) -> None:
    manifest = folder / "manifest.json"
    manifest.unlink() if text is None else manifest.write_text(text, encoding="utf-8")
    with pytest.raises(ResultsError) as error:
        kept.read(folder, KIND)
    assert told in str(error.value)


def test_a_draft_that_does_not_stand_its_check_leaves_what_was_there(folder: Path) -> None:
    def check(draft: Path) -> None:
        assert (draft / "table.parquet").exists()
        raise ScenarioError("must be right, got wrong")

    with pytest.raises(ScenarioError):
        kept.write(folder, kept.origin(KIND, 2.0), {"table": TABLE.head(1)}, check=check)
    assert kept.read(folder, KIND)[0]["wall_seconds"] == 0.123
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]


def test_the_identity_changes_with_what_is_asked_and_with_the_code_that_answers(tmp_path: Path) -> None:
    code = tmp_path / "own" / "rule.py"
    code.parent.mkdir()
    code.write_text("a = 1\n", encoding="utf-8")
    first = kept.identity({"seed": 1}, code.parent)
    assert kept.identity({"seed": 1}, code.parent) == first
    others = {kept.identity({"seed": 2}, code.parent)}
    code.write_text("c = 2\n", encoding="utf-8")
    others.add(kept.identity({"seed": 1}, code.parent))
    assert len(others | {first}) == 3


def test_the_way_to_a_file_leads_from_the_folder(tmp_path: Path) -> None:
    assert kept.way(tmp_path / "results" / "here", tmp_path / "firm.yaml") == "../../firm.yaml"
