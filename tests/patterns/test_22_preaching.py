"""Preaching customer orientation leaves the company as it is; at the edge it tips some firms, and saves none (K7)."""

import pytest

from sim.statistics import Interval, of_median, of_share
from tests.patterns.ensemble import Ensemble, Flags, Floats, ensemble, last_quarter

FIRMS = {"healthy": ("industrial_firm",), "middling": ("alibi", "attendance.norm=0.8"), "alibi": ("alibi",)}
# Less than this nobody in the company would notice.
NOTICEABLE = {"attendance": 0.02, "image": 0.02, "influence": 2.0, "revenue": 0.02}
WORN, NEVER_WORN = "preaching.wear=0.15", "preaching.wear=0"
LOW = 0.25


def firm(name: str, *overrides: str) -> Ensemble:
    return ensemble(*FIRMS[name], WORN, *overrides, replicates=100)


def campaign(start: int) -> str:
    """From that week to the end."""
    title = "title: {en: Campaign, de: Kampagne}"
    return f"interventions={{campaign: {{{title}, start: {start}, set: {{preaching.strength: 1}}}}}}"


def effect(name: str, measure: str, *overrides: str) -> Interval:
    """Of a campaign that begins after half a year, on the last quarter."""

    def level(run: Ensemble) -> Floats:
        return last_quarter(run.firm(measure) if measure == "revenue" else run.of(measure))

    return of_median(level(firm(name, *overrides, campaign(27))) - level(firm(name, *overrides)))


def collapsed(*overrides: str) -> Flags:
    """Whether the middling firms end with a low image: (replicate,)."""
    low: Flags = last_quarter(firm("middling", *overrides).of("image")) < LOW
    return low


# In `alibi` attendance and image are at their floor, and could not fall.
@pytest.mark.parametrize(("name", "measure"), [*(("healthy", each) for each in NOTICEABLE), ("alibi", "revenue")])
def test_a_campaign_moves_nothing_that_anybody_would_notice(name: str, measure: str) -> None:
    found = effect(name, measure)
    assert found.low > -NOTICEABLE[measure]
    assert found.high < NOTICEABLE[measure]


def test_it_would_if_words_never_wore_off() -> None:
    assert effect("healthy", "attendance", NEVER_WORN).high < -NOTICEABLE["attendance"]


def test_at_the_edge_it_tips_firms_and_saves_none() -> None:
    preached, left_alone = collapsed(campaign(1)), collapsed()
    tipped, saved = int((preached & ~left_alone).sum()), int((left_alone & ~preached).sum())
    assert of_share(tipped, tipped + saved).low > 0.5
