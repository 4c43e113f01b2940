"""What an analysis does about runs without a value: it needs one from every run."""

from typing import NamedTuple

import numpy as np

from sim.experiments.outcomes import Outcome
from sim.experiments.sensitivity.estimates import Floats


class Closed(NamedTuple):
    """Values without gaps, how many were counted as the last week, and how many are still missing."""

    values: Floats
    censored: int
    missing: int


def close(outcome: Outcome, values: Floats, weeks: Floats) -> Closed:
    """Close the gaps of an outcome where that makes sense.

    A week that never comes is counted as the last week of the run: it is at least as late. Other gaps are not closed,
    as nothing is known of what is missing.

    Parameters
    ----------
    values
        float64 (point, replicate).
    weeks
        Length of the runs, float64 (point,).
    """
    gaps = np.isnan(values)
    count = int(gaps.sum())
    if outcome.may_never_come:
        return Closed(np.where(gaps, weeks[:, np.newaxis], values), count, 0)
    return Closed(values, 0, count)
