"""One long absence costs attention at once and for a while; repeated absence costs it for good.

During 8-25 workdays away a person's share of the inbound mail of a manufacturer fell to .3-.5 of the level before,
and came back to .9-1.05 (placebo 1).
"""

import numpy as np

from sim.scenario import load
from sim.statistics import of_median
from tests.patterns.ensemble import SCENARIOS, Floats, ensemble, first_quarter, last_quarter, simulated

AWAY = 53
SEATS = ("capacity_planning", "delivery_dates", "management", "order_review")


def attention(weeks_away: int) -> Floats:
    """Weekly visibility of a head who is a department of one, ill for some weeks from week 53: (replicate, week)."""
    lines = [f"meetings.{name}.roster.purchasing={{head: 1}}" for name in SEATS]
    alone = "departments.purchasing={title: {en: Purchasing, de: Einkauf}, head: 1, image: 0.6}"
    trip = (
        f"interventions={{trip: {{title: {{en: ill, de: krank}}, start: {AWAY}, end: {AWAY + weeks_away - 1}, "
        "target: {department: purchasing}, set: {attendance.available: 0}}}"
    )
    return simulated(load(SCENARIOS / "industrial_firm.yaml", (alone, *lines, trip)), 60).of("visibility", "purchasing")


def ratios(seen: Floats, weeks_away: int) -> tuple[Floats, Floats]:
    """Attention during and after, over attention before: (replicate,) each."""
    before = seen[:, AWAY - 9 : AWAY - 1].mean(axis=1)
    end = AWAY - 1 + weeks_away
    return seen[:, AWAY - 1 : end].mean(axis=1) / before, seen[:, end : end + 8].mean(axis=1) / before


def test_attention_drops_at_once_and_comes_back() -> None:
    # As in the data, over absences of two to five weeks.
    pairs = [ratios(attention(weeks_away), weeks_away) for weeks_away in (2, 3, 4, 5)]
    during, after = (of_median(np.mean(each, axis=0)) for each in zip(*pairs, strict=True))
    assert during.low >= 0.3
    assert during.high <= 0.5
    assert after.low >= 0.9
    assert after.high <= 1.05


def test_without_an_absence_nothing_changes() -> None:
    seen = ensemble("industrial_firm").of("visibility", "production")
    during, after = (of_median(ratio) for ratio in ratios(seen, 4))
    assert during.low >= 0.95
    assert during.high <= 1.05
    assert after.low >= 0.95
    assert after.high <= 1.05


def test_repeated_absence_costs_it_for_good() -> None:
    seen = ensemble("alibi").of("visibility")
    assert of_median(last_quarter(seen) / first_quarter(seen)).high < 0.2
    assert np.median(seen[:, -1]) < 0.05
