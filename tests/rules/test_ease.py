import pytest
from hypothesis import given

from sim.rules.ease import Ease, settle
from tests.rules.declared import LEVELS, is_between, repeatably, within_bounds

FIFTH = Ease(rate=0.2)


def test_one_meeting_moves_ease_a_fifth_of_the_way_to_the_esteem_met_there() -> None:
    assert settle(FIFTH, ease=0.5, esteem=1, presence=1) == pytest.approx(0.6)
    assert settle(FIFTH, ease=0.5, esteem=0, presence=1) == pytest.approx(0.4)


def test_by_video_one_learns_less() -> None:
    assert settle(FIFTH, ease=0.5, esteem=1, presence=0.5) == pytest.approx(0.55)


def test_who_stays_away_learns_nothing() -> None:
    assert settle(FIFTH, ease=0.2, esteem=1, presence=0) == 0.2


@repeatably
@given(within_bounds(Ease), LEVELS, LEVELS, LEVELS)
def test_ease_never_overshoots_the_esteem_of_the_others(p: Ease, ease: float, esteem: float, presence: float) -> None:
    after = settle(p, ease, esteem, presence)
    assert 0 <= after <= 1
    assert is_between(after, ease, esteem)
