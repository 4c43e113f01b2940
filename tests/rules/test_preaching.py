import pytest
from hypothesis import given

from sim.rules.attention import Attention
from sim.rules.preaching import Preaching, believe, licence, wear_off
from tests.rules.declared import LEVELS, by_default, declared, is_between, repeatably, shares, within_bounds

LOUD = Preaching(strength=2, licence=0.5, belief=0.05, wear=0.15)


def test_twice_as_loud_excuses_twice_as_much() -> None:
    assert licence(LOUD, novelty=1) == 1
    assert licence(LOUD._replace(strength=1), novelty=1) == 0.5


def test_words_move_interest_a_little_towards_customers() -> None:
    assert believe(LOUD, interest=0.2, customer_ideal=1, novelty=1) == pytest.approx(0.28)


def test_where_nobody_preaches_nothing_is_excused_and_nobody_moved() -> None:
    silent = LOUD._replace(strength=0)
    assert licence(silent, 1) == 0
    assert believe(silent, 0.2, 1, 1) == 0.2


def test_nobody_believes_more_than_everything() -> None:
    assert believe(Preaching(strength=3, licence=0, belief=1, wear=0), 0.2, 1, novelty=1) == 1


def test_the_loudest_sermon_moves_less_than_the_job_pulls_back() -> None:
    loudest = declared(Preaching)["strength"].high
    assert loudest * by_default(Preaching).belief < by_default(Attention).job / 10


def test_words_half_as_new_do_half_as_much() -> None:
    assert licence(LOUD, novelty=0.5) == 0.5
    assert believe(LOUD, interest=0.2, customer_ideal=1, novelty=0.5) == pytest.approx(0.24)


def test_a_week_of_preaching_wears_the_words_off_and_a_week_without_makes_them_newer() -> None:
    assert wear_off(LOUD, novelty=0.8) == pytest.approx(0.68)
    assert wear_off(LOUD._replace(strength=0), novelty=0.8) == pytest.approx(0.83)


def test_quiet_words_wear_off_more_slowly_and_loud_ones_no_faster_than_usual() -> None:
    assert wear_off(LOUD._replace(strength=0.5), novelty=0.8) == pytest.approx(0.74)
    assert wear_off(LOUD._replace(strength=3), novelty=0.8) == wear_off(LOUD._replace(strength=1), novelty=0.8)


def test_words_that_do_not_wear_off_stay_new_to_the_last_bit() -> None:
    for strength in (0.0, 0.3, 3.0):
        assert wear_off(LOUD._replace(strength=strength, wear=0), novelty=1.0) == 1.0


@repeatably
@given(within_bounds(Preaching), LEVELS)
def test_novelty_only_falls_where_somebody_preaches_and_only_rises_elsewhere(p: Preaching, novelty: float) -> None:
    assert 0 <= wear_off(p._replace(strength=max(p.strength, 0.1)), novelty) <= novelty
    assert novelty <= wear_off(p._replace(strength=0), novelty) <= 1


@repeatably
@given(within_bounds(Preaching), LEVELS, LEVELS, LEVELS)
def test_interest_never_overshoots_what_is_preached(
    p: Preaching, interest: float, ideal: float, novelty: float
) -> None:
    after = believe(p, interest, ideal, novelty)
    assert 0 <= after <= 1
    assert is_between(after, interest, ideal)


@repeatably
@given(within_bounds(Preaching), shares(), LEVELS)
def test_interests_still_sum_to_one(p: Preaching, interests: list[float], novelty: float) -> None:
    ideals = [1.0] + [0.0] * (len(interests) - 1)
    assert sum(believe(p, *each, novelty) for each in zip(interests, ideals, strict=True)) == pytest.approx(1)


@repeatably
@given(within_bounds(Preaching), within_bounds(Preaching), LEVELS)
def test_louder_words_never_excuse_less(p: Preaching, q: Preaching, novelty: float) -> None:
    quiet, loud = sorted((p, q))
    assert 0 <= licence(quiet._replace(licence=loud.licence), novelty) <= licence(loud, novelty)
