import numpy as np
import pytest

from sim.results import Results
from sim.results.measures import scales
from sim.results.summary import groups, summary
from sim.statistics import UNIT, Scale


def test_the_change_is_that_of_the_middle_run_with_its_exact_interval() -> None:
    first = np.random.default_rng(3).normal(0.5, 0.1, 20)
    last = first + np.arange(1.0, 21.0) / 100
    row = summary({"image": np.stack([first, last], axis=1)}).loc["image"]
    # Of 20 values the sixth and the fifteenth (Conover 1999).
    assert [row[name] for name in ("change", "change_low", "change_high")] == pytest.approx([0.105, 0.06, 0.15])


def test_what_ends_in_two_groups_is_told_with_both() -> None:
    last = np.array([0.14] * 94 + [0.62] * 6)
    found = groups(
        {"image": np.stack([last, last], axis=1), "ease": np.full((100, 2), 0.5)}, {"image": UNIT, "ease": UNIT}
    )
    expected = {"low_runs": 94, "low": 0.14, "low_change": 0.0, "high_runs": 6, "high": 0.62, "high_change": 0.0}
    assert found.to_dict("index") == {"image": expected}


def test_two_points_are_told_as_points_on_the_scale_of_points(results: Results) -> None:
    assert list(results.groups().columns) == ["low_runs", "low", "low_change", "high_runs", "high", "high_change"]
    assert scales(results.scenario)["influence"] == Scale(0.0, 100.0)


def test_the_band_holds_nine_of_ten_replicates() -> None:
    last = np.arange(101.0)
    row = summary({"image": np.stack([last, last], axis=1)}).loc["image"]
    assert (row["low"], row["high"], row["last"]) == (5.0, 95.0, 50.0)


def test_one_replicate_has_a_change_but_no_interval() -> None:
    row = summary({"image": np.array([[0.5, 0.25]])}).loc["image"]
    assert row["change"] == -0.25
    assert np.isnan(row["change_low"])


def test_what_no_replicate_has_is_not_told() -> None:
    row = summary({"c_visits": np.full((4, 2), np.nan)}).loc["c_visits"]
    assert row.isna().all()


def test_every_outcome_has_a_row(results: Results) -> None:
    found = results.summary()
    assert list(found.index) == ["image", "influence", "attendance", "resources", "revenue", "c_visits"]
    assert list(found.columns) == ["first", "last", "low", "high", "change", "change_low", "change_high"]
    # Fewer than six replicates have no interval.
    assert found.drop(columns=["change_low", "change_high"]).notna().all(axis=None)
