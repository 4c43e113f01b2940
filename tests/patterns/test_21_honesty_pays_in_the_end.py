"""At once an excuse does best; where dates are cancelled often, the honest word does (K9).

An excuse is found out in the end (Schweitzer, Hershey & Bradlow 2006).
"""

from sim.statistics import of_median
from tests.patterns.ensemble import Floats, ensemble, last_quarter, rises

KINDS = {
    "none": ("explanation.honest=0", "explanation.external=0"),
    "honest": ("explanation.honest=1", "explanation.external=0"),
    "excuse": ("explanation.honest=0", "explanation.external=1"),
}
OFTEN = "attendance.norm=3"


def goodwill(kind: str, *overrides: str) -> Floats:
    """Goodwill of all customers: (replicate, week)."""
    return ensemble("industrial_firm", *KINDS[kind], *overrides, replicates=100).firm("goodwill")


def at_once(kind: str) -> Floats:
    """In the first four weeks: (replicate,)."""
    mean: Floats = goodwill(kind)[:, :4].mean(axis=1)
    return mean


def after_a_year(kind: str) -> Floats:
    """In the fourth quarter: (replicate,)."""
    return last_quarter(goodwill(kind, OFTEN)[:, :52])


def test_at_once_an_excuse_is_above_the_honest_word_and_both_above_none() -> None:
    assert rises(of_median(at_once("honest") - at_once("none")))
    assert rises(of_median(at_once("excuse") - at_once("honest")))


def test_after_a_year_of_cancelled_dates_the_honest_word_is_above_the_excuse_and_that_above_none() -> None:
    assert rises(of_median(after_a_year("honest") - after_a_year("excuse")))
    assert rises(of_median(after_a_year("excuse") - after_a_year("none")))


def test_after_two_years_the_honest_word_is_still_above_both() -> None:
    honest = last_quarter(goodwill("honest", OFTEN))
    for other in ("excuse", "none"):
        assert rises(of_median(honest - last_quarter(goodwill(other, OFTEN)))), other
