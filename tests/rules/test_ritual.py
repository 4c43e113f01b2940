from hypothesis import given

from sim.rules.ritual import Ritual, deterrence, substance
from tests.rules.declared import LEVELS, ROUNDING, by_default, repeatably, within_bounds

RITUAL = by_default(Ritual)


def test_a_meeting_half_of_which_is_form_deters_by_half_the_burden() -> None:
    assert deterrence(RITUAL._replace(level=0.5, burden=3)) == 1.5


def test_without_form_nothing_deters() -> None:
    assert deterrence(RITUAL._replace(level=0, burden=10)) == 0


def test_form_that_bothers_nobody_does_not_deter() -> None:
    assert deterrence(RITUAL._replace(level=1, burden=0)) == 0


def test_form_takes_its_time_from_talk_and_decisions() -> None:
    assert substance(RITUAL._replace(level=0.6, time=0.5)) == 0.7
    assert substance(RITUAL._replace(level=1, time=1)) == 0


def test_form_that_takes_no_time_leaves_the_whole_meeting() -> None:
    assert substance(RITUAL._replace(level=1, time=0)) == 1


@repeatably
@given(within_bounds(Ritual), LEVELS, LEVELS)
def test_more_form_never_leaves_more_of_a_meeting(p: Ritual, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert 0 <= substance(p._replace(level=more)) <= substance(p._replace(level=less)) + ROUNDING <= 1 + ROUNDING


@repeatably
@given(within_bounds(Ritual), LEVELS, LEVELS)
def test_more_form_never_deters_less(p: Ritual, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert 0 <= deterrence(p._replace(level=less)) <= deterrence(p._replace(level=more)) <= p.burden
