import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.service import Service, commit, deliver
from tests.rules.declared import LEVELS, ROUNDING, by_default, is_between, repeatably, shares, within_bounds

HALF = by_default(Service)._replace(commitment=0.25, rate=0.5, need=0.2)


def test_decisions_move_a_quarter_of_the_resources_a_week() -> None:
    assert commit(HALF, resources=0.4, decided=0.8, pace=1) == pytest.approx(0.5)


def test_the_more_is_decided_the_faster_resources_follow_and_at_most_at_once() -> None:
    assert commit(HALF, resources=0.4, decided=0.8, pace=0) == 0.4
    assert commit(HALF, resources=0.4, decided=0.8, pace=2) == pytest.approx(0.6)
    assert commit(HALF, resources=0.4, decided=0.8, pace=9) == pytest.approx(0.8)


def test_half_of_what_customers_need_is_half_the_service_in_the_end() -> None:
    assert deliver(HALF, service=0.4, customer_share=0.1) == pytest.approx(0.45)
    assert deliver(HALF._replace(rate=1), service=0.4, customer_share=0.1) == pytest.approx(0.5)


def test_more_than_customers_need_serves_them_no_better_than_fully() -> None:
    assert deliver(HALF, 0.4, customer_share=0.2) == deliver(HALF, 0.4, customer_share=1) == pytest.approx(0.7)


def test_without_resources_service_runs_down() -> None:
    assert deliver(HALF, service=0.4, customer_share=0) == pytest.approx(0.2)


@repeatably
@given(within_bounds(Service), LEVELS, LEVELS)
def test_service_is_a_level_that_never_overshoots(p: Service, service: float, customer_share: float) -> None:
    after = deliver(p, service, customer_share)
    assert 0 <= after <= 1
    assert is_between(after, service, min(1.0, customer_share / p.need))


@repeatably
@given(within_bounds(Service), LEVELS, LEVELS, LEVELS)
def test_more_resources_never_serve_customers_worse(p: Service, service: float, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert deliver(p, service, less) <= deliver(p, service, more) + ROUNDING


@repeatably
@given(within_bounds(Service), shares(), st.floats(0, 20))
def test_resources_are_shared_out_whole(p: Service, decided: list[float], pace: float) -> None:
    resources = [1 / len(decided)] * len(decided)
    assert sum(commit(p, *each, pace) for each in zip(resources, decided, strict=True)) == pytest.approx(1)
