"""Statistics of pairs: worked examples, limits, and how many more pairs it would take."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.statistics import UNIT, Floats, Interval, Scale, holm, of_mean, of_share, paired, paired_each
from sim.statistics.paired import times_as_many

TRIALS = 2000
FIVE = Scale(0.0, 5.0)


def test_a_worked_example() -> None:
    one, two = np.array([1.0, 2.0, 3.0, 4.0]), np.array([2.0, 2.0, 5.0, 5.0])
    found = paired(one, two, FIVE)
    assert (found.n, found.baseline, found.other, found.difference) == (4, 2.5, 3.5, 1.0)
    assert found.interval == of_mean(two - one, Scale(-5.0, 5.0))
    assert found.reach == max(found.high - 1.0, 1.0 - found.low)
    # Variances 5/3 and 3, unpaired 14/3; paired 2/3.
    assert found.saved == pytest.approx(7.0)


def test_an_event_that_never_came_is_not_known_never_to_come() -> None:
    found = paired(np.zeros(100), np.zeros(100), UNIT)
    assert -0.06 < found.low < 0 < found.high < 0.06


def test_the_share_saved_is_that_of_the_shared_luck() -> None:
    rng = np.random.default_rng(3)
    luck, own = rng.standard_normal(200_000), rng.standard_normal((2, 200_000))
    one, two = (math.sqrt(0.8) * luck + math.sqrt(0.2) * each for each in own)
    assert paired(one, two, Scale(-9.0, 9.0)).saved == pytest.approx(1 / (1 - 0.8), rel=0.02)


def test_what_pairing_saves_is_not_told_where_all_pairs_differ_alike() -> None:
    one = np.array([1.0, 2.0, 4.0])
    assert math.isnan(paired(one, one, FIVE).saved)
    assert math.isnan(paired(one, one + 0.1, FIVE).saved)


@pytest.mark.parametrize("beyond", [math.nan, math.inf])
def test_pairs_without_two_finite_values_are_left_out(beyond: float) -> None:
    found = paired(np.array([1.0, beyond, 3.0, beyond, 5.0]), np.array([2.0, 2.0, beyond, beyond, 4.0]), FIVE)
    assert (found.n, found.baseline, found.other, found.difference) == (2, 3.0, 3.0, 0.0)


def test_no_pair_has_nothing() -> None:
    found = paired(np.array([math.nan]), np.array([3.0]), FIVE)
    assert found.n == 0
    assert math.isnan(found.difference)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.lists(st.floats(0, 1), min_size=30, max_size=30))
def test_exchanging_the_scenarios_turns_the_difference_round(values: list[float], others: list[float]) -> None:
    one, two = np.array(values), np.array(others[: len(values)])
    there, back = paired(one, two, UNIT), paired(two, one, UNIT)
    assert there.difference == pytest.approx(-back.difference)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-7)
    assert there.p == pytest.approx(back.p)


def excludes_zero(found: Interval) -> bool:
    return not found.low <= 0.0 <= found.high


def test_so_many_times_as_many_are_enough_and_hardly_fewer() -> None:
    differences = np.random.default_rng(4).normal(0.02, 0.1, 50)
    times = times_as_many(differences, UNIT, excludes_zero)
    assert times is not None
    assert excludes_zero(of_mean(differences, UNIT.of_differences, copies=times))
    assert not excludes_zero(of_mean(differences, UNIT.of_differences, copies=times / 1.06))


def test_what_is_enough_already_takes_no_more_and_nothing_can_tell_apart_what_is_equal() -> None:
    assert times_as_many(np.full(500, 0.1), UNIT, excludes_zero) == 1.0
    assert times_as_many(np.zeros(50), UNIT, excludes_zero) is None


def parting(rng: np.random.Generator, n: int) -> Floats:
    """Pairs of which one in fifty parts, as often up as down: no difference at all."""
    return np.where(rng.random(n) < 0.02, rng.choice([-0.5, 0.5], n), rng.normal(0, 0.005, n))


def test_following_the_advice_to_its_end_finds_no_difference_that_is_not_there() -> None:
    rng = np.random.default_rng(9)
    fooled = 0
    for _ in range(200):
        values = parting(rng, 100)
        while values.size < 4000:
            times = times_as_many(values, UNIT, lambda each: excludes_zero(each) or each.high - each.low < 0.02)
            if times is None or times == 1.0:
                break
            values = np.concatenate([values, parting(rng, min(4000, math.ceil((times - 1) * values.size)))])
        fooled += excludes_zero(of_mean(values, UNIT.of_differences))
    assert fooled <= 0.05 * 200


def test_holm_steps_down_and_leaves_out_what_has_no_p() -> None:
    found = holm(np.array([0.04, math.nan, 0.01, 0.03]))
    assert found.tolist()[:1] + found.tolist()[2:] == pytest.approx([0.06, 0.03, 0.06])
    assert math.isnan(found[1])


def test_holm_keeps_the_chance_of_any_false_finding_below_the_level() -> None:
    rng = np.random.default_rng(11)
    false = sum(bool((holm(rng.random(7)) < 0.05).any()) for _ in range(TRIALS))
    assert of_share(false, TRIALS, 0.999).low <= 0.05


def test_several_outcomes_compared_at_once_are_those_compared_one_by_one() -> None:
    rng = np.random.default_rng(4)
    one, two = rng.random((2, 60)), 100 * rng.random((2, 60))
    one[0, :7] = np.nan
    nothing = np.full(60, np.nan)
    sides = [(one[0], one[1], UNIT), (two[0], two[1], Scale(0.0, 100.0)), (nothing, one[1], UNIT)]
    for found, (was, now, scale) in zip(paired_each(sides), sides, strict=True):
        assert found == pytest.approx(paired(was, now, scale), rel=1e-9, nan_ok=True)
    assert [each.n for each in paired_each(sides)] == [53, 60, 0]
