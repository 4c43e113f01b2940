"""The last word on a plan, repeated where the truth is known."""

import pytest

from benchmarks.coverage.recommend import held


@pytest.mark.parametrize(("both", "alone"), [(0.94, 0.91), (0.95, 0.93), (0.93, 0.8)])
def test_the_reported_share_holds_and_no_plan_is_falsely_sure(both: float, alone: float) -> None:
    found = held(both, alone, 150)
    assert found.held >= 0.9
    assert found.false <= 0.05
    assert found.contradicted <= 0.05
    assert abs(found.bias) < 0.003


def test_a_needless_measure_is_left_out() -> None:
    assert held(0.95, 0.935, 40).simple >= 0.9
    assert held(0.95, 0.85, 40).simple == 0.0
