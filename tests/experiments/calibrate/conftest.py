"""Data of a small firm whose parameters are known."""

from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.coverage.observed import observe
from sim.experiments.calibrate import Calibration, calibrate

TRUE = {
    "attendance.available": 0.93, "attendance.norm": 0.6, "attendance.spell": 1.8, "departments.sales.image": 0.5,
    "impression.rate": 0.12, "gossip.rate": 0.6,
}  # fmt: skip
SCENARIO = "scenarios/small_firm.yaml"


class Files(NamedTuple):
    attendance: Path
    survey: Path


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(*observe(tmp_path_factory.mktemp("observed"), TRUE, 5_000_000, weeks=26))


@pytest.fixture(scope="session")
def made(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Calibration:
    out = tmp_path_factory.mktemp("results")
    return calibrate(
        SCENARIO, attendance=files.attendance, survey=files.survey, populations=3, particles=40, seed=3, out=out
    )
