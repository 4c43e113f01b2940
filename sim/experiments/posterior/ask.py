"""Runs under a posterior: at the calibrated point, and under the draws."""

from collections.abc import Callable, Sequence
from pathlib import Path

from sim.errors import ScenarioError
from sim.experiments.posterior.bench import Where
from sim.experiments.posterior.draws import read
from sim.experiments.posterior.uncertainty import of_run
from sim.results import Results
from sim.scenario.files import given_path, name_of
from sim.scenario.schema import Structure

__all__ = ["Where", "run_under"]


def run_under(
    run: Callable[..., Results], scenario: Structure | Path | str, folder: Path | str, overrides: Sequence[str],
    where: Where,
) -> Results:  # fmt: skip
    """Run a scenario file at the calibrated point, then ask how its outcomes spread over the draws.

    Raises
    ------
    ScenarioError
        Where the scenario is none of a file, or does not fit the calibration.
    """
    if isinstance(scenario, Structure):
        raise ScenarioError("posterior: must go with a scenario file, got a scenario that was loaded")
    path, posterior = given_path(scenario, "scenario"), read(folder)
    changes = posterior.over(name_of(path), path, overrides)
    found = run(path, overrides=changes)
    weeks = f"weeks={found.manifest['weeks']}"
    found.uncertainty = of_run(path, [*changes, weeks], posterior, found.manifest["seed"], where)
    return found
