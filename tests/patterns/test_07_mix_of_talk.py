"""Two thirds to four fifths of the talk judge nobody, the rest is more bad than good (Robbins & Karan 2020)."""

import numpy as np

from sim.statistics import of_median
from tests.patterns.ensemble import Floats, ensemble


def told(tone: str) -> Floats:
    run = ensemble("industrial_firm")
    total: Floats = np.sum([run.of(f"talk_{tone}", name).sum(axis=1) for name in run.scenario.departments], axis=0)
    return total


def test_most_talk_is_neutral() -> None:
    share = of_median(told("neutral") / (told("negative") + told("neutral") + told("positive")))
    assert share.low >= 0.65
    assert share.high <= 0.80


def test_bad_talk_outweighs_good_talk_but_not_by_much() -> None:
    # A ratio of means: single replicates have too few good words to divide by.
    negative, positive = told("negative"), told("positive")
    balance_low = of_median(negative - 1.3 * positive)
    balance_high = of_median(negative - 2.0 * positive)
    assert balance_low.low > 0.0
    assert balance_high.high < 0.0
