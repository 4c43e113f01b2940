import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.stereotype import Stereotype, counted_from, generalise
from tests.rules.declared import LEVELS, is_between, repeatably, within_bounds

CHANGES = st.floats(-1, 1)


def test_half_of_what_happens_to_one_happens_to_all() -> None:
    assert generalise(Stereotype(spill=0.5, reversion=1), regard=0.5, change=0.2) == pytest.approx(0.6)
    assert generalise(Stereotype(spill=0.5, reversion=1), regard=0.5, change=-0.2) == pytest.approx(0.4)


def test_without_stereotypes_regard_stays() -> None:
    assert generalise(Stereotype(spill=0, reversion=1), regard=0.5, change=-1) == 0.5


@pytest.mark.parametrize(("regard", "change", "after"), [(0.9, 0.5, 1), (0.1, -0.5, 0)])
def test_regard_ends_at_the_ends_of_the_scale(regard: float, change: float, after: float) -> None:
    assert generalise(Stereotype(spill=1, reversion=1), regard, change) == after


@repeatably
@given(within_bounds(Stereotype), LEVELS, CHANGES)
def test_regard_is_a_level_and_moves_with_the_change(p: Stereotype, regard: float, change: float) -> None:
    after = generalise(p, regard, change)
    assert 0 <= after <= 1
    assert (after - regard) * change >= 0
    assert abs(after - regard) <= abs(change) + 1e-12


def test_a_change_counts_from_the_person_from_the_department_or_from_between() -> None:
    for reversion, level in ((1, 0.8), (0, 0.4), (0.5, 0.6)):
        assert counted_from(Stereotype(spill=0.5, reversion=reversion), esteem=0.8, regard=0.4) == pytest.approx(level)


@repeatably
@given(within_bounds(Stereotype), LEVELS, LEVELS)
def test_a_change_never_counts_from_outside(p: Stereotype, esteem: float, regard: float) -> None:
    assert is_between(counted_from(p, esteem, regard), esteem, regard)
