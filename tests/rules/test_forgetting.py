import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.forgetting import Forgetting, fade, lose_sight
from tests.rules.declared import CLEAR_LEVELS, LEVELS, by_default, is_between, repeatably, within_bounds

HALF = by_default(Forgetting)._replace(visibility=0.2, fade=0.5, neglect=0.5)


def test_visibility_loses_a_fifth_a_week() -> None:
    assert lose_sight(HALF, 0.5) == pytest.approx(0.4)


def test_esteem_out_of_sight_fades_half_way_to_less_than_the_regard_for_the_department() -> None:
    assert fade(HALF, esteem=0.8, visibility=0, regard=0.6) == pytest.approx(0.55)


def test_half_in_sight_esteem_fades_half_as_fast() -> None:
    assert fade(HALF, esteem=0.8, visibility=0.5, regard=0.6) == pytest.approx(0.675)


def test_nothing_fades_while_fully_in_sight() -> None:
    assert fade(HALF, esteem=0.8, visibility=1, regard=0.1) == 0.8


def test_without_neglect_the_forgotten_are_mere_members_of_their_department() -> None:
    assert fade(HALF._replace(fade=1, neglect=0), esteem=0.8, visibility=0, regard=0.6) == pytest.approx(0.6)


@repeatably
@given(within_bounds(Forgetting), LEVELS, st.integers(0, 60))
def test_visibility_decays_exponentially(p: Forgetting, visibility: float, weeks: int) -> None:
    expected = visibility * (1 - p.visibility) ** weeks
    for _ in range(weeks):
        visibility = lose_sight(p, visibility)
    assert visibility == pytest.approx(expected, abs=1e-12)


@repeatably
@given(within_bounds(Forgetting), LEVELS, LEVELS, LEVELS)
def test_esteem_never_overshoots_what_it_fades_to(
    p: Forgetting, esteem: float, visibility: float, regard: float
) -> None:
    after = fade(p, esteem, visibility, regard)
    assert 0 <= after <= 1
    assert is_between(after, esteem, (1 - p.neglect) * regard)


@repeatably
@given(CLEAR_LEVELS, CLEAR_LEVELS, LEVELS)
def test_the_unseen_are_unnoticed_before_they_are_not_taken_seriously(
    visibility: float, esteem: float, regard: float
) -> None:
    rules = by_default(Forgetting)
    left_of_visibility = lose_sight(rules, visibility) / visibility
    left_of_esteem = fade(rules, esteem, 0, regard) / esteem
    assert left_of_visibility < left_of_esteem
