"""What becomes of a campaign that goes on and on."""

from pathlib import Path

import numpy as np

from sim.scenario.output import WEEKLY
from sim.scenario.variants import Value, Variants
from sim.statistics import Floats, Interval, of_median
from tests.model.engines import many_by_kernel

FIRM = Path(__file__).parents[2] / "scenarios" / "industrial_firm.yaml"
LOUD: dict[str, Value] = {"preaching.strength": 3.0}
SALES = 0
FIRST_WEEKS, LAST_QUARTER = slice(0, 4), slice(39, 52)


def attendance(values: dict[str, Value]) -> Floats:
    """Of sales, week by week (replicate, week)."""
    runs = many_by_kernel(Variants.of(FIRM).scenario({"weeks": 52, **values}), 1, 0, 24)
    return np.array([each.weekly[:, SALES, WEEKLY.index("attendance")] for each in runs])


def lost(wear: float, weeks: slice) -> Interval:
    """Attendance that a campaign costs in those weeks."""
    campaign = attendance({**LOUD, "preaching.wear": wear})
    return of_median((attendance({}) - campaign)[:, weeks].mean(axis=1))


def test_a_campaign_that_goes_on_keeps_people_away_in_its_first_weeks_only() -> None:
    assert lost(0.15, FIRST_WEEKS).low > 0.1
    worn = lost(0.15, LAST_QUARTER)
    assert worn.low > -0.02
    assert worn.high < 0.02


def test_words_that_never_wear_off_keep_them_away_for_good() -> None:
    assert lost(0.0, LAST_QUARTER).low > lost(0.0, FIRST_WEEKS).high
