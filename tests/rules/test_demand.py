import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.demand import Demand, annoyance, annoyed, haste, insistence
from tests.rules.declared import LEVELS, ROUNDING, by_default, repeatably, within_bounds

DEMAND = by_default(Demand)._replace(strength=2)
FAIR = 0.5


def test_demanding_results_weighs_the_more_the_more_assertive_one_is() -> None:
    assert insistence(DEMAND, assertiveness=0.5) == pytest.approx(2)
    assert insistence(DEMAND, assertiveness=1) == pytest.approx(3)


def test_who_demands_nothing_has_no_more_than_their_voice() -> None:
    assert insistence(DEMAND._replace(strength=0), assertiveness=1) == 1


def test_demands_without_assertiveness_move_nothing() -> None:
    assert insistence(DEMAND._replace(strength=3), assertiveness=0) == 1


def test_more_is_decided_at_once_the_more_those_who_demand_it_speak() -> None:
    assert haste(DEMAND._replace(urgency=0.5), assertiveness=0.5, airtime=0.4) == pytest.approx(0.2)
    assert haste(DEMAND._replace(urgency=0.5), assertiveness=0.5, airtime=0) == 0


def test_demands_annoy_where_nothing_comes_of_them() -> None:
    p = DEMAND._replace(annoy=0.1)
    assert annoyance(p, assertiveness=0.5, got=0, talk=1) == pytest.approx(0.1)
    assert annoyance(p, assertiveness=0.5, got=0.25, talk=1) == pytest.approx(0.05)
    assert annoyed(0.6, annoyance(p, assertiveness=0.5, got=0, talk=1)) == pytest.approx(0.54)


def test_demands_that_got_their_topic_its_fair_share_annoy_nobody() -> None:
    assert annoyance(DEMAND._replace(annoy=1), assertiveness=1, got=FAIR, talk=1) == 0


def test_who_is_not_heard_or_demands_nothing_annoys_nobody() -> None:
    assert annoyance(DEMAND._replace(annoy=1), assertiveness=1, got=0, talk=0) == 0
    assert annoyance(DEMAND._replace(annoy=1, strength=0), assertiveness=1, got=0, talk=1) == 0


def test_without_a_price_and_without_urgency_demands_neither_annoy_nor_hurry() -> None:
    p = by_default(Demand)._replace(annoy=0, urgency=0)
    assert annoyance(p, assertiveness=1, got=0, talk=1) == 0
    assert haste(p, assertiveness=1, airtime=1) == 0


@repeatably
@given(within_bounds(Demand), LEVELS, LEVELS)
def test_assertiveness_never_makes_demands_weigh_less(p: Demand, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert 1 <= insistence(p, less) <= insistence(p, more) <= 1 + p.strength


@repeatably
@given(within_bounds(Demand), st.tuples(LEVELS, LEVELS), st.tuples(LEVELS, LEVELS, LEVELS))
def test_the_more_comes_of_demands_the_less_they_annoy(
    p: Demand, results: tuple[float, float], levels: tuple[float, float, float]
) -> None:
    less, more = sorted(results)
    assertiveness, talk, esteem = levels
    lost = annoyance(p, assertiveness, less, talk)
    assert 0 <= annoyance(p, assertiveness, more, talk) <= lost + ROUNDING
    assert 0 <= annoyed(esteem, lost) <= esteem
