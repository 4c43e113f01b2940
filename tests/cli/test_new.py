"""`flurfunk new` writes its file whole or not at all, and over nothing."""

import errno
import os
from pathlib import Path

import pytest

from sim.cli.new import write
from sim.errors import ScenarioError
from sim.scenario.starter import starter


def _refusal(path: Path) -> str:
    with pytest.raises(ScenarioError) as refused:
        write(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("there.yaml", "there.yaml: must be a new file, got one that is there already"),
        ("link.yaml", "link.yaml: must be a new file, got one that is there already"),
        (".", ".: must be a new file, got one that is there already"),
        ("no/mine.yaml", "no/mine.yaml: must be in a folder that exists, got none there"),
        ("there.yaml/mine.yaml", "there.yaml/mine.yaml: must be a file that can be written, got 'Not a directory'"),
        ("a\0b", "a\\x00b: must be the name of a file, got a sign that no name may have"),
        ("a" * 300, f"{'a' * 300}: must be a file that can be written, got 'File name too long'"),
    ],
)
def test_a_start_is_written_to_new_files_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.yaml").write_text("precious", encoding="utf-8")
    Path("link.yaml").symlink_to("nowhere")
    assert _refusal(Path(path)) == told
    assert Path("there.yaml").read_text(encoding="utf-8") == "precious"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["link.yaml", "there.yaml"]


@pytest.mark.parametrize("call", ["os.fsync", "os.link"])
def test_a_full_disk_leaves_nothing_that_would_refuse_the_next_attempt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "mine.yaml"
    with monkeypatch.context() as context:
        context.setattr(call, full)
        assert _refusal(file) == f"{file}: must be a file that can be written, got 'No space left on device'"
        assert list(tmp_path.iterdir()) == []
    write(file)
    assert file.read_text(encoding="utf-8") == starter()
    assert [each.name for each in tmp_path.iterdir()] == ["mine.yaml"]


def test_a_start_can_be_read_by_whom_other_files_can_be(tmp_path: Path) -> None:
    write(tmp_path / "mine.yaml")
    (tmp_path / "other").touch()
    assert (tmp_path / "mine.yaml").stat().st_mode == (tmp_path / "other").stat().st_mode
