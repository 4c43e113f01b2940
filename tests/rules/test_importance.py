import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.importance import Importance, draw, noticed, of_decisions
from tests.rules.declared import LEVELS, ROUNDING, repeatably, within_bounds


def test_half_is_at_stake_where_the_weight_is_one_and_nothing_in_internal_routine() -> None:
    assert of_decisions(1) == 0.5
    assert of_decisions(0) == 0


def test_who_is_heard_notices_and_who_is_not_reads_the_agenda() -> None:
    assert noticed(announced=0, heard=0.3) == 0.3
    assert noticed(announced=1, heard=0) == 1
    assert noticed(announced=0.5, heard=0.5) == 0.75


def test_the_pull_is_shared_out_by_what_is_at_stake_and_noticed() -> None:
    assert draw(Importance(pull=3), weight=2, announced=0, heard=0.2) == pytest.approx(0.4)


def test_internal_routine_draws_nobody() -> None:
    assert draw(Importance(pull=20), weight=0, announced=1, heard=1) == 0


@repeatably
@given(within_bounds(Importance), st.tuples(st.floats(0, 10), st.floats(0, 10)), LEVELS, st.tuples(LEVELS, LEVELS))
def test_more_at_stake_and_more_noticed_never_keep_anybody_away(
    p: Importance, weights: tuple[float, float], announced: float, heard: tuple[float, float]
) -> None:
    weight, more = sorted(weights)
    less_heard, more_heard = sorted(heard)
    before = draw(p, weight, announced, less_heard)
    assert 0 <= before <= p.pull
    assert draw(p, more, announced, less_heard) >= before - ROUNDING
    assert draw(p, weight, announced, more_heard) >= before - ROUNDING
