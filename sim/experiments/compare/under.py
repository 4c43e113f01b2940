"""Comparisons under a posterior: each scenario at the calibrated point, and all of them under its draws."""

from collections.abc import Callable, Sequence
from pathlib import Path

from sim.errors import ScenarioError
from sim.experiments.compare.comparison import Comparison
from sim.experiments.compare.setup import Changed, Source
from sim.experiments.posterior import Known, Where, of_comparison, read
from sim.scenario.files import name_of

__all__ = ["Where", "under"]


def under(
    folder: Path | str, scenarios: Sequence[Source], overrides: Sequence[str], run: Callable[..., Comparison],
    where: Where,
) -> Comparison:  # fmt: skip
    """Compare at the calibrated point, then ask how the differences spread over the draws.

    Raises
    ------
    ScenarioError
        Where a scenario is none of a file, or does not fit the calibration.
    """
    posterior = read(folder)
    paths = [Path(each) for each in scenarios if isinstance(each, Path | str)]
    if len(paths) < len(scenarios):
        raise ScenarioError("posterior: must go with scenario files, got a scenario that was loaded")
    changes = [posterior.over(name_of(each), each, overrides) for each in paths]
    found = run(*(Changed(path, each) for path, each in zip(paths, changes, strict=True)))
    weeks = [f"weeks={found.manifest['weeks']}"]
    files = {name: (path, [*each, *weeks]) for name, path, each in zip(found.setup.names, paths, changes, strict=True)}
    known = Known(tuple(found.setup.outcomes), found.values, found.manifest["seed"])
    found.uncertainty = of_comparison(files, known, posterior, where)
    return found
