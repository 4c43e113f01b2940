"""Calibrations as they might have been found: no search is needed to draw from them."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.experiments import kept
from sim.experiments.calibrate.calibration import SHARE, Calibration
from sim.experiments.calibrate.keep import KIND, calibrated
from sim.scenario import load

SCENARIO = Path("scenarios/small_firm.yaml")
PARTICLES = 60

Make = Callable[..., Path]


@pytest.fixture
def calibration(tmp_path: Path) -> Make:
    """Folder of a calibration of the small firm: of attendance much is known, of gossip nothing."""

    def make(scenario: Path = SCENARIO, *, possible: bool = True, wide: bool = False) -> Path:
        chance = np.random.default_rng(5)
        free, gossip = chance.random(PARTICLES), chance.random(PARTICLES)
        known = free if wide else 0.4 + 0.05 * free
        base = load(scenario)
        ranges = {"attendance.norm": (-1.5, 2.5), "gossip.rate": (0.0, 1.0)}
        shares = {"attendance.norm": known, "gossip.rate": gossip}
        values = {key: low + shares[key] * (high - low) for key, (low, high) in ranges.items()}
        posterior = pd.DataFrame({**values, **{key + SHARE: each for key, each in shares.items()}})
        priors: dict[str, list[object]] = {
            key: ["uniform", low, high, None, None, None, [], False] for key, (low, high) in ranges.items()
        }
        manifest = {
            **kept.origin(KIND, 1.0), "name": scenario.stem, "priors": priors, "weeks": 26, "changes": {}, "seed": 1,
            "fit": {"p": 0.5 if possible else 0.005, "possible": possible, "histories": 200},
            "scenario": base.model_dump(mode="json"), "calibrated": base.model_dump(mode="json"), "notes": [],
        }  # fmt: skip
        tables = {
            "posterior": posterior.assign(weight=1 / PARTICLES), "checks": pd.DataFrame(), "weekly": pd.DataFrame(),
            "populations": pd.DataFrame(),
        }  # fmt: skip
        folder = tmp_path / "calibrations" / f"{scenario.stem}-{possible}-{wide}"
        text = calibrated(Calibration(manifest, tables), str(scenario.resolve()))
        kept.write(folder, manifest, tables, {"calibrated.yaml": text})
        return folder

    return make
