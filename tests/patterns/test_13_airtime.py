"""In meetings of six to eight the three loudest hold 60-75 % of the airtime."""

import numpy as np

from sim.statistics import of_median
from tests.patterns.ensemble import ensemble


def test_the_three_loudest_hold_most_of_the_airtime() -> None:
    run = ensemble("industrial_firm")
    size = run.meeting("present") / run.meeting("held")
    share = np.where((size >= 6) & (size <= 8), run.meeting("airtime_top3"), np.nan)
    found = of_median(np.nanmean(share, axis=1))
    assert found.low >= 0.60
    assert found.high <= 0.75
