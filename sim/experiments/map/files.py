"""What a map reads of its study, and the tables it leaves in the study's folder."""

from pathlib import Path

import pandas as pd

from sim.errors import ScenarioError
from sim.experiments.map.phase_map import PhaseMap
from sim.experiments.study.loading import Study
from sim.experiments.study.sections.map import MapSection
from sim.results.disk import writing
from sim.results.folder import replacing
from sim.scenario.resolve import path_of
from sim.scenario.schema import Structure
from sim.scenario.tree import Problem


def section(study: Study) -> MapSection:
    """Section `map:` of a study.

    Raises
    ------
    ScenarioError
        Where there is none.
    """
    if study.map is None:
        raise ScenarioError(str(Problem(study.place(), "map", "be given, with x and y", "nothing")))
    return study.map


def value_of(scenario: Structure, key: str) -> float | None:
    """Number at a dotted key; that of the company where a department or meeting has none of its own."""
    here: object = scenario
    path = path_of(key)
    for step in path:
        here = here.get(step) if isinstance(here, dict) else getattr(here, step)
    if here is None and len(path) == 4:
        return value_of(scenario, path[-1])
    return float(here) if isinstance(here, int | float) else None


def write(drawn: PhaseMap, target: Path) -> None:
    """Write the tables, each whole or not at all; one that has no rows is not there."""
    tables = {"map": drawn.points, "tipping": drawn.tipping, "ramp": drawn.ramp, "trends": drawn.trends}
    for name, table in tables.items():
        _write(table, target / f"{name}.parquet")


def _write(table: pd.DataFrame, target: Path) -> None:
    with writing(target.parent):
        if table.empty:
            target.unlink(missing_ok=True)
            return
        with replacing(target) as part:
            table.to_parquet(part, index=False)
