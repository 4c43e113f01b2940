import pytest
from hypothesis import given

from sim.rules.influence import Influence, remember
from tests.rules.declared import LEVELS, is_between, repeatably, shares, within_bounds


def test_a_change_in_who_has_the_say_is_noticed_by_a_tenth_a_week() -> None:
    assert remember(Influence(memory=0.1), influence=0.4, say=0.6) == pytest.approx(0.42)


def test_with_a_memory_of_one_influence_is_last_weeks_say() -> None:
    assert remember(Influence(memory=1), influence=0.25, say=0.75) == 0.75


def test_without_memory_for_news_influence_stays() -> None:
    assert remember(Influence(memory=0), influence=0.4, say=0.6) == 0.4


@repeatably
@given(within_bounds(Influence), LEVELS, LEVELS)
def test_influence_never_overshoots_the_say(p: Influence, influence: float, say: float) -> None:
    after = remember(p, influence, say)
    assert 0 <= after <= 1
    assert is_between(after, influence, say)


@repeatably
@given(within_bounds(Influence), shares())
def test_points_are_split_whole(p: Influence, say: list[float]) -> None:
    influence = [1 / len(say)] * len(say)
    assert sum(remember(p, *each) for each in zip(influence, say, strict=True)) == pytest.approx(1)
