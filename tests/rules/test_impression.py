import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.demand import Demand
from sim.rules.impression import (
    ADDITIVE,
    MULTIPLICATIVE,
    Impression,
    additive,
    coloured,
    first_impression,
    impress,
    multiplicative,
    performance,
    trait,
)
from tests.rules.declared import LEVELS, ROUNDING, by_default, declared, is_between, repeatably, within_bounds

SEEN = by_default(Impression)._replace(rate=0.5, colour=0.25, base=0.3, charisma=0.4, demand=0.2)
FORMS = [MULTIPLICATIVE, ADDITIVE]
STRENGTHS = st.floats(declared(Demand)["strength"].low, declared(Demand)["strength"].high)


def test_people_of_a_middling_level_have_any_charisma() -> None:
    assert [trait(0.5, uniform) for uniform in (0.0, 0.25, 0.9)] == [0.0, 0.25, 0.9]


@given(level=LEVELS, uniform=LEVELS)
def test_charisma_lies_around_its_level_and_within_the_scale(level: float, uniform: float) -> None:
    assert 0.0 <= trait(level, uniform) <= 1.0
    assert (trait(level, uniform) + trait(level, 1.0 - uniform)) / 2 == pytest.approx(level)


def test_charisma_shifts_the_first_impression_from_the_departments_image() -> None:
    assert first_impression(regard=0.5, weight=0.4, charisma=0.75) == pytest.approx(0.6)
    assert first_impression(regard=0.5, weight=0.4, charisma=0.5) == 0.5


def test_first_impressions_end_at_the_ends_of_the_scale() -> None:
    assert first_impression(regard=0.1, weight=1, charisma=0) == 0
    assert first_impression(regard=0.9, weight=1, charisma=1) == 1


def test_performance_adds_charisma_and_demand() -> None:
    assert performance(SEEN, charisma=0.5, demand=1, assertiveness=0.5) == pytest.approx(0.3 + 0.2 + 0.1)


def test_prejudice_colours_a_quarter_of_what_is_seen() -> None:
    assert coloured(SEEN, shown=0.8, regard=0.4) == pytest.approx(0.7)


def test_half_a_fair_share_of_the_talk_makes_half_the_impression() -> None:
    assert impress(MULTIPLICATIVE, SEEN, esteem=0.4, seen=0.8, talk=1) == pytest.approx(0.6)
    assert impress(MULTIPLICATIVE, SEEN, esteem=0.4, seen=0.8, talk=0.5) == pytest.approx(0.5)
    assert impress(ADDITIVE, SEEN, esteem=0.4, seen=0.8, talk=1) == pytest.approx(0.55)
    assert impress(ADDITIVE, SEEN, esteem=0.4, seen=0.8, talk=0.5) == pytest.approx(0.475)


def test_in_another_form_impressions_add_up_whatever_was_thought_before() -> None:
    assert impress(ADDITIVE, SEEN, esteem=0.2, seen=0.6, talk=1) == additive(SEEN, 0.2, 0.6, 1) == pytest.approx(0.25)
    assert impress(ADDITIVE, SEEN, esteem=0.8, seen=0.6, talk=1) == additive(SEEN, 0.8, 0.6, 1) == pytest.approx(0.85)
    assert impress(MULTIPLICATIVE, SEEN, esteem=0.8, seen=0.6, talk=1) == multiplicative(SEEN, 0.8, 0.6, 1) < 0.8


def test_impressions_that_add_up_end_at_the_bounds() -> None:
    assert impress(ADDITIVE, SEEN, esteem=0.9, seen=1, talk=1) == 1
    assert impress(ADDITIVE, SEEN, esteem=0.1, seen=0, talk=1) == 0


@pytest.mark.parametrize("form", FORMS)
def test_who_says_nothing_leaves_no_impression(form: float) -> None:
    assert impress(form, SEEN, esteem=0.4, seen=1, talk=0) == 0.4


def test_full_prejudice_sees_nothing_but_the_department() -> None:
    assert coloured(SEEN._replace(colour=1), shown=0.8, regard=0.4) == 0.4


def test_nobody_shows_more_than_everything() -> None:
    assert performance(SEEN, charisma=1, demand=3, assertiveness=1) == 1


@repeatably
@given(LEVELS, LEVELS, LEVELS)
def test_first_impressions_are_levels(regard: float, weight: float, charisma: float) -> None:
    assert 0 <= first_impression(regard, weight, charisma) <= 1


@repeatably
@given(within_bounds(Impression), LEVELS, LEVELS, STRENGTHS, LEVELS)
def test_charisma_never_does_harm(p: Impression, one: float, other: float, demand: float, assertiveness: float) -> None:
    less, more = sorted((one, other))
    shown = [performance(p, charisma, demand, assertiveness) for charisma in (less, more)]
    assert 0 <= shown[0] <= shown[1] + ROUNDING <= 1 + ROUNDING


@repeatably
@given(within_bounds(Impression), LEVELS, LEVELS, LEVELS, LEVELS)
def test_esteem_never_overshoots_what_was_seen(
    p: Impression, esteem: float, shown: float, regard: float, talk: float
) -> None:
    seen = coloured(p, shown, regard)
    after = impress(MULTIPLICATIVE, p, esteem, seen, talk)
    assert is_between(seen, shown, regard)
    assert is_between(after, esteem, seen)
    assert 0 <= after <= 1


@repeatably
@given(within_bounds(Impression), LEVELS, LEVELS)
def test_the_forms_make_the_same_of_somebody_thought_middling(p: Impression, seen: float, talk: float) -> None:
    assert impress(ADDITIVE, p, 0.5, seen, talk) == pytest.approx(impress(MULTIPLICATIVE, p, 0.5, seen, talk))


@repeatably
@given(st.sampled_from(FORMS), within_bounds(Impression), st.tuples(*[LEVELS] * 5))
def test_in_any_form_better_is_never_worse(form: float, p: Impression, levels: tuple[float, ...]) -> None:
    talk, *rest = levels
    less, more = sorted(rest[:2])
    worse, better = sorted(rest[2:])
    after = [impress(form, p, less, worse, talk), impress(form, p, more, better, talk)]
    assert 0 <= after[0] <= after[1] + ROUNDING <= 1 + ROUNDING
