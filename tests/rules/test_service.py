import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.service import Service, commit, deliver, favour, through_owner
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


def test_who_stands_twice_as_high_gets_twice_the_personal_share() -> None:
    assert favour(HALF._replace(personal=0.5), standing=0.6, usual=0.3) == pytest.approx(1.5)
    assert favour(HALF._replace(personal=1), standing=0.6, usual=0.3) == pytest.approx(2)


def test_without_a_personal_share_standing_changes_nothing() -> None:
    assert favour(HALF._replace(personal=0), standing=0.6, usual=0.3) == 1


def test_where_nobody_has_any_standing_all_are_served_alike() -> None:
    assert favour(HALF._replace(personal=1), standing=0, usual=0) == 1


def test_favour_divides_what_there_is_and_nobody_gets_more_than_all() -> None:
    assert through_owner(service=0.4, favour=1.5) == pytest.approx(0.6)
    assert through_owner(service=0.8, favour=1.5) == 1


@repeatably
@given(within_bounds(Service), LEVELS, LEVELS, LEVELS, st.floats(0.01, 1))
def test_more_standing_never_serves_a_customer_worse(
    p: Service, service: float, one: float, other: float, usual: float
) -> None:
    less, more = (through_owner(service, favour(p, standing, usual)) for standing in sorted((one, other)))
    assert 0 <= less <= more <= 1


@repeatably
@given(within_bounds(Service), st.lists(LEVELS, min_size=1))
def test_what_some_gain_by_standing_others_lose(p: Service, standing: list[float]) -> None:
    usual = sum(standing) / len(standing)
    assert sum(favour(p, each, usual) for each in standing) == pytest.approx(len(standing))


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
