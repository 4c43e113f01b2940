"""Known parameters are found again as often as intervals claim; benchmarks/coverage/calibrate.py has more trials."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.coverage.calibrate import Effort, told, trial
from benchmarks.coverage.observed import IMPOSSIBLE
from sim.statistics import of_share

TRIALS = 4
TOLD_BY_DATA = ("attendance.available", "attendance.norm", "departments.sales.image")
SMALL = Effort(particles=40, populations=3, weeks=26)
LEAST = Effort(particles=20, populations=2, weeks=26)


def test_intervals_hold_the_truth_as_often_as_they_claim_and_are_narrower_than_before() -> None:
    found = pd.concat([told(number, SMALL) for number in range(101, 101 + TRIALS)])
    some = found[found["parameter"].isin(TOLD_BY_DATA)]
    assert of_share(int(found["inside"].sum()), len(found)).high >= 0.9
    # An interval as wide as the prior's would hold the truth as well.
    narrower = some["shrinkage"].to_numpy(dtype=np.float64)
    assert narrower.mean() - 2 * narrower.std(ddof=1) / narrower.size**0.5 > 0.1
    # Nor are the model's own data taken for what it cannot make.
    assert found["possible"].all()


@pytest.mark.parametrize("kind", list(IMPOSSIBLE)[::2])
def test_data_that_no_parameters_make_are_called_so(kind: str) -> None:
    found = trial(1, LEAST, kind)
    assert not found.possible
    assert set(found.summary()["verdict"]) == {None}
