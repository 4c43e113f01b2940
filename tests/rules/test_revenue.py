import pytest
from hypothesis import given

from sim.rules.blame import gap
from sim.rules.revenue import Revenue, earned
from tests.rules.declared import LEVELS, repeatably, within_bounds


def test_half_the_goodwill_at_half_the_service_earns_a_quarter() -> None:
    assert earned(goodwill=0.5, service=0.5) == 0.25


@pytest.mark.parametrize(("goodwill", "service"), [(0, 1), (1, 0)])
def test_neither_goodwill_nor_service_earns_anything_alone(goodwill: float, service: float) -> None:
    assert earned(goodwill, service) == 0


def test_full_goodwill_and_full_service_earn_the_whole_potential() -> None:
    assert earned(1, 1) == 1


@repeatably
@given(LEVELS, LEVELS, LEVELS, LEVELS)
def test_revenue_is_a_share_and_grows_with_both(goodwill: float, service: float, more: float, better: float) -> None:
    revenue = earned(goodwill, service)
    assert 0 <= revenue <= earned(max(goodwill, more), max(service, better)) <= 1


@repeatably
@given(within_bounds(Revenue), LEVELS, LEVELS)
def test_every_plan_can_be_compared_with_revenue(p: Revenue, goodwill: float, service: float) -> None:
    assert 0 <= gap(earned(goodwill, service), p.plan) <= 1
