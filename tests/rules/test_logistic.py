from decimal import Decimal, localcontext
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.logistic import LN2_HIGH, LN2_LOW, STEEPEST, exp_minus, logistic
from tests.rules.declared import repeatably

ERROR = 4e-16
# A grid that hits neither whole numbers nor multiples of ln 2, and the places where the reduction switches.
GRID = [STEEPEST * number / 7919 for number in range(7920)]
SWITCHES = [(halvings + 0.5) * 0.6931471805599453 + shift for halvings in range(57) for shift in (-1e-12, 0, 1e-12)]
ARGUMENTS = st.floats(-1e6, 1e6)


def exact(x: float) -> Decimal:
    """exp(-x) to forty digits."""
    with localcontext() as context:
        context.prec = 40
        return (-Decimal(x)).exp()


def test_log_of_three_means_three_times_out_of_four() -> None:
    assert logistic(1.0986122886681098) == pytest.approx(0.75, rel=ERROR)


def test_indifference_is_a_toss_up() -> None:
    assert logistic(0.0) == logistic(-0.0) == 0.5


def test_ln_2_is_told_to_twice_the_digits_of_a_float() -> None:
    with localcontext() as context:
        context.prec = 40
        assert abs(Decimal(LN2_HIGH) + Decimal(LN2_LOW) - Decimal(2).ln()) < Decimal("2e-26")


def test_exponential_is_the_true_one_to_the_last_digits() -> None:
    worst = max(abs(Decimal(exp_minus(x)) / exact(x) - 1) for x in GRID + [x for x in SWITCHES if 0 <= x <= STEEPEST])
    assert worst < Decimal(ERROR)


@repeatably
@given(st.floats(0, STEEPEST))
def test_exponential_is_that_of_the_c_library_but_for_the_last_digits(x: float) -> None:
    assert exp_minus(x) == pytest.approx(exp(-x), rel=ERROR, abs=0)


@repeatably
@given(st.floats(-STEEPEST, STEEPEST))
def test_probability_is_that_of_the_formula(x: float) -> None:
    assert logistic(x) == pytest.approx(1 / (1 + exp(-x)), rel=8e-16, abs=0)


@repeatably
@given(ARGUMENTS)
def test_for_and_against_sum_to_one(x: float) -> None:
    assert logistic(x) + logistic(-x) == pytest.approx(1, rel=ERROR)


@repeatably
@given(ARGUMENTS, st.floats(1e-9, 1e3))
def test_more_utility_never_means_less_probability(x: float, more: float) -> None:
    assert logistic(x) <= logistic(x + more)


@pytest.mark.parametrize("beyond", [STEEPEST, 41.0, 1e6, 1e300, float("inf")])
def test_beyond_the_steepest_it_is_flat(beyond: float) -> None:
    assert logistic(beyond) == logistic(STEEPEST) == 1.0
    assert logistic(-beyond) == logistic(-STEEPEST) > 0
