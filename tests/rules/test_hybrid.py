import pytest
from hypothesis import given

from sim.rules.hybrid import Hybrid, presence
from tests.rules.declared import LEVELS, repeatably, within_bounds


def test_half_of_those_with_customers_join_by_video_and_count_a_third() -> None:
    rules = Hybrid(share=0.5, presence=1 / 3)
    assert [presence(rules, uniform) for uniform in (0.2, 0.49, 0.51, 0.9)] == [1 / 3, 1 / 3, 0, 0]


@pytest.mark.parametrize(("share", "counts"), [(0, 0), (1, 0.4)])
def test_nobody_or_everybody_joins_by_video(share: float, counts: float) -> None:
    for uniform in (2**-33, 1 - 2**-33):
        assert presence(Hybrid(share, presence=0.4), uniform) == counts


@repeatably
@given(within_bounds(Hybrid), LEVELS, LEVELS)
def test_presence_by_video_is_a_level_and_never_more_than_agreed(p: Hybrid, one: float, other: float) -> None:
    earlier, later = sorted((one, other))
    assert 0 <= presence(p, later) <= presence(p, earlier) <= p.presence
