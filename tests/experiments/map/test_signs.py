import numpy as np
import pytest
from numpy.typing import NDArray

from sim.experiments.map.signs import detrended, signs, trends

Floats = NDArray[np.float64]
WEEKS, REPLICATES = 600, 40


def autoregressive(memory: Floats, noise: Floats, seed: int = 1) -> Floats:
    """AR(1) whose coefficient and noise change from week to week: (replicate, week)."""
    knocks = np.random.default_rng(seed).normal(size=(REPLICATES, WEEKS)) * noise
    series = np.zeros((REPLICATES, WEEKS))
    for week in range(1, WEEKS):
        series[:, week] = memory[week] * series[:, week - 1] + knocks[:, week]
    return series


def still(value: float) -> Floats:
    return np.full(WEEKS, value)


def rising(low: float, high: float) -> Floats:
    return np.linspace(low, high, WEEKS)


def interval_of_tau(values: Floats) -> tuple[float, float]:
    found = trends(values)
    reach = 2.1 * found.std(ddof=1) / np.sqrt(found.size)
    return float(found.mean() - reach), float(found.mean() + reach)


def test_signs_of_white_noise_are_its_variance_and_no_memory() -> None:
    found = signs(np.random.default_rng(2).normal(0, 0.1, (REPLICATES, WEEKS)), 300)
    assert found.variance.mean() == pytest.approx(0.01, rel=0.02)
    assert abs(found.autocorrelation.mean()) < 0.01


def test_signs_of_a_known_process_are_those_of_theory() -> None:
    # Variance of AR(1): noise over 1 - memory squared; its lag-1 autocorrelation is its memory.
    found = signs(autoregressive(still(0.6), still(0.1))[:, 50:], 500)
    assert found.autocorrelation.mean() == pytest.approx(0.6, abs=0.02)
    assert found.variance.mean() == pytest.approx(0.01 / (1 - 0.36), rel=0.05)


def test_slower_recovery_raises_both_signs() -> None:
    found = signs(detrended(autoregressive(rising(0.2, 0.9), still(0.1)), 60), 200)
    assert interval_of_tau(found.autocorrelation)[0] > 0.5
    assert interval_of_tau(found.variance)[0] > 0.5


def test_larger_knocks_raise_the_variance_only() -> None:
    found = signs(detrended(autoregressive(still(0.5), rising(0.05, 0.2)), 60), 200)
    assert interval_of_tau(found.variance)[0] > 0.5
    low, high = interval_of_tau(found.autocorrelation)
    assert low < 0.15
    assert high > -0.15


def test_nothing_rises_where_nothing_changes() -> None:
    found = signs(detrended(autoregressive(still(0.5), still(0.1)), 60), 200)
    for sign in (found.variance, found.autocorrelation):
        low, high = interval_of_tau(sign)
        assert low < 0 < high


def test_a_trend_alone_is_no_sign() -> None:
    line = np.tile(rising(0.0, 1.0), (3, 1))
    inner = slice(150, -150)  # the kernel has nothing to look at beyond the ends
    assert np.abs(detrended(line, 30)[:, inner]).max() < 1e-3


def test_every_window_ends_within_the_series_and_the_last_one_with_it() -> None:
    found = signs(np.random.default_rng(3).normal(size=(2, WEEKS)), 100)
    assert found.last_week[-1] == WEEKS - 1
    assert found.last_week[0] >= 99
    assert found.variance.shape == found.autocorrelation.shape == (2, found.last_week.size)
    assert found.last_week.size <= 200


def test_a_series_that_never_moves_has_no_autocorrelation() -> None:
    assert np.isnan(signs(np.zeros((1, WEEKS)), 100).autocorrelation).all()
