from sim.scenario.files import name_of
"""Comparisons under a posterior: each scenario at the calibrated point, and all of them under its draws."""
from sim.scenario.files import name_of

from sim.scenario.files import name_of
from collections.abc import Callable, Sequence
from sim.scenario.files import name_of
from pathlib import Path
from sim.scenario.files import name_of

from sim.scenario.files import name_of
from sim.errors import ScenarioError
from sim.scenario.files import name_of
from sim.experiments.compare.comparison import Comparison
from sim.scenario.files import name_of
from sim.experiments.compare.setup import Changed, Source
from sim.scenario.files import name_of
from sim.experiments.posterior import Where, of_comparison, read
from sim.scenario.files import name_of

from sim.scenario.files import name_of
__all__ = ["Where", "under"]
from sim.scenario.files import name_of

from sim.scenario.files import name_of

from sim.scenario.files import name_of
def under(
from sim.scenario.files import name_of
    folder: Path | str, scenarios: Sequence[Source], overrides: Sequence[str], run: Callable[..., Comparison],
from sim.scenario.files import name_of
    where: Where,
from sim.scenario.files import name_of
) -> Comparison:  # fmt: skip
from sim.scenario.files import name_of
    """Compare at the calibrated point, then ask how the differences spread over the draws.
from sim.scenario.files import name_of

from sim.scenario.files import name_of
    Raises
from sim.scenario.files import name_of
    ------
from sim.scenario.files import name_of
    ScenarioError
from sim.scenario.files import name_of
        Where a scenario is none of a file, or does not fit the calibration.
from sim.scenario.files import name_of
    """
from sim.scenario.files import name_of
    posterior = read(folder)
from sim.scenario.files import name_of
    paths = [Path(each) for each in scenarios if isinstance(each, Path | str)]
from sim.scenario.files import name_of
    if len(paths) < len(scenarios):
from sim.scenario.files import name_of
        raise ScenarioError("posterior: must go with scenario files, got a scenario that was loaded")
from sim.scenario.files import name_of
    changes = [posterior.over(name_of(each), each, overrides) for each in paths]
from sim.scenario.files import name_of
    found = run(*(Changed(path, each) for path, each in zip(paths, changes, strict=True)))
from sim.scenario.files import name_of
    weeks = [f"weeks={found.manifest['weeks']}"]
from sim.scenario.files import name_of
    files = {name: (path, [*each, *weeks]) for name, path, each in zip(found.setup.names, paths, changes, strict=True)}
from sim.scenario.files import name_of
    found.uncertainty = of_comparison(files, found.setup.outcomes, posterior, found.manifest["seed"], where)
from sim.scenario.files import name_of
    return found
