import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.errors import ResultsError
from sim.results.disk import writing
from sim.results.folder import Draft


def test_nothing_shows_before_everything_is_there(tmp_path: Path) -> None:
    target = tmp_path / "firm" / "abc"
    with Draft(target) as draft:
        (draft.folder / "file").write_text("whole")
        assert not target.exists()
        draft.publish()
        assert (target / "file").read_text() == "whole"
    assert [each.name for each in target.parent.iterdir()] == ["abc"]


def test_a_run_that_fails_leaves_nothing_not_even_its_folders(tmp_path: Path) -> None:
    with Draft(tmp_path / "results" / "firm" / "abc") as draft:
        (draft.folder / "file").write_text("half")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_the_same_name_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "abc"
    for text in ("old", "new"):
        with Draft(target) as draft:
            (draft.folder / text).write_text(text)
            draft.publish()
    assert [each.name for each in target.iterdir()] == ["new"]
    assert [each.name for each in tmp_path.iterdir()] == ["abc"]


def test_two_processes_at_once_do_not_harm_each_other(tmp_path: Path) -> None:
    target = tmp_path / "abc"
    with Draft(target) as one, Draft(target) as other:
        assert one.folder.exists()
        (one.folder / "file").write_text("one")
        (other.folder / "file").write_text("other")
        one.publish()
        other.publish()
    assert (target / "file").read_text() == "other"
    assert [each.name for each in tmp_path.iterdir()] == ["abc"]


DIES_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from sim.results.folder import Draft
with Draft(Path(sys.argv[1])) as draft:
    (draft.folder / "file").write_text("half")
    {before}
    os.kill(os.getpid(), signal.SIGKILL)
"""


def _die(target: Path, before: str = "pass") -> None:
    code = subprocess.run([sys.executable, "-c", DIES_WHILE_WRITING.format(before=before), str(target)], check=False)
    assert code.returncode == -9


def test_what_a_killed_process_leaves_is_hidden_and_cleared_by_the_next_run(tmp_path: Path) -> None:
    _die(tmp_path / "abc")
    assert all(each.name.startswith(".") for each in tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 2
    with Draft(tmp_path / "def") as draft:
        draft.publish()
    assert [each.name for each in tmp_path.iterdir()] == ["def"]


def test_results_survive_a_process_killed_while_it_replaces_them(tmp_path: Path) -> None:
    target = tmp_path / "abc"
    with Draft(target) as draft:
        (draft.folder / "file").write_text("old")
        draft.publish()
    _die(target, "draft.target.rename(draft._claim.old)")
    assert not target.exists()
    with Draft(tmp_path / "def"):
        assert (target / "file").read_text() == "old"


def test_a_folder_below_a_file_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultsError, match="must be a folder that can be written to, got 'Not a directory'") as error:
        Draft(tmp_path / "file" / "abc" / "def").__enter__()
    assert error.value.exit_code == 2


def test_a_folder_without_permission_is_refused_in_one_line(tmp_path: Path) -> None:
    place = Path("/proc/flurfunk") if os.access("/proc", os.W_OK) else tmp_path / "locked"
    if place.parent == tmp_path:
        place.mkdir(mode=0o500)
    with pytest.raises(ResultsError, match="must be a folder that can be written to"):
        Draft(place / "firm" / "abc").__enter__()


def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    told = "must be a folder that can be written to, got 'No space left on device'"
    with pytest.raises(ResultsError, match=told), writing(tmp_path):
        raise OSError(errno.ENOSPC, "anything")
