import os
from pathlib import Path

import pyarrow as pa
import pytest

from sim.errors import ResultsError
from sim.experiments.study import store
from sim.experiments.study.store import Folder, Memory


def table(*keys: int) -> pa.Table:
    return pa.table({"key": pa.array(keys, pa.uint64()), "0": pa.array([1.0] * len(keys))})


def test_tables_are_found_again_by_another_process(tmp_path: Path) -> None:
    first = Folder(tmp_path)
    first.refresh()
    first.add("0" * 16, table(1, 2))
    second = Folder(tmp_path)
    second.refresh()
    assert [each.equals(table(1, 2)) for each in second.tables()] == [True]


@pytest.mark.parametrize("make", [lambda _: Memory(), Folder])
def test_only_tables_with_rows_of_the_points_are_read(make: type[Folder], tmp_path: Path) -> None:
    kept = make(tmp_path)
    if isinstance(kept, Folder):
        kept.refresh()
    kept.add("0" * 16, table(1, 2))
    kept.add("1" * 16, table(3))
    keys = table(2, 9)["key"].to_numpy()
    assert [each["key"].to_pylist() for each in kept.tables(keys)] == [[1, 2]]


def test_the_same_table_written_twice_is_one_file(tmp_path: Path) -> None:
    for _ in range(2):
        kept = Folder(tmp_path)
        kept.refresh()
        kept.add("0" * 16, table(1))
    assert len(list((tmp_path / "chunks").iterdir())) == 1


@pytest.mark.parametrize("cut", [0, 1, 100])
def test_files_that_are_not_what_was_written_are_removed(tmp_path: Path, cut: int) -> None:
    kept = Folder(tmp_path)
    kept.refresh()
    kept.add("0" * 16, table(1))
    path = next((tmp_path / "chunks").iterdir())
    path.write_bytes(path.read_bytes()[:cut])
    again = Folder(tmp_path)
    again.refresh()
    assert again.damaged == 1
    assert list(again.tables()) == []
    assert not path.exists()


def test_files_of_other_people_are_left_alone(tmp_path: Path) -> None:
    kept = Folder(tmp_path)
    kept.refresh()
    stranger = tmp_path / "chunks" / "notes.txt"
    stranger.write_text("mine")
    kept.refresh()
    assert stranger.read_text() == "mine"
    assert kept.damaged == 0


def test_parts_of_dead_processes_are_cleared_after_an_hour_and_those_of_living_ones_are_not(tmp_path: Path) -> None:
    kept = Folder(tmp_path)
    kept.refresh()
    old, new = (tmp_path / "chunks" / f".{name}.part" for name in ("old", "new"))
    for path in (old, new):
        path.write_bytes(b"")
    os.utime(old, (0, 0))
    kept.refresh()
    assert not old.exists()
    assert new.exists()


def test_a_full_disk_is_told_in_one_line_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    kept = Folder(tmp_path)
    kept.refresh()
    monkeypatch.setattr(store, "sync", full)
    with pytest.raises(ResultsError, match="got 'No space left on device'"):
        kept.add("0" * 16, table(1))
    assert list((tmp_path / "chunks").iterdir()) == []


def test_what_can_be_neither_read_nor_removed_is_computed_again_beside_it(tmp_path: Path) -> None:
    kept = Folder(tmp_path)
    kept.refresh()
    kept.add("0" * 16, table(1))
    (path,) = (tmp_path / "chunks").iterdir()
    path.unlink()
    path.mkdir()
    (path / "somebody's").write_text("")
    again = Folder(tmp_path)
    again.refresh()
    assert again.damaged == 1
    assert list(again.tables()) == []
    again.add("0" * 16, table(1))
    later = Folder(tmp_path)
    later.refresh()
    assert len(list(later.tables())) == 1
    assert later.damaged == 0
