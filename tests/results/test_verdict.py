import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.results.verdict import OUTCOMES, classify, verdict


@pytest.mark.parametrize(
    ("image", "outcome"),
    [
        ([0.5, 0.3, 0.1], "collapse"),
        ([0.3, 0.1, 0.01], "collapse"),
        ([0.6, 0.5, 0.4], "decline"),
        ([0.5, 0.47, 0.55], "stable"),
        ([0.1, 0.06, 0.05], "stable"),
        ([0.5, 0.2, 0.45], "recovery"),
        ([0.3, 0.35, 0.45], "recovery"),
        ([0.6, 0.2, 0.35], "recovery"),
        ([0.5, 0.2, 0.28], "decline"),
        ([0.45, 0.5, 0.6], "rise"),
        ([0.1, 0.15, 0.25], "rise"),
        ([np.nan, np.nan, np.nan], "undecided"),
    ],
)
def test_each_course_of_an_image_has_its_word(image: list[float], outcome: str) -> None:
    assert classify(np.array([image])).tolist() == [outcome]


@given(st.lists(st.floats(0, 1), min_size=2, max_size=12))
def test_every_image_gets_exactly_one_outcome(image: list[float]) -> None:
    assert verdict(np.array([image])).counts[classify(np.array([image]))[0]] == 1


def test_the_outcome_of_most_replicates_is_the_verdict() -> None:
    image = np.array([[0.5, 0.1]] * 93 + [[0.5, 0.5]] * 7)
    found = verdict(image)
    assert (found.outcome, found.share, found.replicates) == ("collapse", 0.93, 100)
    assert found.low < 0.93 < found.high
    assert (found.first, found.last) == (0.5, 0.1)
    assert found.groups is not None
    assert (found.groups.low.runs, found.groups.high.runs) == (93, 7)


def test_without_a_majority_the_verdict_is_undecided() -> None:
    image = np.array([[0.5, 0.1]] * 5 + [[0.5, 0.5]] * 5)
    found = verdict(image)
    assert found.outcome == "undecided"
    assert found.counts == {**dict.fromkeys(OUTCOMES, 0), "collapse": 5, "stable": 5}


def test_a_department_that_nobody_else_sees_has_no_verdict() -> None:
    found = verdict(np.full((3, 2), np.nan))
    assert found.outcome == "undecided"
    assert np.isnan(found.first)
