import numpy as np
import pandas as pd
import pytest

from sim.experiments.calibrate import posterior


def test_of_n_equal_particles_the_smallest_has_one_in_n_plus_one_below_it() -> None:
    found = posterior.quantile(np.array([0.5, 0.3, 0.4, 0.6]), np.full(4, 0.25), (0.1, 0.2, 0.5, 0.8, 1.0))
    assert found == pytest.approx([0.15, 0.3, 0.45, 0.6, 1.0])


def test_weight_moves_quantiles() -> None:
    assert posterior.quantile(np.array([0.1, 0.9]), np.array([0.01, 0.99]), (0.5,))[0] > 0.8


@pytest.mark.parametrize("particles", [20, 40, 200])
def test_intervals_of_few_particles_hold_one_more_draw_as_often_as_those_of_many(particles: int) -> None:
    chance = np.random.default_rng(particles)
    draws = chance.beta(8, 5, (2000, particles + 1))
    ends = np.array([posterior.quantile(each[1:], np.full(particles, 1 / particles)) for each in draws])
    inside = (ends[:, 0] <= draws[:, 0]) & (draws[:, 0] <= ends[:, 2])
    assert inside.mean() == pytest.approx(0.9, abs=0.02)


def test_the_effective_size_counts_equal_weights_in_full_and_a_single_heavy_one_as_one() -> None:
    assert posterior.effective_size(np.full(50, 0.02)) == pytest.approx(50)
    assert posterior.effective_size(np.array([1.0, 0.0, 0.0])) == 1.0


def test_a_sample_of_the_prior_says_nothing() -> None:
    said = []
    for seed in range(200):
        shares = np.random.default_rng(seed).random(100)
        said.append(posterior.verdict(posterior.shrinkage(shares, np.full(100, 0.01))))
    assert said.count("nothing") >= 190
    assert "much" not in said


def test_parameters_whose_sum_is_known_are_named_as_such() -> None:
    chance = np.random.default_rng(3)
    a = chance.random(300)
    sample = pd.DataFrame({"a": a, "b": 1 - a + 0.02 * chance.standard_normal(300), "c": chance.random(300)})
    (pair,) = posterior.pairs(sample, np.full(300, 1 / 300))
    assert (pair.first, pair.second, pair.known) == ("a", "b", "sum")
    (other,) = posterior.pairs(sample.assign(b=1 - sample["b"]), np.full(300, 1 / 300))
    assert other.known == "difference"


def test_the_medoid_lies_where_particles_are() -> None:
    hills = np.array([[0.1, 0.1], [0.11, 0.1], [0.1, 0.11], [0.9, 0.9], [0.9, 0.91]])
    at = posterior.medoid(hills, np.full(5, 0.2))
    assert at in (0, 1, 2)


def test_resampling_takes_particles_in_proportion_to_their_weight() -> None:
    found = np.bincount(posterior.resample(np.array([0.5, 0.3, 0.2]), 100))
    assert found.tolist() == [50, 30, 20]
