import math

import pytest

from sim.errors import ScenarioError
from sim.experiments.compare.tolerance import ANYTHING, MARGIN, Tolerance, read


def test_what_is_left_out_is_the_default() -> None:
    assert read([], "margin", MARGIN) == MARGIN
    assert MARGIN.of("points", 104, 20.0) == 0.5
    assert MARGIN.of("weeks", 104, 20.0) == 1.0


def test_a_share_is_taken_of_the_scale_of_each_unit() -> None:
    found = read(["0.01"], "margin", MARGIN)
    assert [found.of(unit, 104, 30.0) for unit in ("level", "share", "points", "weeks", "talks")] == pytest.approx(
        [0.01, 0.01, 1.0, 1.04, 0.3]
    )


def test_a_unit_has_its_own() -> None:
    found = read(["0.01", "points=2"], "margin", MARGIN)
    assert found == Tolerance(0.01, {"points": 2.0})


def test_a_precision_of_one_unit_asks_nothing_of_the_others() -> None:
    found = read(["points=2"], "precision", ANYTHING)
    assert found.of("points", 104, 20.0) == 2.0
    assert found.of("level", 104, 20.0) == math.inf


def test_counts_without_a_baseline_have_no_tolerance() -> None:
    assert MARGIN.of("talks", 104, math.nan) == 0.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("wide", "precision: must be a number above 0, or UNIT=NUMBER, got 'wide'"),
        ("0", "precision: must be a number above 0, or UNIT=NUMBER, got '0'"),
        ("nan", "precision: must be a number above 0, or UNIT=NUMBER, got 'nan'"),
        ("2", "precision: must be a share of the scale below 1, or UNIT=NUMBER, got '2'"),
        (
            "week=1",
            "precision: must name a unit, level, share, points, talks, visits, dates, weeks, got 'week'; did you",
        ),
    ],
)
def test_what_is_no_tolerance_is_refused(text: str, message: str) -> None:
    with pytest.raises(ScenarioError) as error:
        read([text], "precision", ANYTHING)
    assert str(error.value).startswith(message)
