import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.experiments.sensitivity.estimates import Estimates
from sim.experiments.sensitivity.verdict import MOST, PRECISION, Size, of_distance, of_share

SIZE = Size(100, 10)


def one(value: float, half: float, luck: float = 0.0) -> Estimates:
    return Estimates(*(np.array([each]) for each in (value, value - half, value + half, luck)))


@pytest.mark.parametrize(
    ("value", "half", "word"),
    [
        (0.3, 0.04, "matters"),
        (0.3, 0.28, "matters"),
        (0.03, 0.01, "matters"),
        (0.02, 0.015, "small"),
        (0.001, 0.0005, "small"),
        (0.0, 0.0, "zero"),
        (0.01, 0.02, "zero"),
        (-0.02, 0.03, "zero"),
        (0.03, 0.03, "open"),
        (0.1, 0.2, "open"),
        (-0.1, 0.2, "open"),
    ],
)
def test_a_total_index_is_judged_by_its_interval(value: float, half: float, word: str) -> None:
    assert of_share(one(value, half), 0, SIZE).word == word


def test_four_times_the_base_samples_halve_an_interval() -> None:
    assert of_share(one(0.3, 2 * PRECISION), 0, SIZE).more_blocks == 300


def test_a_precise_index_needs_nothing_more() -> None:
    assert of_share(one(0.3, PRECISION), 0, SIZE)[1:] == (0, 0)


def test_where_luck_alone_is_too_wide_replicates_are_missing_too() -> None:
    told = of_share(one(0.3, 0.2, luck=0.1), 0, SIZE)
    # Luck may take half of the squared width: 0.1^2 to 0.05^2 / 2 is eight times as many replicates.
    assert told.more_replicates == 70
    assert told.more_blocks > 0
    assert of_share(one(0.3, 0.1, luck=0.1), 0, SIZE).more_blocks == 0


@given(value=st.floats(-0.2, 1.2), half=st.floats(0, 2), luck=st.floats(0, 1))
def test_with_what_is_missing_the_interval_is_as_narrow_as_wanted(value: float, half: float, luck: float) -> None:
    told = of_share(one(value, half, half * luck), 0, SIZE)
    if half > PRECISION:
        points = half**2 * (1 - luck**2) * SIZE.blocks / (SIZE.blocks + told.more_blocks)
        chance = (half * luck) ** 2 * SIZE.replicates / (SIZE.replicates + told.more_replicates)
        assert points + chance <= PRECISION**2 * 1.0001
    assert told.more_blocks >= 0
    assert told.more_replicates >= 0


@pytest.mark.parametrize(
    ("value", "half", "word"), [(0.3, 0.1, "matters"), (0.14, 0.1, "zero"), (0.2, 0.1, "open"), (0.15, 0.0, "zero")]
)
def test_a_distance_is_judged_against_that_of_a_dummy(value: float, half: float, word: str) -> None:
    assert of_distance(one(value, half), 0, 0.15, SIZE).word == word


def test_what_could_never_be_computed_is_told_as_such() -> None:
    assert of_distance(one(0.15 + 1e-12, 0.5), 0, 0.15, SIZE).more_blocks == MOST
