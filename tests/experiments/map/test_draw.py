from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sim
from sim.errors import ScenarioError
from sim.results.verdict import COLLAPSED_BELOW


def altered(study_file: Path, old: str, new: str) -> Path:
    text = study_file.read_text(encoding="utf-8")
    assert old in text
    study_file.write_text(text.replace(old, new), encoding="utf-8")
    return study_file


def test_a_map_says_of_every_point_what_single_runs_say(study_file: Path) -> None:
    drawn = sim.map(study_file)
    point = drawn.points.query("x == -2 and y == 0 and start == 'high'").iloc[0]
    overrides = ["attendance.norm=-2", "gossip.inhibit=0", "departments.sales.image=0.8"]
    runs = sim.run(study_file.with_name("small_firm.yaml"), replicates=8, weeks=52, seed=3, overrides=overrides)
    image = runs.quarters["image"]
    assert point["image"] == pytest.approx(np.median(image[:, -1]))
    assert point["collapsed"] == (image[:, -1] < COLLAPSED_BELOW).mean()
    assert point["drift"] == pytest.approx(np.median(image[:, -1] - image[:, -2]))


def test_it_says_in_a_line_what_it_is(study_file: Path) -> None:
    drawn = sim.map(altered(study_file, "refinements: 1", "refinements: 0"))
    assert repr(drawn) == "<PhaseMap of study: attendance.norm × gossip.inhibit, 16 points>"


def test_starts_differ_in_nothing_but_the_start(study_file: Path) -> None:
    points = sim.map(
        altered(study_file, "cells: 3", "cells: 3\n  start: {departments.sales.image: [0.3, 0.3001]}")
    ).points
    low, high = (points[points["start"] == start]["image"].to_numpy() for start in ("low", "high"))
    assert np.abs(high - low).max() < 0.05


def test_the_ramp_and_its_control_share_their_luck_until_the_ramp(study_file: Path) -> None:
    weeks = sim.map(study_file).ramp
    assert set(weeks["run"]) == {"ramp", "control"}
    ramp, control = (weeks[weeks["run"] == run].set_index("week")["image"] for run in ("ramp", "control"))
    assert len(ramp) == 13 + 104
    assert ramp[:13].tolist() == control[:13].tolist()
    assert ramp[-52:].tolist() != control[-52:].tolist()


def test_a_map_that_was_drawn_computes_nothing_and_a_finer_one_only_what_is_new(
    study_file: Path, tmp_path: Path
) -> None:
    first = sim.map(study_file, out=tmp_path / "results")
    again = sim.map(study_file, out=tmp_path / "results", threads=1)
    pd.testing.assert_frame_equal(first.points, again.points)
    pd.testing.assert_frame_equal(first.ramp, again.ramp)
    assert first.origin.computed == first.origin.runs
    assert again.origin.computed == 0
    finer = sim.map(altered(study_file, "refinements: 1", "refinements: 2"), out=tmp_path / "results")
    assert 0 < finer.origin.computed == finer.origin.runs - first.origin.runs
    assert first.path is not None
    assert {each.name for each in first.path.glob("*.parquet")} >= {"map.parquet", "tipping.parquet", "ramp.parquet"}
    pd.testing.assert_frame_equal(pd.read_parquet(first.path / "map.parquet"), finer.points)


def test_points_that_cannot_be_run_are_recorded_and_the_map_is_drawn_without_them(study_file: Path) -> None:
    altered(
        study_file, "interventions.presence.start: {low: 10, high: 20}", "departments.sales.staff: {low: 0, high: 8}"
    )
    drawn = sim.map(without_ramp(study_file, "departments.sales.staff"))
    assert drawn.shares["failed"] > 0
    assert all("departments.sales.staff: must be at least" in text for text in drawn.errors.values())
    assert drawn.points["image"].notna().any()


def without_ramp(study_file: Path, x: str) -> Path:
    text = study_file.read_text(encoding="utf-8").replace("x: attendance.norm", f"x: {x}")
    study_file.write_text(text[: text.index("  ramp:")], encoding="utf-8")
    return study_file


def test_whole_numbers_stay_whole_on_every_grid(study_file: Path) -> None:
    drawn = sim.map(without_ramp(study_file, "interventions.presence.start"))
    assert drawn.no_ramp == "immovable"
    assert set(drawn.points["x"]) <= set(range(10, 21))


def test_a_map_shows_itself_in_a_notebook(study_file: Path) -> None:
    assert "<table" in sim.map(study_file)._repr_html_()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("y: gossip", "y: attendance.norm #", "14 map.y: must be another parameter than x, got 'attendance.norm'"),
        ("x: attendance.norm", "x: attendance.nrm", "did you mean 'attendance.norm'?"),
        ("y: gossip.inhibit", "y: gossip.rate", "14 map.y: must be a parameter with low and high"),
        ("cells: 3", "cells: 2", "15 map.cells: must be at least 3, got 2"),
        ("refinements: 1", "refinements: 9", "16 map.refinements: must be at most 4, got 9"),
        (
            "cells: 3",
            "cells: 3\n  department: slaes",
            "map.department: must name a department, got 'slaes'; did you mean",
        ),
        ("replicates: 8\np", "replicates: 3\np", "4 map: must be drawn of at least 6 replicates, got 3"),
        ("weeks: 52", "weeks: 20", "2 map: must be drawn of runs of at least 26 weeks, got 20"),
        (
            "cells: 3",
            "cells: 3\n  start: {departments.sales.image: [0.2, 2]}",
            "must be a number between 0 and 1, got 2",
        ),
        ("cells: 3", "cells: 3\n  start: {gossip.inhibit: [0, 1]}", "map.start: must hold other keys than x and y"),
        (
            "cells: 3",
            "cells: 3\n  start: {initial.ease: [1, 1]}",
            "must be two values, of the low and of the high start",
        ),
        ("first: 2", "first: 50", "17 attendance.norm: must be a number between -10 and 10, got 50"),
        ("first: 2", "first: -2", "17 map.ramp.last: must be another value than first, got -2"),
        ("weeks: 104", "weeks: 5190", "17 map.ramp.weeks: must leave a run of at most 5,200 weeks, got 5,203"),
        (
            "x: attendance.norm",
            "x: interventions.presence.start",
            "17 map.ramp: must have an x that an intervention can move",
        ),
    ],
)
def test_mistakes_are_told_in_one_line_before_anything_is_run(study_file: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        sim.map(altered(study_file, old, new), progress=lambda *_: pytest.fail("nothing must be run"))
    assert told in str(caught.value)
    assert str(caught.value).startswith(str(study_file))
    assert "\n" not in str(caught.value)


def test_a_study_without_a_map_is_refused(study_file: Path) -> None:
    text = study_file.read_text(encoding="utf-8")
    study_file.write_text(text[: text.index("map:")], encoding="utf-8")
    with pytest.raises(ScenarioError, match="map: must be given, with x and y, got nothing"):
        sim.map(study_file)


def test_a_range_with_too_few_whole_numbers_is_refused(study_file: Path) -> None:
    without_ramp(study_file, "interventions.presence.start")
    with pytest.raises(ScenarioError, match="must have 13 whole numbers between its ends"):
        sim.map(altered(study_file, "refinements: 1", "refinements: 2"))
