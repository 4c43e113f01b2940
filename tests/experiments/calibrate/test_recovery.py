"""Known parameters are found again as often as intervals claim; benchmarks/calibration.py has more trials."""

import numpy as np
import pandas as pd

from benchmarks.calibration import trial
from sim.statistics import of_share

TRIALS = 6
TOLD_BY_DATA = ("attendance.available", "attendance.norm", "departments.sales.image")


def test_intervals_hold_the_truth_as_often_as_they_claim_and_are_narrower_than_before() -> None:
    found = pd.concat([trial(number, particles=40, populations=3) for number in range(101, 101 + TRIALS)])
    told = found[found["parameter"].isin(TOLD_BY_DATA)]
    assert of_share(int(found["inside"].sum()), len(found)).high >= 0.9
    # An interval as wide as the prior's would hold the truth as well.
    narrower = told["shrinkage"].to_numpy(dtype=np.float64)
    assert narrower.mean() - 2 * narrower.std(ddof=1) / narrower.size**0.5 > 0.1
