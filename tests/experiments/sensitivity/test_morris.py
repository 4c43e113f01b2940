import numpy as np
import pytest
from SALib.analyze import morris as salib

from benchmarks.coverage.functions import INTERACTION, with_luck
from benchmarks.coverage.sensitivity import TIPPING, Case, of_morris
from sim.experiments.sensitivity.morris import morris
from sim.experiments.study.design import Design, unit_samples
from sim.statistics import of_share

TRAJECTORIES = 40
UNIT = unit_samples(Design("morris", TRAJECTORIES, 1), 4).reshape(TRAJECTORIES, 5, 4)


def test_effects_are_those_of_salib() -> None:
    y = INTERACTION.function(UNIT)
    found = morris(UNIT, np.repeat(y[:, :, np.newaxis], 2, axis=2), 50, np.random.default_rng(1))
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}
    asked = salib.analyze(problem, UNIT.reshape(-1, 4), y.reshape(-1), seed=1)
    for name in ("mu", "mu_star", "sigma"):
        assert getattr(found, name).value == pytest.approx(np.asarray(asked[name], dtype=float))


def test_a_line_has_its_slope_as_effect_and_no_spread() -> None:
    found = morris(UNIT, np.repeat((3 * UNIT[:, :, :1] - 2 * UNIT[:, :, 1:2]), 2, axis=2), 50, np.random.default_rng(1))
    assert found.mu.value == pytest.approx([3, -2, 0, 0], abs=1e-12)
    assert found.mu_star.value == pytest.approx([3, 2, 0, 0], abs=1e-12)
    assert found.sigma.value == pytest.approx([0, 0, 0, 0], abs=1e-12)
    assert found.mu_star.half_width == pytest.approx([0, 0, 0, 0], abs=1e-12)


def test_luck_is_the_size_that_a_parameter_without_influence_shows() -> None:
    rng = np.random.default_rng(1)
    shown, told = [], []
    for _ in range(40):
        found = morris(UNIT, with_luck(INTERACTION.function(UNIT), 8, 1.0, rng), 2, rng)
        shown.append(found.mu_star.value[3])
        told.append(found.luck[3])
    assert np.mean(told) == pytest.approx(np.mean(shown), rel=0.1)


def test_luck_common_to_all_points_makes_no_effects() -> None:
    common = INTERACTION.function(UNIT)[:, :, np.newaxis] + np.random.default_rng(1).normal(size=8)
    found = morris(UNIT, common, 50, np.random.default_rng(1))
    assert found.luck == pytest.approx(np.zeros(4), abs=1e-12)
    assert found.mu_star.luck == pytest.approx(np.zeros(4), abs=1e-12)


def test_of_a_parameter_without_effect_size_and_spread_reach_down_to_nothing() -> None:
    rng = np.random.default_rng(1)
    found = morris(UNIT, with_luck(INTERACTION.function(UNIT), 8, 1.0, rng), 50, rng)
    assert found.mu_star.low[3] == found.sigma.low[3] == 0
    assert found.mu_star.value[3] > 0
    assert found.mu_star.low[1] > 0  # twice the effect of all others


def test_intervals_hold_the_mean_effect_about_as_often_as_they_say() -> None:
    # Effects of x0 are 1 + 4 (x2 - 1/2), and the levels are symmetric: the mean is 1.
    hits, trials = 0, 40
    for seed in range(trials):
        unit = unit_samples(Design("morris", 30, seed), 4).reshape(30, 5, 4)
        rng = np.random.default_rng(seed)
        found = morris(unit, with_luck(INTERACTION.function(unit), 6, 0.5, rng), 40, rng)
        hits += int(found.mu.low[0] <= 1 <= found.mu.high[0])
    assert of_share(hits, trials).high > 0.95
    assert hits / trials > 0.85


def test_all_measures_are_held_where_runs_end_up_or_down_and_nothing_matters_without_effect() -> None:
    found = of_morris(Case("tips", TIPPING.known, TIPPING.runs, 8), 20, 40)
    assert found.false == 0
    assert found.held.min() / found.studies > 0.85
    assert found.held.mean() / found.studies > 0.93
