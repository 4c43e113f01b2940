"""The tables that an analysis leaves in the folder of its study."""

from pathlib import Path

import pandas as pd

from sim.experiments.sensitivity.result import Sensitivity
from sim.results.disk import writing
from sim.results.folder import replacing

INDICES, CONVERGENCE = "sensitivity.parquet", "sensitivity_convergence.parquet"


def write(result: Sensitivity, folder: Path) -> None:
    """Write indices and convergence, each whole or not at all.

    Raises
    ------
    ResultsError
        Where they cannot be written.
    """
    _write(result.indices, folder / INDICES)
    _write(result.convergence, folder / CONVERGENCE)


def _write(table: pd.DataFrame, target: Path) -> None:
    with writing(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as part:
            table.to_parquet(part, index=False)
