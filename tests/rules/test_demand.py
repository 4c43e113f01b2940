import pytest
from hypothesis import given

from sim.rules.demand import Demand, insistence
from tests.rules.declared import LEVELS, repeatably, within_bounds


def test_demanding_results_weighs_the_more_the_more_assertive_one_is() -> None:
    assert insistence(Demand(strength=2), assertiveness=0.5) == pytest.approx(2)
    assert insistence(Demand(strength=2), assertiveness=1) == pytest.approx(3)


def test_who_demands_nothing_has_no_more_than_their_voice() -> None:
    assert insistence(Demand(strength=0), assertiveness=1) == 1


def test_demands_without_assertiveness_move_nothing() -> None:
    assert insistence(Demand(strength=3), assertiveness=0) == 1


@repeatably
@given(within_bounds(Demand), LEVELS, LEVELS)
def test_assertiveness_never_makes_demands_weigh_less(p: Demand, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert 1 <= insistence(p, less) <= insistence(p, more) <= 1 + p.strength
