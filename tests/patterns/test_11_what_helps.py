"""Presence with demand brings sales back; quota and customer contact serve the customers without it (K7, K9)."""

import numpy as np
import pytest

from sim.statistics import Interval, of_median
from tests.patterns.ensemble import Floats, ensemble, falls, last_quarter, rises

# Less than this nobody in the company would notice, however sure a thousand replicates make us of it.
NEGLIGIBLE = {"image": 0.02, "influence": 2.0, "attendance": 0.02}
REMEDIES = ("agenda_quota", "presence", "customer_contact", "no_gossip")


def gain(scenario: str, measure: str) -> Interval:
    """Paired difference to doing nothing in the last quarter."""
    return of_median(level(scenario, measure) - level("alibi", measure))


def level(scenario: str, measure: str) -> Floats:
    run = ensemble(scenario, replicates=100)
    return last_quarter(run.firm("revenue") if measure == "revenue" else run.of(measure))


@pytest.mark.parametrize("scenario", ["presence", "no_gossip"])
def test_what_changes_who_is_there_or_what_is_said_lifts_the_image_of_sales(scenario: str) -> None:
    assert gain(scenario, "image").low > NEGLIGIBLE["image"]


@pytest.mark.parametrize("scenario", ["agenda_quota", "customer_contact"])
def test_what_reaches_only_the_agenda_leaves_the_image_where_it_was_once_sales_is_gone(scenario: str) -> None:
    assert -NEGLIGIBLE["image"] < gain(scenario, "image").low
    assert gain(scenario, "image").high < NEGLIGIBLE["image"]


@pytest.mark.parametrize("scenario", ["agenda_quota", "presence", "customer_contact"])
def test_each_remedy_that_reaches_the_agenda_lifts_revenue(scenario: str) -> None:
    assert rises(gain(scenario, "revenue"))


@pytest.mark.parametrize("measure", NEGLIGIBLE)
def test_preaching_alone_does_not_bring_sales_back(measure: str) -> None:
    assert gain("preaching", measure).high < NEGLIGIBLE[measure]


def test_preaching_serves_customers_far_less_than_presence_does() -> None:
    assert falls(of_median(level("preaching", "revenue") - level("presence", "revenue")))


def test_the_remedies_can_be_ranked_with_intervals() -> None:
    ranked = sorted(REMEDIES, key=lambda name: gain(name, "image").mean, reverse=True)
    best, second = ranked[:2]
    assert best == "presence"
    assert rises(of_median(level(best, "image") - level(second, "image")))
    assert np.all([np.isfinite(gain(name, "image")).all() for name in ranked])
