"""The charisma of salespeople works inwards as well, on those who meet them (K11)."""

import pytest

from sim.statistics import Interval, of_median
from tests.patterns.ensemble import Floats, ensemble, last_quarter, rises

MEASURES = ("attendance", "image", "influence")


def level(scenario: str, measure: str, charisma: float) -> Floats:
    everybody = f"departments.sales.charisma={{head: {charisma}, lead: {charisma}, staff: {charisma}}}"
    return last_quarter(ensemble(scenario, everybody).of(measure))


def effect(scenario: str, measure: str) -> Interval:
    """Of much charisma against little."""
    return of_median(level(scenario, measure, 0.7) - level(scenario, measure, 0.3))


@pytest.mark.parametrize("measure", MEASURES)
def test_charisma_raises_the_standing_of_those_who_come(measure: str) -> None:
    assert rises(effect("industrial_firm", measure))


@pytest.mark.parametrize("measure", ["image", "influence"])
def test_nobody_is_charmed_by_those_who_stay_away(measure: str) -> None:
    assert effect("alibi", measure).high < 0.25 * effect("industrial_firm", measure).low
