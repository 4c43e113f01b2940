import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.visibility import Visibility, see
from tests.rules.declared import LEVELS, repeatably, within_bounds

HALF = Visibility(exposure=0.5)


def test_one_meeting_brings_a_person_half_way_into_view() -> None:
    assert see(HALF, visibility=0.2, presence=1) == pytest.approx(0.6)


def test_by_video_one_is_seen_less() -> None:
    assert see(HALF, visibility=0.2, presence=0.5) == pytest.approx(0.4)


def test_who_is_fully_seen_cannot_be_seen_more() -> None:
    assert see(HALF, visibility=1, presence=1) == 1


def test_without_exposure_nobody_comes_into_view() -> None:
    assert see(Visibility(exposure=0), visibility=0.2, presence=1) == 0.2


@repeatably
@given(within_bounds(Visibility), LEVELS, st.integers(0, 60))
def test_meetings_add_up_to_one_minus_what_each_left_unseen(p: Visibility, visibility: float, n: int) -> None:
    expected = 1 - (1 - visibility) * (1 - p.exposure) ** n
    for _ in range(n):
        visibility = see(p, visibility, presence=1)
    assert visibility == pytest.approx(expected, abs=1e-12)


@repeatably
@given(within_bounds(Visibility), LEVELS, LEVELS)
def test_being_there_never_makes_anybody_less_visible(p: Visibility, visibility: float, presence: float) -> None:
    assert visibility <= see(p, visibility, presence) <= 1
