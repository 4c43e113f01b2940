from hypothesis import given

from sim.rules.ritual import Ritual, deterrence
from tests.rules.declared import LEVELS, repeatably, within_bounds


def test_a_meeting_half_of_which_is_form_deters_by_half_the_burden() -> None:
    assert deterrence(Ritual(level=0.5, burden=3)) == 1.5


def test_without_form_nothing_deters() -> None:
    assert deterrence(Ritual(level=0, burden=10)) == 0


def test_form_that_bothers_nobody_does_not_deter() -> None:
    assert deterrence(Ritual(level=1, burden=0)) == 0


@repeatably
@given(within_bounds(Ritual), LEVELS, LEVELS)
def test_more_form_never_deters_less(p: Ritual, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert 0 <= deterrence(p._replace(level=less)) <= deterrence(p._replace(level=more)) <= p.burden
