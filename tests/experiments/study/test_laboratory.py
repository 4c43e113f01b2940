from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from sim import kernel
from sim.errors import ClusterError, ScenarioError, StudyError
from sim.experiments import outcomes as language
from sim.experiments.outcomes import Outcome
from sim.experiments.study import identity, laboratory
from sim.experiments.study.asked import Asked
from sim.experiments.study.laboratory import Laboratory, Measured
from sim.scenario.layout import build as build_layout
from sim.scenario.timeline import build as build_timeline
from sim.scenario.variants import Value, Variants

Points = Sequence[Mapping[str, Value]]
BROKEN: dict[str, Value] = {"departments.sales.staff": 0}


def measure(variants: Variants, outcomes: list[Outcome], points: Points, replicates: int, **how: object) -> Measured:
    with Laboratory(variants, outcomes, 7, **how) as opened:  # type: ignore[arg-type]
        return opened.measure(points, replicates)


def computed(variants: Variants, outcomes: list[Outcome], points: Points, replicates: int, folder: Path) -> int:
    with Laboratory(variants, outcomes, 7, folder=folder) as opened:
        opened.measure(points, replicates)
        return opened.computed


def test_points_are_measured_as_if_each_were_run_alone(
    variants: Variants, outcomes: list[Outcome], points: Points
) -> None:
    found = measure(variants, outcomes, points, 4)
    for number, point in enumerate(points):
        scenario = variants.scenario(point)
        outputs = kernel.simulate(build_layout(scenario), build_timeline(scenario), 7, 0, 4, trace=False)
        assert_array_equal(found.values[number], language.values(outcomes, scenario, outputs))
    assert found.errors == {}


def test_all_points_meet_the_same_luck(variants: Variants, outcomes: list[Outcome]) -> None:
    found = measure(variants, outcomes, [{"gossip.inhibit": 0.3}, {}, {"gossip.inhibit": 0.3}], 4)
    assert_array_equal(found.values[0], found.values[2])
    assert len(np.unique(found.values[1, :, 0])) == 4


@pytest.mark.parametrize("threads", [1, 3])
def test_neither_threads_nor_the_folder_move_a_number(
    variants: Variants, outcomes: list[Outcome], points: Points, tmp_path: Path, threads: int
) -> None:
    alone = measure(variants, outcomes, points, 4)
    assert_array_equal(
        measure(variants, outcomes, points, 4, threads=threads, folder=tmp_path / "x").values, alone.values
    )


def test_what_is_there_is_not_computed_again(
    variants: Variants, outcomes: list[Outcome], points: Points, tmp_path: Path
) -> None:
    assert computed(variants, outcomes, points, 4, tmp_path) == 20
    assert computed(variants, outcomes, points, 4, tmp_path) == 0


def test_more_points_and_more_replicates_compute_only_what_is_new(
    variants: Variants, outcomes: list[Outcome], points: Points, tmp_path: Path
) -> None:
    assert computed(variants, outcomes, points[:3], 4, tmp_path) == 12
    assert computed(variants, outcomes, points, 4, tmp_path) == 8
    assert computed(variants, outcomes, points, 6, tmp_path) == 10
    assert computed(variants, outcomes, points[1:2], 2, tmp_path) == 0


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.lists(st.integers(0, 3), min_size=1, max_size=6), st.integers(1, 5)), max_size=4))
def test_whatever_was_asked_before_the_answer_is_the_same(asked: list[tuple[list[int], int]]) -> None:
    variants = Variants.of("scenarios/small_firm.yaml", ["weeks=4"])
    outcomes = [language.parse("image.sales at week 4")]
    with Laboratory(variants, outcomes, 7, threads=1) as opened:
        for numbers, replicates in asked:
            opened.measure([{"gossip.inhibit": each / 4} for each in numbers], replicates)
        last = [{"gossip.inhibit": each / 4} for each in (2, 0, 2)]
        found = opened.measure(last, 3)
    assert_array_equal(found.values, measure(variants, outcomes, last, 3, threads=1).values)


