"""The tables that an analysis leaves in the folder of its study."""

import secrets
from pathlib import Path

import pandas as pd

from sim.experiments.sensitivity.result import Sensitivity
from sim.results.folder import writing

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
    part = target.with_name(f".{target.name}-{secrets.token_hex(4)}.part")
    with writing(target.parent):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            table.to_parquet(part, index=False)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
