"""What an interval says, and how many more replicates would say it."""

import math

import numpy as np
import pytest

from sim.experiments.compare.precision import next_stage, wanted
from sim.experiments.compare.verdict import judge, more_replicates
from sim.experiments.paired import Paired, paired
from sim.results.intervals import wilson


def found(low: float, high: float, n: int = 100) -> Paired:
    middle = (low + high) / 2
    spread = (high - low) / 2 * math.sqrt(n) / 1.96
    return Paired(n, 0.5, 0.5 + middle, middle, low, high, spread, 2.0, 0.5)


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
    ],
)
def test_the_verdict_follows_from_the_interval(low: float, high: float, direction: int, word: str) -> None:
    assert judge(found(low, high), direction, 0.02, 100).word == word


def test_only_what_is_undecided_asks_for_more() -> None:
    assert judge(found(0.1, 0.2), 1, 0.02, 100).more is None
    assert judge(found(-0.01, 0.05), 1, 0.02, 100).more is not None


def test_one_pair_is_undecided_without_a_number() -> None:
    assert judge(paired(np.array([1.0]), np.array([2.0])), 1, 0.02, 1) == ("undecided", None)


def test_without_pairs_there_is_nothing_to_compare() -> None:
    assert judge(paired(np.array([math.nan]), np.array([2.0])), 1, 0.02, 1).word == "nothing"


def test_a_worked_example_of_how_many_more() -> None:
    # Spread 1, difference 0.3: an interval of 0.3 with power 0.8 needs (2.8016 / 0.3)^2 = 87.2 pairs.
    wide = Paired(50, 0.0, 0.3, 0.3, 0.3 - 0.284, 0.3 + 0.284, 1.0, 1.0, 0.04)
    assert more_replicates(wide, 0.02, 50) == 38
    # Where half of the pairs are missing, twice as many must be run.
    assert more_replicates(wide, 0.02, 100) == 75


def test_four_of_five_are_decided_after_as_many_more() -> None:
    rng = np.random.default_rng(5)
    truth, spread, margin, trials = 0.1, 1.0, 0.02, 1000
    first = Paired(100, 0.0, truth, truth, truth - 0.2, truth + 0.2, spread, 1.0, 0.3)
    n = 100 + more_replicates(first, margin, 100)
    decided = sum(
        judge(paired(np.zeros(n), rng.normal(truth, spread, n)), 1, margin, n).word == "better" for _ in range(trials)
    )
    low, high = wilson(decided, trials, 0.999)
    assert low <= 0.8 <= high


def test_a_stage_is_what_is_needed_but_never_more_than_twice_nor_the_most() -> None:
    assert next_stage(100, 120.0, 10_000) == 126
    assert next_stage(100, 101.0, 10_000) == 125
    assert next_stage(100, math.inf, 10_000) == 200
    assert next_stage(100, 500.0, 150) == 150


def test_an_interval_twice_as_wide_as_wanted_needs_four_times_as_many() -> None:
    assert wanted(found(-0.02, 0.02), 0.01, 100) == pytest.approx(400)
    assert wanted(found(-0.02, 0.02), 0.05, 100) == 100
    assert wanted(paired(np.array([1.0]), np.array([2.0])), 0.1, 1) == math.inf


def test_stopping_by_width_keeps_the_coverage() -> None:
    rng = np.random.default_rng(13)
    truth, trials, held = 0.3, 1000, 0
    for _ in range(trials):
        differences = rng.normal(truth, 1.0, 3000)
        n = 100
        while True:
            now = paired(np.zeros(n), differences[:n])
            need = wanted(now, 0.08, n)
            if need <= n or n == 3000:
                break
            n = next_stage(n, need, 3000)
        assert n < 3000
        held += now.low <= truth <= now.high
    low, high = wilson(held, trials, 0.999)
    assert low <= 0.95 <= high
