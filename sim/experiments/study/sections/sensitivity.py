"""What the `sensitivity:` section of a study file may say."""

from typing import Any

from pydantic import Field

from sim.scenario.mechanisms import Section

FEWEST_SAMPLES = 32
FEWEST_TRAJECTORIES = 4
FEWEST_RESAMPLES = 50


def _field(default: int, low: int, high: int, unit: str, meaning: str) -> Any:
    return Field(default=default, ge=low, le=high, description=meaning, json_schema_extra={"unit": unit})


class SensitivitySection(Section):
    """How closely is looked, where the study's own design does not say it."""

    samples: int = _field(
        256,
        FEWEST_SAMPLES,
        1_000_000,
        "base samples",
        "Base samples N of Sobol's indices, which take N(2D + 2) points.",
    )
    trajectories: int = _field(
        20, FEWEST_TRAJECTORIES, 1_000_000, "trajectories", "Trajectories of Morris, which take D + 1 points each."
    )
    resamples: int = _field(
        200, FEWEST_RESAMPLES, 100_000, "resamples", "Resamples of the bootstrap behind the intervals."
    )