def test_a_point_that_fails_tells_why_and_the_others_go_on(
    variants: Variants, outcomes: list[Outcome], points: Points, tmp_path: Path
) -> None:
    found = measure(variants, outcomes, [points[0], BROKEN, points[1]], 3, folder=tmp_path)
    assert list(found.errors) == [1]
    assert found.errors[1].startswith("design point departments.sales.staff: must be at least 1")
    assert np.isnan(found.values[1]).all()
    assert not np.isnan(found.values[[0, 2], :, 0]).any()


def test_points_that_failed_are_tried_again(
    variants: Variants, outcomes: list[Outcome], points: Points, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError("no room")

    with monkeypatch.context() as broken:
        broken.setattr(kernel, "simulate", fail)
        found = measure(variants, outcomes, points[:2], 3, folder=tmp_path)
        assert found.errors == {0: "MemoryError: no room", 1: "MemoryError: no room"}
    assert measure(variants, outcomes, points[:2], 3, folder=tmp_path).errors == {}


def test_a_damaged_chunk_is_noticed_and_computed_again(
    variants: Variants, outcomes: list[Outcome], points: Points, tmp_path: Path
) -> None:
    before = measure(variants, outcomes, points, 40, folder=tmp_path)
    chunk = sorted((tmp_path / "chunks").glob("*.parquet"))[0]
    data = bytearray(chunk.read_bytes())
    data[len(data) // 2] ^= 1
    chunk.write_bytes(data)
    with Laboratory(variants, outcomes, 7, folder=tmp_path) as opened:
        after = opened.measure(points, 40)
        assert opened.store.damaged == 1
        assert opened.computed > 0
    assert_array_equal(after.values, before.values)


def test_a_chunk_that_is_lost_is_computed_again(
    variants: Variants, outcomes: list[Outcome], points: Points, tmp_path: Path
) -> None:
    computed(variants, outcomes, points, 4, tmp_path)
    for chunk in (tmp_path / "chunks").iterdir():
        chunk.unlink()
    assert computed(variants, outcomes, points, 4, tmp_path) == 20


def test_rows_that_vanish_are_an_error_and_not_a_gap(
    variants: Variants, outcomes: list[Outcome], points: Points, tmp_path: Path
) -> None:
    with Laboratory(variants, outcomes, 7, folder=tmp_path) as opened:
        opened.fill(points, 4)
        next((tmp_path / "chunks").iterdir()).unlink()
        with pytest.raises(StudyError, match=r"must have 20 runs, got .* too few; the same command goes on"):
            list(opened.pieces(points, 4))


def test_what_another_process_has_computed_meanwhile_is_taken(
    variants: Variants, outcomes: list[Outcome], points: Points, tmp_path: Path
) -> None:
    with Laboratory(variants, outcomes, 7, folder=tmp_path) as slow:
        asked = Asked(points, 40)
        covered = asked.covered(slow.store)
        computed(variants, outcomes, points, 40, tmp_path)
        works = list(slow._compute(asked, covered))
    assert works
    assert all(table is None for _, table in works)


def test_other_code_has_another_place(
    variants: Variants, outcomes: list[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = identity.universe(variants, outcomes, 7)
    monkeypatch.setattr(identity, "makers", lambda: "another version")
    assert identity.universe(variants, outcomes, 7) != before


def test_workers_of_another_version_are_refused(
    variants: Variants, outcomes: list[Outcome], points: Points, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laboratory, "makers", lambda: "another version")
    with pytest.raises(ClusterError, match="must run the same code"):
        measure(variants, outcomes, points, 2)


def test_progress_counts_from_what_is_there(
    variants: Variants, outcomes: list[Outcome], points: Points, tmp_path: Path
) -> None:
    told: list[tuple[str, int, int]] = []
    computed(variants, outcomes, points[:2], 4, tmp_path)
    for _ in range(2):
        with Laboratory(variants, outcomes, 7, folder=tmp_path, progress=lambda *each: told.append(each)) as opened:
            opened.fill(points, 4)
    running = [each for each in told if each[0] == "running"]
    assert running[0] == ("running", 8, 20)
    assert running[-1] == ("running", 20, 20)
    assert told[-1] == ("found", 20, 20)


def test_outcomes_that_do_not_fit_the_scenario_are_refused_at_once(variants: Variants) -> None:
    with pytest.raises(ScenarioError, match="department"):
        Laboratory(variants, [language.parse("image.nobody at week 3")], 7)
