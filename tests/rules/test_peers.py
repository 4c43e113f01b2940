import pytest
from hypothesis import given

from sim.rules.peers import Peers, draw
from tests.rules.declared import LEVELS, ROUNDING, repeatably, within_bounds


def test_where_half_of_them_came_colleagues_say_nothing() -> None:
    assert draw(Peers(pull=5), 0.5) == 0


def test_full_attendance_draws_as_much_as_empty_rooms_keep_away() -> None:
    assert draw(Peers(pull=2), 1) == 1
    assert draw(Peers(pull=2), 0) == -1


@repeatably
@given(within_bounds(Peers), LEVELS, LEVELS)
def test_more_colleagues_never_keep_anybody_away(p: Peers, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert draw(p, less) <= draw(p, more) + ROUNDING
    assert draw(p, less) == pytest.approx(-draw(p, 1 - less), abs=1e-9)
