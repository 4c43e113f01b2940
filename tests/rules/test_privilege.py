import pytest
from hypothesis import given

from sim.rules.privilege import Privilege, skips, standing
from sim.rules.voice import Voice
from tests.rules.declared import LEVELS, by_default, repeatably, within_bounds


def test_standing_is_rank_times_ease() -> None:
    assert standing(rank_weight=1.5, highest_weight=3, ease=0.8) == pytest.approx(0.4)


def test_of_somebody_half_way_up_half_as_many_meetings_are_skipped() -> None:
    assert [skips(Privilege(share=0.5), standing=0.5, uniform=uniform) for uniform in (0.24, 0.26)] == [True, False]
    assert [skips(Privilege(share=0.5), standing=1, uniform=uniform) for uniform in (0.49, 0.51)] == [True, False]


def test_nobody_stands_higher_than_the_top() -> None:
    assert standing(rank_weight=10, highest_weight=0.1, ease=1) == 1


def test_who_feels_ill_at_ease_skips_nothing() -> None:
    assert not skips(Privilege(share=1), standing(3, 3, ease=0), uniform=2**-33)


def test_privilege_is_off_unless_a_scenario_switches_it_on() -> None:
    assert not skips(by_default(Privilege), standing=1, uniform=2**-33)


@repeatably
@given(within_bounds(Voice), LEVELS, LEVELS)
def test_standing_is_a_level_and_grows_with_ease(ranks: Voice, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert 0 <= standing(ranks.lead, ranks.head, less) <= standing(ranks.lead, ranks.head, more) <= 1


@repeatably
@given(within_bounds(Privilege), LEVELS, LEVELS, LEVELS)
def test_the_higher_the_standing_the_more_is_skipped(p: Privilege, one: float, other: float, uniform: float) -> None:
    assert skips(p, min(one, other), uniform) <= skips(p, max(one, other), uniform)
