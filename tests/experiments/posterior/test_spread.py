"""Luck and parameters are told apart where both are known."""

import numpy as np
import pytest

from sim.experiments.posterior.spread import same_sign, spread
from sim.statistics import Scale

WIDE = Scale(-100.0, 100.0)
DRAWS, RUNS = 200, 8


def made(parameters: float, luck: float, seed: int = 1) -> np.ndarray:
    """Values whose variance is known: float64 (draw, run)."""
    chance = np.random.default_rng(seed)
    return 1 + parameters * chance.standard_normal((DRAWS, 1)) + luck * chance.standard_normal((DRAWS, RUNS))


@pytest.mark.parametrize(("parameters", "luck"), [(1.0, 1.0), (0.5, 1.0), (1.0, 0.2), (2.0, 1.0)])
def test_both_parts_are_found(parameters: float, luck: float) -> None:
    found = [spread(made(parameters, luck, seed), WIDE) for seed in range(20)]
    share = np.mean([each.share for each in found])
    assert share == pytest.approx(parameters**2 / (parameters**2 + luck**2), abs=0.03)
    ends = np.mean([[each.low, each.high] for each in found], axis=0)
    assert ends == pytest.approx([1 - 1.645 * parameters, 1 + 1.645 * parameters], rel=0.1, abs=0.05)


def test_where_all_is_luck_the_draws_are_alike() -> None:
    found = [spread(made(0.0, 1.0, seed), WIDE) for seed in range(20)]
    assert np.mean([each.share for each in found]) < 0.02
    assert np.mean([each.high - each.low for each in found]) < 0.4  # means of eight runs alone spread over 1.16


def test_where_nothing_is_luck_draws_stay_as_they_are() -> None:
    values = made(1.0, 0.0)
    found = spread(values, WIDE)
    assert found.share == pytest.approx(1.0)
    assert found.draws == pytest.approx(values[:, 0])


def test_where_nothing_differs_there_is_no_share() -> None:
    found = spread(np.full((DRAWS, RUNS), 0.5), WIDE)
    assert np.isnan(found.share)
    assert (found.low, found.high) == (0.5, 0.5)


def test_draws_stay_within_the_scale_and_unknown_runs_are_left_out() -> None:
    values = np.clip(made(1.0, 0.5), 0, 1)
    values[:3, 1:] = np.nan
    found = spread(values, Scale(0.0, 1.0))
    assert found.draws.size == DRAWS - 3
    assert found.draws.min() >= 0
    assert found.draws.max() <= 1


def test_signs_are_counted_with_luck_taken_out() -> None:
    assert same_sign(spread(made(0.3, 0.1), WIDE)) == DRAWS
    assert same_sign(spread(made(0.3, 0.1) - 1, WIDE)) < 0.8 * DRAWS
    assert same_sign(spread(np.zeros((DRAWS, RUNS)), WIDE)) == 0


def test_where_luck_leaves_the_sign_open_not_all_draws_have_it() -> None:
    counts = [same_sign(spread(made(0.0, 1.0, seed) - 1, WIDE)) for seed in range(40)]
    assert np.mean(counts) < 0.85 * DRAWS
    assert max(counts) <= DRAWS
    true = np.random.default_rng(3).standard_normal((DRAWS, 1)) + 0.5
    values = true + np.random.default_rng(4).standard_normal((DRAWS, RUNS))
    assert same_sign(spread(values, WIDE)) == pytest.approx(int((true > 0).sum()), abs=12)
