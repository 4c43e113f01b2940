"""Which design points an analysis needs, in blocks that belong together: a base sample, a trajectory, a row."""

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from sim.experiments.sensitivity.estimates import Floats
from sim.experiments.study.design import Design, ParameterSpec, points, unit_samples
from sim.scenario.variants import Value


class Blocks(NamedTuple):
    """Points of a design by block: `unit` is float64 (block, row, parameter), `points` the same in one list."""

    unit: Floats
    points: list[dict[str, Value]]


class Runs(NamedTuple):
    """What was measured of the blocks without a failed point."""

    unit: Floats  # (block, row, parameter)
    values: Floats  # (block, row, replicate, outcome)
    weeks: Floats  # (block, row), length of the runs


def blocks(design: Design, parameters: dict[str, ParameterSpec]) -> Blocks:
    """Points of a design; its rows of one block follow each other."""
    n = len(parameters)
    rows = {"saltelli": 2 * n + 2, "morris": n + 1}.get(design.method, 1)
    return Blocks(unit_samples(design, n).reshape(-1, rows, n), points(design, parameters))


def complete(found: Blocks, values: Floats, failed: Collection[int], weeks: int) -> Runs:
    """Runs of the blocks of which every point has them.

    Parameters
    ----------
    values
        float64 (point, replicate, outcome).
    failed
        Numbers of the points that failed.
    weeks
        Length of a run where it is no parameter.
    """
    n_blocks, n_rows, _ = found.unit.shape
    broken = {point // n_rows for point in failed}
    kept = [block for block in range(n_blocks) if block not in broken]
    lengths = np.array([float(each.get("weeks", weeks)) for each in found.points]).reshape(n_blocks, n_rows)
    return Runs(found.unit[kept], values.reshape(n_blocks, n_rows, *values.shape[1:])[kept], lengths[kept])
