"""A plan that is beaten raises the image of sales, by less than one missed by as much lowers it (K1)."""

import numpy as np

from sim.statistics import of_median
from tests.patterns.ensemble import Ensemble, Floats, ensemble, falls, last_quarter, rises


def image(*overrides: str) -> Floats:
    return last_quarter(ensemble("industrial_firm", *overrides).of("image"))


def after_the_first_review(run: Ensemble) -> Floats:
    """Image in the second quarter: (replicate,)."""
    mean: Floats = run.of("image")[:, 13:26].mean(axis=1)
    return mean


def test_credit_raises_the_image() -> None:
    assert rises(of_median(image("blame.credit=1") - image("blame.credit=0")))


def test_a_plan_that_is_easy_to_beat_raises_the_image() -> None:
    assert rises(of_median(image("revenue.plan=0.2") - image()))


def test_a_failure_costs_more_than_a_success_of_the_same_size_brings() -> None:
    neither = ensemble("industrial_firm", "blame.blame=0", "blame.credit=0")
    earned = float(np.median(neither.firm("revenue")[:, :13].mean(axis=1)))
    success = ensemble("industrial_firm", "blame.blame=0", f"revenue.plan={earned / 1.5}")
    failure = ensemble("industrial_firm", "blame.credit=0", f"revenue.plan={earned / 0.5}")
    won = after_the_first_review(success) - after_the_first_review(neither)
    lost = after_the_first_review(neither) - after_the_first_review(failure)
    assert rises(of_median(won))
    assert falls(of_median(won - lost))
