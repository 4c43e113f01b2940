import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.experiments import capacity
from sim.experiments.capacity import (
    free_disk,
    free_memory,
    in_bytes,
    refuse_a_company_that_cannot_fit,
    refuse_what_cannot_fit,
)
from sim.results.tables import Shape
from tests.results.made_up import company

SHAPE = Shape(weeks=104, departments=3, people=100, meetings=30)


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (55_400_000, "55.4 MB"), (999_999_999, "1 GB"), (5.2e13, "52 TB")],
)
def test_bytes_are_said_as_people_say_them(count: float, said: str) -> None:
    assert in_bytes(count) == said


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_what_just_fits_is_let_through_and_one_byte_less_refuses_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    wanted = 3 * SHAPE.bytes_per_replicate
    out = None if place == "memory" else tmp_path / "not" / "yet"
    for free in (wanted, wanted - 1):
        monkeypatch.setattr(capacity, f"free_{place}", lambda *_, free=free: free)
        with pytest.raises(ScenarioError) if free < wanted else nullcontext():
            refuse_what_cannot_fit(SHAPE, 3, out)


def test_a_folder_that_is_not_there_yet_has_the_room_of_its_disk(tmp_path: Path) -> None:
    assert free_disk(tmp_path / "not" / "yet") == pytest.approx(shutil.disk_usage(tmp_path).free, rel=0.1)


def test_a_full_disk_is_seen_before_anything_is_computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "free_disk", lambda _folder: 1_000_000)
    with pytest.raises(
        ScenarioError, match=r"fit into the disk of .*, got 1,000, which take up to .* where 1 MB are free"
    ):
        refuse_what_cannot_fit(SHAPE, 1000, tmp_path)


def test_a_system_that_does_not_say_what_is_free_refuses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = []
    for free in (1, None):
        monkeypatch.setattr(capacity, "free_memory", lambda free=free: free)
        try:
            refuse_what_cannot_fit(SHAPE, 10**9, None)
        except ScenarioError:
            refused.append(free)
    assert refused == [1]


def test_free_room_is_some_room(tmp_path: Path) -> None:
    memory, disk = free_memory(), free_disk(tmp_path)
    assert memory is None or memory > 0
    assert disk is not None
    assert disk > 0


def test_room_grows_with_everything() -> None:
    assert SHAPE.bytes_per_replicate > 104 * 3 * 15 * 8
    for field in SHAPE._fields:
        assert SHAPE._replace(**{field: 2 * getattr(SHAPE, field)}).bytes_per_replicate > SHAPE.bytes_per_replicate


def test_meetings_too_large_for_memory_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "free_memory", lambda: 1000)
    told = r"got 74 pairs of people who meet, which take up to 11.8 kB where 1 kB are free"
    with pytest.raises(ScenarioError, match=told):
        refuse_a_company_that_cannot_fit(company())
