import pytest
from hypothesis import given

from sim.rules.heard import Heard, result, take_stock
from tests.rules.declared import LEVELS, ROUNDING, is_between, repeatably, within_bounds


def test_three_times_the_fair_share_counts_as_three_quarters() -> None:
    assert result(agenda_share=0.6, fair_share=0.2) == pytest.approx(0.75)


def test_the_fair_share_is_neither_good_nor_bad() -> None:
    assert result(0.3, 0.3) == 0.5


def test_who_is_owed_nothing_and_gets_nothing_has_no_complaint() -> None:
    assert result(0, 0) == 0.5


def test_a_topic_that_never_came_up_was_not_heard() -> None:
    assert result(0, 0.2) == 0


def test_the_sense_of_being_heard_moves_a_tenth_of_the_way() -> None:
    assert take_stock(Heard(rate=0.1), heard=0.5, got=0.75, presence=1) == pytest.approx(0.525)


def test_who_stays_away_does_not_notice_that_things_got_better() -> None:
    assert take_stock(Heard(rate=0.1), heard=0.2, got=1, presence=0) == 0.2


@repeatably
@given(LEVELS, LEVELS, LEVELS)
def test_more_of_the_agenda_is_never_worse(one: float, other: float, fair: float) -> None:
    less, more = sorted((one, other))
    if fair > 0:
        assert 0 <= result(less, fair) <= result(more, fair) + ROUNDING <= 1 + ROUNDING


@repeatably
@given(within_bounds(Heard), LEVELS, LEVELS, LEVELS)
def test_the_sense_of_being_heard_never_overshoots(p: Heard, heard: float, got: float, presence: float) -> None:
    after = take_stock(p, heard, got, presence)
    assert 0 <= after <= 1
    assert is_between(after, heard, got)
