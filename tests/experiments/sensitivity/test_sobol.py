import numpy as np
import pytest
from SALib.analyze import sobol as salib

from benchmarks.coverage.functions import (
    INTERACTION,
    ISHIGAMI,
    SOBOL_G,
    Known,
    independent,
    saltelli,
    together,
    with_luck,
)
from benchmarks.coverage.sensitivity import TIPPING, Case, of_sobol
from sim.experiments.sensitivity.sobol import sobol
from sim.statistics import of_share

KNOWN = pytest.mark.parametrize("known", [ISHIGAMI, INTERACTION, SOBOL_G], ids=["ishigami", "interaction", "sobol_g"])
TRIALS = 60
STUDIES = 150


def test_without_luck_the_indices_are_those_of_salib() -> None:
    y = saltelli(ISHIGAMI, 64, 1)
    found = sobol(y[:, :, np.newaxis], 50, np.random.default_rng(1))
    assert found is not None
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0, 1]] * 3}
    asked = salib.analyze(problem, y.reshape(-1), num_resamples=2, seed=1)
    assert found.first.value == pytest.approx(asked["S1"])
    assert found.total.value == pytest.approx(asked["ST"])
    assert found.second.value == pytest.approx(asked["S2"][np.triu_indices(3, 1)])
    assert found.sum_first.value == pytest.approx([asked["S1"].sum()])


@KNOWN
def test_known_indices_are_met_with_many_base_samples(known: Known) -> None:
    found = sobol(saltelli(known, 8192, 1)[:, :, np.newaxis], 50, np.random.default_rng(1))
    assert found is not None
    assert together(found).value == pytest.approx(known.truth, abs=0.03)


@KNOWN
@pytest.mark.parametrize(("replicates", "luck"), [(1, 0.0), (8, 0.7)])
def test_intervals_hold_the_truth_about_as_often_as_they_say(known: Known, replicates: int, luck: float) -> None:
    rng = np.random.default_rng(1)
    hits = np.zeros(known.truth.size)
    for _ in range(STUDIES):
        found = sobol(with_luck(independent(known, 256, rng), replicates, luck, rng), 100, rng)
        assert found is not None
        every = together(found)
        hits += (every.low <= known.truth + 1e-12) & (known.truth <= every.high + 1e-12)
    # No index is shown to be held less often than nine times in ten; all together come close to 95 %.
    assert all(of_share(int(each), STUDIES).high > 0.9 for each in hits), hits
    assert hits.mean() / STUDIES > 0.92


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("rare", [1, 3, 20])
def test_of_an_event_that_hardly_ever_comes_there_are_no_indices_and_no_warnings(rare: int) -> None:
    rng = np.random.default_rng(rare)
    y = np.zeros((64, 10, 4))
    y.reshape(-1)[rng.choice(y.size, rare, replace=False)] = 1.0
    assert sobol(y, 50, rng) is None


@pytest.mark.parametrize("replicates", [2, 8])
def test_a_parameter_without_influence_rarely_matters_where_runs_end_up_or_down(replicates: int) -> None:
    found = of_sobol(Case("tips", TIPPING.known, TIPPING.runs, replicates), 64, 40)
    assert of_share(found.false, found.idle).low < 0.05
    assert found.held.mean() / found.studies > 0.93


def test_a_parameter_without_influence_has_nothing_left_of_luck() -> None:
    rng = np.random.default_rng(1)
    ours, plain = [], []
    for _ in range(TRIALS):
        y = with_luck(independent(INTERACTION, 128, rng), 5, 1.5, rng)
        found = sobol(y, 50, rng)
        assert found is not None
        ours.append(found.total.value[3])
        means = y.mean(axis=2)
        plain.append(salib.total_order(means[:, 0], means[:, 4], means[:, -1]))
    error = np.std(ours, ddof=1) / np.sqrt(TRIALS)
    assert abs(np.mean(ours)) < 3 * error
    # What luck would have been taken for.
    assert np.mean(plain) > 0.1


def test_intervals_are_wider_with_luck_and_tell_what_the_replicates_account_for() -> None:
    y = saltelli(INTERACTION, 128, 1)
    calm = sobol(y[:, :, np.newaxis], 100, np.random.default_rng(1))
    rough = sobol(with_luck(y, 6, 1.0, np.random.default_rng(2)), 100, np.random.default_rng(1))
    assert calm is not None
    assert rough is not None
    assert (calm.total.luck == 0).all()
    assert (rough.total.half_width > calm.total.half_width).all()
    assert (rough.total.luck > 0).all()
    assert (rough.total.luck < rough.total.half_width).all()


def test_intervals_narrow_with_the_root_of_the_base_samples() -> None:
    wide, narrow = (
        sobol(saltelli(ISHIGAMI, samples, 1)[:, :, np.newaxis], 200, np.random.default_rng(1))
        for samples in (256, 4096)
    )
    assert wide is not None
    assert narrow is not None
    assert (wide.total.half_width / narrow.total.half_width).mean() == pytest.approx(4, rel=0.3)


def test_negative_indices_are_shown_as_estimated() -> None:
    found = sobol(saltelli(ISHIGAMI, 32, 3)[:, :, np.newaxis], 50, np.random.default_rng(1))
    assert found is not None
    assert together(found).value.min() < 0


def test_scale_and_level_of_the_outcome_make_no_difference() -> None:
    y = with_luck(saltelli(INTERACTION, 64, 1), 4, 0.5, np.random.default_rng(1))
    plain, moved = (sobol(each, 50, np.random.default_rng(1)) for each in (y, 1e6 - 1e-3 * y))
    assert plain is not None
    assert moved is not None
    assert together(moved).value == pytest.approx(together(plain).value, abs=1e-4)


def test_a_constant_outcome_and_one_that_only_luck_moves_have_no_indices() -> None:
    rng = np.random.default_rng(1)
    assert sobol(np.full((32, 8, 4), 3.0), 50, rng) is None
    assert sobol(np.broadcast_to(rng.normal(size=6), (32, 8, 6)), 50, rng) is None
    assert sobol(rng.normal(size=(64, 8, 6)), 50, rng) is None


def test_a_rare_event_needs_no_more_than_patience() -> None:
    y = np.zeros((32, 8, 3))
    y[4] = 1.0
    assert sobol(y, 100, np.random.default_rng(1)) is None
