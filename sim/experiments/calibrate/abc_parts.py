"""The parts of pyABC's search that are set to the purpose: prior, perturbation, distance, samplers.

Imported late: pyABC takes seconds.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyabc
from numpy.typing import NDArray
from pyabc.population import Particle, Sample
from pyabc.predictor import SimplePredictor
from pyabc.random_variables import DistributionBase
from pyabc.sumstat import PredictorSumstat
from sklearn.linear_model import RidgeCV  # type: ignore[import-untyped]

from sim.experiments.calibrate.numbered import desk
from sim.experiments.calibrate.simulator import LEARNING, SECOND, STATISTICS

Floats = NDArray[np.float64]

RIDGES = (0.1, 1.0, 10.0, 100.0, 1000.0)


class Cube(DistributionBase):  # type: ignore[misc]
    """Quantiles of the priors, each uniform in 0..1: one search for any mixture of priors."""

    def __init__(self, keys: list[str]) -> None:
        self.keys = keys

    def rvs(self, *_args: object, **_options: object) -> pyabc.Parameter:
        """Draw the quantiles of the particle at hand."""
        return pyabc.Parameter(dict(zip(self.keys, desk.chance.random(len(self.keys)).tolist(), strict=True)))

    def pdf(self, x: Any) -> float:
        """1 inside, 0 outside."""
        return float(all(0.0 < x[key] < 1.0 for key in self.keys))


class Perturbation(pyabc.MultivariateNormalTransition):  # type: ignore[misc]
    """pyABC's multivariate normal kernel, drawing for the particle at hand.

    As wide as the population itself: narrower kernels are accepted more often, but leave a few particles with most of
    the weight.
    """

    def __init__(self) -> None:
        super().__init__(scaling=1.0, bandwidth_selector=_full_width)

    def rvs_single(self) -> pyabc.Parameter:
        """Draw one of the last population and move it."""
        at = desk.chance.choice(len(self.X), p=self.w)
        step = desk.chance.multivariate_normal(np.zeros(self.cov.shape[0]), self.cov, method="eigh")
        moved = self.X.iloc[at].to_numpy() + step
        return pyabc.Parameter(dict(zip(self.X.columns, moved.tolist(), strict=True)))


def _full_width(_n_samples: float, _dimension: int) -> float:
    return 1.0


class Ridges(RidgeCV):  # type: ignore[misc]
    """Ridge regression that predicts without looking at its input first, which takes longer than the prediction."""

    def predict(self, X: Floats) -> Floats:  # noqa: N803 - the name that scikit-learn gives it
        """Predict: (sample, feature) to (sample, target)."""
        found: Floats = X @ np.atleast_2d(self.coef_).T + self.intercept_
        return found


class Distance(pyabc.AdaptivePNormDistance):  # type: ignore[misc]
    """How far two histories are apart, in what the data tell about the parameters.

    Statistics are projected onto the parameters they predict (Fearnhead & Prangle 2012), and each prediction is
    measured in its noise: how far two histories of the same parameters differ in it, by the model's own luck and
    the sampling of the data. A distance of 1 is as far apart as such two are (root mean square). What is all noise
    does not count.
    What was learnt from is kept in the folder, so that a search that was stopped goes on with the same distance.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        learnt = PredictorSumstat(
            SimplePredictor(Ridges(alphas=RIDGES), log_pearson=False), fit_ixs=set(LEARNING), all_particles=True
        )
        super().__init__(p=2, fit_scale_ixs=set(LEARNING), sumstat=learnt)

    def initialize(self, t: int, get_sample: Callable[[], Any], x_0: dict[str, Any], total_sims: int) -> None:
        """Learn, or learn again what a search that goes on had learnt last."""
        learnt = max(each for each in LEARNING if each <= t)
        if not sample_file(self.folder, learnt).exists():
            get_sample()  # has the sampler draw from the prior and keep what it drew
        super().initialize(learnt, lambda: read_sample(self.folder, learnt), x_0, total_sims)

    def update(self, t: int, get_sample: Callable[[], Any], total_sims: int) -> bool:
        """Learn again where it is time to."""
        del get_sample
        return bool(super().update(t, lambda: read_sample(self.folder, t), total_sims))

    def fit_scales(self, t: int, sample: Any) -> None:
        """Weigh each prediction by its noise, and by how much of it is not noise."""
        first, second = (
            np.array([self.sumstat({STATISTICS: each.sum_stat[name]}) for each in sample.all_particles])
            for name in (STATISTICS, SECOND)
        )
        noise = np.maximum((first - second).std(axis=0) / np.sqrt(2), 1e-9)
        every = np.maximum(np.concatenate([first, second]).std(axis=0), 1e-9)
        # The least is kept of each, lest nothing be left where the data say nothing at all.
        signal = np.sqrt(np.clip(1.0 - (noise / every) ** 2, 1e-4, 1.0))
        self.scale_weights[t] = signal / noise / np.sqrt(2 * (signal**2).sum())


def sample_file(folder: Path, t: int) -> Path:
    """File of what the distance of population t is learnt from."""
    return folder / f"learnt-{t}.npz"


def keep_sample(folder: Path, t: int, particles: Sequence[Any]) -> None:
    """Keep what the distance of population t will be learnt from."""
    keys = list(particles[0].parameter)
    part = folder / f"learnt-{t}.part"
    with part.open("wb") as file:
        np.savez(
            file,
            keys=np.array(keys),
            parameters=np.array([[each.parameter[key] for key in keys] for each in particles]),
            statistics=np.array([each.sum_stat[STATISTICS] for each in particles]),
            second=np.array([each.sum_stat[SECOND] for each in particles]),
        )
    part.replace(sample_file(folder, t))


def read_sample(folder: Path, t: int) -> Any:
    """Read what was kept, as pyABC takes it."""
    with np.load(sample_file(folder, t), allow_pickle=False) as found:
        keys = found["keys"].tolist()
        rows = zip(found["parameters"].tolist(), found["statistics"], found["second"], strict=True)
        sample = Sample(record_rejected=True)
        for parameters, statistics, second in rows:
            sample.append(
                Particle(
                    m=0,
                    parameter=pyabc.Parameter(dict(zip(keys, parameters, strict=True))),
                    weight=1.0,
                    sum_stat={STATISTICS: statistics, SECOND: second},
                    distance=0.0,
                    accepted=True,
                    preliminary=False,
                )
            )
    return sample


class _InOrder:
    """Tells workers which population they work on, and keeps and counts what does not depend on their speed."""

    client: Any
    sample_factory: Any
    nr_evaluations_: int
    folder: Path

    def sample_until_n_accepted(self, n: int, simulate_one: Any, t: int, **options: Any) -> Any:
        """Sample a population."""
        self.client.population = t + 1
        self.sample_factory.record_rejected()
        sample = super().sample_until_n_accepted(n, simulate_one, t, **options)  # type: ignore[misc]
        self.nr_evaluations_ = len(sample.all_particles)
        if t + 1 in LEARNING:
            # Before the population itself is stored, so that nothing is missing wherever the search is stopped.
            keep_sample(self.folder, t + 1, sample.all_particles)
        return sample


class ThreadSampler(_InOrder, pyabc.ConcurrentFutureSampler):  # type: ignore[misc]
    """pyABC's sampler of concurrent futures, on threads."""


class DaskSampler(_InOrder, pyabc.DaskDistributedSampler):  # type: ignore[misc]
    """pyABC's sampler on a Dask cluster."""
