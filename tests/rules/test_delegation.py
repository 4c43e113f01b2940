import pytest
from hypothesis import given

from sim.rules.delegation import Delegation, sends
from tests.rules.declared import LEVELS, repeatably, within_bounds


def test_a_quarter_of_the_time_the_delegate_comes() -> None:
    assert [sends(Delegation(share=0.25), uniform) for uniform in (0.1, 0.24, 0.26, 0.9)] == [True, True, False, False]


@pytest.mark.parametrize(("share", "comes"), [(0, False), (1, True)])
def test_a_delegate_who_never_or_always_comes(share: float, comes: bool) -> None:
    for uniform in (2**-33, 0.5, 1 - 2**-33):
        assert sends(Delegation(share), uniform) is comes


@repeatably
@given(within_bounds(Delegation), within_bounds(Delegation), LEVELS)
def test_who_sends_a_delegate_more_often_sends_one_whenever_others_do(
    p: Delegation, q: Delegation, uniform: float
) -> None:
    rarely, often = sorted((p, q))
    assert sends(rarely, uniform) <= sends(often, uniform)
