"""Writing where file systems can less than a local one."""

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sim.errors import ReadOnlyError, ResultsError
from sim.results.disk import Lock, create_once, kept_if_found, scratch, sync, writing
from sim.results.folder import ABANDONED_AFTER, Draft, replacing, sweep

Break = Callable[[str, int], None]
NOT_THERE = [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS]


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Break:
    """A call of the operating system that is answered with an error, as file systems do that cannot do it."""

    def refuse(name: str, code: int) -> None:
        def refused(*_arguments: object, **_options: object) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr(name, refused)

    return refuse


@pytest.mark.parametrize("code", NOT_THERE)
def test_a_run_is_kept_where_the_names_of_a_folder_cannot_be_brought_to_the_disk(
    tmp_path: Path, refusing: Break, code: int
) -> None:
    refusing("os.fsync", code)
    with Draft(tmp_path / "abc") as draft:
        (draft.folder / "file").write_text("whole")
        draft.publish()
    assert (tmp_path / "abc" / "file").read_text() == "whole"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_is_full_or_broken_is_told(tmp_path: Path, refusing: Break, code: int) -> None:
    refusing("os.fsync", code)
    with pytest.raises(OSError, match=os.strerror(code)):
        sync(tmp_path)


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK])
def test_without_locks_everything_is_written_and_nothing_cleared_that_may_be_alive(
    tmp_path: Path, refusing: Break, code: int
) -> None:
    refusing("fcntl.flock", code)
    with Draft(tmp_path / "one") as one:
        with Draft(tmp_path / "other") as other:
            other.publish()
        assert one.folder.exists()
        one.publish()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["one", "other"]


def test_without_locks_what_nobody_has_touched_for_a_day_is_cleared(tmp_path: Path, refusing: Break) -> None:
    refusing("fcntl.flock", errno.ENOLCK)
    for age, name in ((0.0, ".abc-00000001.part"), (ABANDONED_AFTER + 60, ".abc-00000002.part")):
        (tmp_path / name).mkdir()
        then = (tmp_path / name).stat().st_mtime - age
        os.utime(tmp_path / name, (then, then))
    sweep(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [".abc-00000001.part"]


def test_a_lock_that_somebody_holds_is_not_given_away(tmp_path: Path) -> None:
    one, other = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert one.acquire()
    assert not other.acquire()
    one.release()
    assert other.acquire()
    assert other.is_real


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP, errno.ENOSYS])
def test_a_key_is_made_where_there_are_no_hard_links(tmp_path: Path, refusing: Break, code: int) -> None:
    refusing("os.link", code)
    create_once(tmp_path / "key", b"first")
    create_once(tmp_path / "key", b"second")
    assert (tmp_path / "key").read_bytes() == b"first"
    assert [each.name for each in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_folder_that_may_only_be_read_is_told_apart_from_a_full_one(tmp_path: Path, code: int) -> None:
    with pytest.raises(ReadOnlyError), writing(tmp_path):
        raise OSError(code, "anything")
    with pytest.raises(ResultsError) as full, writing(tmp_path):
        raise OSError(errno.ENOSPC, "anything")
    assert not isinstance(full.value, ReadOnlyError)


def test_what_was_found_is_opened_where_nothing_can_be_written_and_what_was_computed_is_not_lost_silently(
    tmp_path: Path,
) -> None:
    def read_only() -> None:
        raise OSError(errno.EROFS, "anything")

    with kept_if_found(computed=0), writing(tmp_path):
        read_only()
    with pytest.raises(ReadOnlyError), kept_if_found(computed=1), writing(tmp_path):
        read_only()


def test_an_array_on_the_disk_has_no_name_there(tmp_path: Path) -> None:
    with scratch(tmp_path, (3, 2)) as array:
        array[1] = [4.0, 5.0]
        assert array.sum() == 9.0
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["posix_fallocate", "mmap"])
def test_an_array_is_made_where_the_disk_cannot_map_files_or_set_room_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    real = np.memmap
    refused: list[int] = []

    def once(*arguments: object, **options: object) -> object:
        if name == "mmap" and not refused:
            refused.append(1)
            raise OSError(errno.ENODEV, "no such device")
        return real(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(np, "memmap", once)
    if name == "posix_fallocate":

        def unknown(*_arguments: object) -> None:
            raise OSError(errno.EOPNOTSUPP, "not supported")

        monkeypatch.setattr(os, name, unknown)
    with scratch(tmp_path, (2, 2)) as array:
        assert array.shape == (2, 2)


DIES = """
import os, signal, sys
from pathlib import Path
from sim.results.folder import replacing
with replacing(Path(sys.argv[1])) as part:
    part.write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_half_file_of_a_killed_process_is_gone_with_the_next_write(tmp_path: Path) -> None:
    target = tmp_path / "runs.parquet"
    subprocess.run([sys.executable, "-c", DIES, str(target)], check=False)
    assert len(list(tmp_path.iterdir())) == 2
    with replacing(target) as part:
        part.write_text("whole")
    assert [each.name for each in tmp_path.iterdir()] == ["runs.parquet"]


def test_a_place_whose_name_is_no_text_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="must have a name in UTF-8"), writing(tmp_path):
        "f\udcff".encode()
