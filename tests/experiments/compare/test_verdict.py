"""What an interval says, and how many more replicates would say it."""

import math

import numpy as np
import pytest

from sim.experiments.compare.precision import next_stage, wanted
from sim.experiments.compare.verdict import judge, more_replicates
from sim.statistics import UNIT, Paired, of_mean, paired

BOTH = UNIT.of_differences


def found(low: float, high: float, n: int = 100) -> Paired:
    middle = (low + high) / 2
    return Paired(n, 0.5, 0.5 + middle, middle, low, high, 2.0, 0.5)


@pytest.mark.parametrize(
    ("low", "high", "direction", "word"),
    [
        (0.1, 0.2, 1, "better"),
        (0.1, 0.2, -1, "worse"),
        (-0.2, -0.1, 1, "worse"),
        (-0.2, -0.1, -1, "better"),
        (0.1, 0.2, 0, "higher"),
        (-0.2, -0.1, 0, "lower"),
        (-0.01, 0.015, 1, "within"),
        (0.005, 0.015, 1, "within"),
        (0.005, 0.025, 1, "better"),
        (-0.01, 0.05, 1, "undecided"),
        (0.0, 0.05, 1, "undecided"),
    ],
)
def test_the_verdict_follows_from_the_interval(low: float, high: float, direction: int, word: str) -> None:
    assert judge(found(low, high), direction, 0.02) == word


def test_one_pair_is_undecided() -> None:
    assert judge(paired(np.array([0.1]), np.array([0.9]), UNIT), 1, 0.02) == "undecided"


def test_without_pairs_there_is_nothing_to_compare() -> None:
    assert judge(paired(np.array([math.nan]), np.array([0.5]), UNIT), 1, 0.02) == "nothing"


def test_so_many_more_decide_if_they_are_like_the_first() -> None:
    differences = np.linspace(-0.1, 0.2, 60)
    more = more_replicates(differences, UNIT, 0.02)
    assert more is not None
    end, before = (of_mean(differences, BOTH, copies=1 + part * more / 60) for part in (1.0, 0.8))
    assert before.low < 0.0 < end.low


def test_pairs_without_a_value_must_be_run_too() -> None:
    differences = np.linspace(-0.1, 0.2, 60)
    half = np.concatenate([differences, np.full(60, math.nan)])
    whole, with_gaps = (more_replicates(each, UNIT, 0.02) for each in (differences, half))
    assert whole is not None
    assert with_gaps == pytest.approx(2 * whole, abs=2)


def test_what_is_equal_and_has_no_margin_is_never_decided() -> None:
    assert more_replicates(np.zeros(100), UNIT, 0.0) is None


def test_a_stage_is_what_is_needed_but_never_more_than_twice_nor_the_most() -> None:
    assert next_stage(100, 120.0, 10_000) == 126
    assert next_stage(100, 101.0, 10_000) == 125
    assert next_stage(100, math.inf, 10_000) == 200
    assert next_stage(100, 500.0, 150) == 150


def test_a_precision_that_is_there_needs_no_more_and_half_of_it_about_twice_as_many_where_nothing_varies() -> None:
    still = np.zeros(400)
    assert wanted(still, UNIT, 0.0125) == 400
    assert wanted(still, UNIT, 0.00625) == pytest.approx(800, rel=0.06)
    assert wanted(np.array([0.1]), UNIT, 1e-9) == math.inf


def test_stopping_by_width_keeps_the_coverage() -> None:
    # One pair in fifty parts: 100 pairs may have seen none, and would stop too early by a t interval.
    rng = np.random.default_rng(13)
    truth, trials, held = 0.01, 200, 0
    for _ in range(trials):
        differences = np.where(rng.random(6400) < 0.02, 0.5, 0.0)
        n = 100
        while n < 6400 and (need := wanted(differences[:n], UNIT, 0.01)) > n:
            n = next_stage(n, need, 6400)
        end = of_mean(differences[:n], BOTH)
        held += end.low <= truth <= end.high
    assert held >= 0.95 * trials
