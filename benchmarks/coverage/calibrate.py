"""Whether calibrations find what they should: `python -m benchmarks.coverage.calibrate [trials] [particles] [most]`.

Each trial draws true parameters from the priors, simulates one history of a small company under them, writes its
attendance list and a survey with errors as files, calibrates from the files, and looks whether the 90 % intervals of
the posterior hold the truth, and whether the data are taken for impossible, which they are not. Others calibrate from
data that no parameters make.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np
import pandas as pd

from benchmarks.coverage.observed import IMPOSSIBLE, SCENARIO, impossible, observe
from sim.experiments.calibrate import Calibration, calibrate
from sim.experiments.calibrate.priors import ATTENDANCE, IMAGE, PERSISTENCE
from sim.experiments.calibrate.simulator import values_of
from sim.experiments.study.design import ParameterSpec
from sim.scenario.variants import Value
from sim.statistics import of_share

PRIORS = {
    **ATTENDANCE, **PERSISTENCE, "departments.sales.image": ParameterSpec("uniform", 0.2, 0.8), **IMAGE,
}  # fmt: skip
# Histories that are observed have luck of their own: none of the calibrations' seeds are as high.
OBSERVED_SEED = 1_000_000_000
EACH_KIND = 3


class Effort(NamedTuple):
    """How much is done for each calibration."""

    particles: int = 40
    populations: int = 3
    weeks: int = 26


def truth(trial: int) -> dict[str, Value]:
    """Parameters of a trial, drawn from the priors."""
    shares = np.random.default_rng([trial, 7]).random(len(PRIORS))
    return {
        key: values_of(key, spec)[int(share * 65536)]
        for (key, spec), share in zip(PRIORS.items(), shares.tolist(), strict=True)
    }


def trial(number: int, effort: Effort, kind: str | None = None) -> Calibration:
    """Calibration from the data of a trial's true parameters, or from data of an impossible kind."""
    true, seed = truth(number), OBSERVED_SEED + number
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = (
            observe(folder, true, seed, effort.weeks)
            if kind is None
            else impossible(kind, folder, true, seed, effort.weeks)
        )
        return calibrate(
            SCENARIO, attendance=files.attendance, survey=files.survey, particles=effort.particles,
            populations=effort.populations, seed=number,
        )  # fmt: skip


def told(number: int, effort: Effort) -> pd.DataFrame:
    """One trial: a row for each parameter."""
    found, true = trial(number, effort), truth(number)
    table = found.summary()
    inside = [row["low"] <= true[row["parameter"]] <= row["high"] for row in table.to_dict("records")]
    last = float(found.populations["epsilon"].iloc[-1])
    checks = float(found.checks["inside"].mean())
    return table.assign(trial=number, inside=inside, epsilon=last, checks=checks, possible=found.possible)


def rows(trials: int = 100, effort: Effort | None = None) -> Iterator[tuple[str, str]]:
    """How often intervals hold the truth, and how often data are taken for impossible: those that are not, and are."""
    effort = effort or Effort()
    found = pd.concat([told(number, effort) for number in range(1, trials + 1)])
    for name, own in [*found.groupby("parameter", sort=False), ("all parameters", found)]:
        inside = _counted(int(own["inside"].sum()), len(own))
        yield f"90 % interval holds: {name}", f"{inside}, narrower by {own['shrinkage'].mean():.0%}"
    each = found.groupby("trial")[["possible", "epsilon", "checks"]].first()
    yield "last distance, statistics inside", f"{each['epsilon'].mean():.2f}, {each['checks'].mean():.0%}"
    yield "the model's own data called impossible", _counted(int((~each["possible"]).sum()), trials)
    for first, kind in enumerate(IMPOSSIBLE, 1):
        numbers = range(first, first + EACH_KIND * len(IMPOSSIBLE), len(IMPOSSIBLE))
        caught = sum(not trial(number, effort, kind).possible for number in numbers)
        yield f"impossible data called so: {kind}", f"{caught} of {EACH_KIND}"


def _counted(count: int, total: int) -> str:
    share, low, high = of_share(count, total)
    return f"{count} of {total}: {share:.2f} ({low:.2f} to {high:.2f})"


if __name__ == "__main__":
    trials, *more = [*map(int, sys.argv[1:]), *(100, 40, 3)[len(sys.argv) - 1 :]]
    for what, measured in rows(trials, Effort(*more)):
        click.echo(f"{what:48} {measured}")
