import numpy as np
import pytest
from scipy import stats

from sim.results import Results
from sim.results.summary import summary


def test_the_change_is_paired_and_has_the_interval_of_a_t_test() -> None:
    chance = np.random.default_rng(3)
    first = chance.normal(0.5, 0.1, 40)
    last = first - 0.1 + chance.normal(0, 0.01, 40)
    row = summary({"image": np.stack([first, last], axis=1)}).loc["image"]
    expected = stats.ttest_rel(last, first).confidence_interval(0.95)
    assert row["change"] == pytest.approx((last - first).mean())
    assert (row["change_low"], row["change_high"]) == pytest.approx((expected.low, expected.high))


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
    assert found.notna().all(axis=None)
