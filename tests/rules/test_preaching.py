import pytest
from hypothesis import given

from sim.rules.attention import Attention
from sim.rules.preaching import Preaching, believe, licence
from tests.rules.declared import LEVELS, by_default, declared, is_between, repeatably, shares, within_bounds

LOUD = Preaching(strength=2, licence=0.5, belief=0.05)


def test_twice_as_loud_excuses_twice_as_much() -> None:
    assert licence(LOUD) == 1
    assert licence(LOUD._replace(strength=1)) == 0.5


def test_words_move_interest_a_little_towards_customers() -> None:
    assert believe(LOUD, interest=0.2, customer_ideal=1) == pytest.approx(0.28)


def test_where_nobody_preaches_nothing_is_excused_and_nobody_moved() -> None:
    silent = LOUD._replace(strength=0)
    assert licence(silent) == 0
    assert believe(silent, 0.2, 1) == 0.2


def test_nobody_believes_more_than_everything() -> None:
    assert believe(Preaching(strength=3, licence=0, belief=1), 0.2, 1) == 1


def test_the_loudest_sermon_moves_less_than_the_job_pulls_back() -> None:
    loudest = declared(Preaching)["strength"].high
    assert loudest * by_default(Preaching).belief < by_default(Attention).job / 10


@repeatably
@given(within_bounds(Preaching), LEVELS, LEVELS)
def test_interest_never_overshoots_what_is_preached(p: Preaching, interest: float, ideal: float) -> None:
    after = believe(p, interest, ideal)
    assert 0 <= after <= 1
    assert is_between(after, interest, ideal)


@repeatably
@given(within_bounds(Preaching), shares())
def test_interests_still_sum_to_one(p: Preaching, interests: list[float]) -> None:
    ideals = [1.0] + [0.0] * (len(interests) - 1)
    assert sum(believe(p, *each) for each in zip(interests, ideals, strict=True)) == pytest.approx(1)


@repeatably
@given(within_bounds(Preaching), within_bounds(Preaching))
def test_louder_words_never_excuse_less(p: Preaching, q: Preaching) -> None:
    quiet, loud = sorted((p, q))
    assert 0 <= licence(quiet._replace(licence=loud.licence)) <= licence(loud)
