"""Onset: the week in which a fifth is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.results.onset import onset, reached_by_half
from sim.statistics import Floats

NAN = np.nan
# Numbers next to zero have fewer digits: there, another unit is another number.
level = st.floats(0, 1, allow_subnormal=False) | st.just(NAN)
levels = arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(1, 30)), elements=level)


def week(*series: float) -> float:
    return float(onset(np.array([series]))[0])


def test_onset_is_the_first_week_whose_four_week_mean_is_a_fifth_below_the_first() -> None:
    assert week(1.0, 1.0, 1.0, 1.0, 0.8, 0.8, 0.8, 0.7, 0.7) == 8


def test_one_bad_week_is_no_onset() -> None:
    assert np.isnan(week(1.0, 1.0, 1.0, 1.0, 1.0, 0.3, 1.0, 1.0, 1.0))


def test_what_is_regained_was_lost_all_the_same() -> None:
    assert week(*4 * [1.0], *4 * [0.5], *20 * [1.0]) == 6


def test_nothing_is_lost_where_there_is_nothing_or_where_it_only_rises() -> None:
    assert np.isnan(onset(np.array([[0.0] * 9, [NAN] * 9, np.linspace(0.2, 0.9, 9)]))).all()


def test_a_run_shorter_than_the_mean_has_no_onset() -> None:
    assert np.isnan(onset(np.array([[1.0, 0.0, 0.0]]))).all()


def test_weeks_without_a_value_are_left_out() -> None:
    assert week(1.0, NAN, 1.0, NAN, 0.9, NAN, 0.6, NAN, 0.6) == 7


def test_the_start_is_where_the_values_begin() -> None:
    assert week(NAN, NAN, NAN, NAN, NAN, 1.0, 1.0, 1.0, 0.1) == 9


@pytest.mark.parametrize(("lost", "expected"), [(0.1, 5), (0.2, 6), (0.4, 7), (0.5, 8)])
def test_a_larger_loss_takes_longer(lost: float, expected: float) -> None:
    assert onset(np.array([[*4 * [1.0], *9 * [0.45]]]), lost).tolist() == [expected]


@given(levels)
def test_every_replicate_is_judged_by_itself(series: Floats) -> None:
    np.testing.assert_array_equal(onset(series), np.concatenate([onset(each[None]) for each in series]))


@given(levels)
def test_onset_does_not_depend_on_the_unit(series: Floats) -> None:
    np.testing.assert_array_equal(onset(series), onset(64 * series))


@pytest.mark.parametrize(
    ("onsets", "expected"),
    [([7.0, 5.0, 9.0], 7), ([5.0, NAN, 9.0, NAN], 9), ([5.0, NAN, NAN], None), ([NAN], None), ([6.0], 6)],
)
def test_half_of_the_replicates_decide_and_what_never_falls_counts_as_later(
    onsets: list[float], expected: int | None
) -> None:
    assert reached_by_half(np.array(onsets)) == expected
