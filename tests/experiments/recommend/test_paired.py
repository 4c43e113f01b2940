import numpy as np
import pytest

from sim.experiments.recommend.paired import of_means, of_shares


def test_means_are_compared_pair_by_pair() -> None:
    luck = np.random.default_rng(1).normal(size=200)
    found = of_means(0.5 + luck, luck)
    assert found.mean == pytest.approx(0.5)
    assert found.high - found.low < 1e-9


def test_pairs_that_lack_a_value_do_not_count() -> None:
    found = of_means(np.array([1.0, 2.0, np.nan, np.inf]), np.array([0.0, 1.0, 5.0, 0.0]))
    assert found.mean == 1.0


def test_pairs_without_any_difference_prove_nothing_exactly() -> None:
    held = np.ones(100, dtype=bool)
    found = of_shares(held, held)
    assert found.mean == 0
    assert -0.05 < found.low < 0 < found.high < 0.05
    assert not found.is_clear


def test_the_interval_of_shares_covers_the_truth_as_often_as_it_says() -> None:
    luck = np.random.default_rng(2)
    covered = 0
    for _ in range(600):
        draw = luck.random(150)
        found = of_shares(draw < 0.9, draw + luck.normal(0, 0.03, 150) < 0.8)
        covered += found.low <= TRUE_GAP <= found.high
    assert covered / 600 > 0.92


def _true_gap() -> float:
    luck = np.random.default_rng(3)
    draw = luck.random(400_000)
    return float((draw < 0.9).mean() - (draw + luck.normal(0, 0.03, 400_000) < 0.8).mean())


TRUE_GAP = _true_gap()
