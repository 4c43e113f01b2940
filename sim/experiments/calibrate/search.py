"""The search itself: pyABC's sequential Monte Carlo, population after population, that goes on where it was stopped."""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.experiments.calibrate.crew import Crew
from sim.experiments.calibrate.numbered import Numbered
from sim.experiments.calibrate.simulator import STATISTICS, Simulator
from sim.experiments.progress import Progress
from sim.experiments.study.extras import need

DATABASE = "search.db"
LEAST_ACCEPTED = 0.01
LEARNT_FROM = 10  # particles from the prior that the distance is learnt from, per particle of a population
LEAST_LEARNT_FROM = 400
BATCH = 4  # particles of one piece of work
JOBS_EACH = 4  # pieces that wait for each thread
LOGGERS = (
    "matplotlib",  # which pyABC imports to draw what is never asked for
    "matplotlib.font_manager",
    "ABC",
    *(
        f"ABC.{name}"
        for name in (
            "Acceptor",
            "Distance",
            "Epsilon",
            "History",
            "Population",
            "Predictor",
            "Sampler",
            "Sumstat",
            "Transition",
            "Util",
        )
    ),
)


class Effort(NamedTuple):
    """How far the search goes."""

    populations: int
    particles: int
    epsilon: float
    seed: int


class Found(NamedTuple):
    """The last population."""

    quantiles: pd.DataFrame  # (particle, parameter)
    weight: "np.ndarray[tuple[int], np.dtype[np.float64]]"  # (particle,) sums to 1
    populations: pd.DataFrame  # epsilon, simulated, accepted, by population


class Seat(NamedTuple):
    """Who works, through pyABC."""

    client: Numbered
    sampler: Any


def search(simulator: Simulator, effort: Effort, folder: Path, crew: Crew, tell: Progress) -> Found:
    """Search, or go on with the search in the folder."""
    with quiet():
        pyabc = need("pyabc")
        from sim.experiments.calibrate import abc_parts as parts

        keys = list(simulator.priors)
        seat = _seat(crew, effort.seed, folder)
        calibration = max(LEAST_LEARNT_FROM, LEARNT_FROM * effort.particles)
        smc = pyabc.ABCSMC(
            simulator, parts.Cube(keys), parts.Distance(folder),
            pyabc.ConstantPopulationSize(effort.particles, nr_calibration_particles=calibration),
            transitions=parts.Perturbation(), eps=pyabc.QuantileEpsilon(alpha=0.5), sampler=seat.sampler,
        )  # fmt: skip
        address = f"sqlite:///{(folder / DATABASE).absolute()}"
        if (folder / DATABASE).exists() and pyabc.History(address).n_populations > 0:
            smc.load(address, observed_sum_stat={STATISTICS: simulator.comparison.observed})
        else:
            for each in folder.iterdir():
                each.unlink()
            smc.new(address, {STATISTICS: simulator.comparison.observed})
        try:
            _populations(smc, seat, effort, calibration, tell)
            return _found(smc.history, keys)
        finally:
            smc.history.done()


def _populations(smc: Any, seat: Seat, effort: Effort, calibration: int, tell: Progress) -> None:
    if is_enough(smc.history, effort):
        return
    if smc.history.n_populations == 0:
        seat.client.watch = _progress(0, calibration, tell)
    t = smc.initialize_components_before_run(0.0, effort.populations, 0.0, np.inf, None, 0.0)
    while not is_enough(smc.history, effort):
        seat.client.watch = _progress(t + 1, effort.particles, tell)
        smc.run_generation(t)
        t += 1


def is_enough(history: Any, effort: Effort) -> bool:
    """Whether the last population is the one that was asked for."""
    if history.n_populations == 0:
        return False
    last = history.get_all_populations().iloc[-1]
    accepted = effort.particles / float(last["samples"])
    return (
        history.n_populations >= effort.populations
        or float(last["epsilon"]) <= effort.epsilon
        or accepted < LEAST_ACCEPTED
    )


def _progress(population: int, wanted: int, tell: Progress) -> Callable[[int, int], None]:
    """Count what comes in; the stage names the population and how many of its particles are accepted."""
    accepted = simulated = 0
    tell(f"population {population}", 0, wanted)

    def watch(more_accepted: int, more_simulated: int) -> None:
        nonlocal accepted, simulated
        accepted += more_accepted
        simulated += more_simulated
        tell(f"population {population}, {accepted / max(simulated, 1):.0%} accepted", min(accepted, wanted), wanted)

    return watch


def _found(history: Any, keys: list[str]) -> Found:
    frame, weight = history.get_distribution(m=0, t=history.max_t)
    every = history.get_all_populations().query("t >= 0")
    accepted = [len(history.get_distribution(m=0, t=int(t))[1]) for t in every["t"]]
    populations = pd.DataFrame(
        {
            "population": every["t"].to_numpy() + 1, "epsilon": every["epsilon"].to_numpy(dtype=np.float64),
            "simulated": every["samples"].to_numpy(), "accepted": accepted,
        }
    )  # fmt: skip
    weights = np.asarray(weight, dtype=np.float64)
    return Found(frame[keys].reset_index(drop=True), weights / weights.sum(), populations)


def _seat(crew: Crew, seed: int, folder: Path) -> Seat:
    from sim.experiments.calibrate import abc_parts as parts

    client = Numbered(crew.submit, seed, crew.cores)
    jobs = JOBS_EACH * crew.slots
    sampler: Any
    if crew.is_cluster:
        sampler = parts.DaskSampler(client, jobs, default_pickle=True, batch_size=BATCH)
    else:
        sampler = parts.ThreadSampler(client, jobs, default_pickle=False, batch_size=BATCH)
    sampler.folder = folder
    return Seat(client, sampler)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep pyABC's talk to itself, and leave numpy's global stream as it was: pyABC seeds it from the clock."""
    levels = {name: logging.getLogger(name).level for name in LOGGERS}
    state = np.random.get_state()  # noqa: NPY002 - it is what pyABC disturbs
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.set_state(state)  # noqa: NPY002
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
