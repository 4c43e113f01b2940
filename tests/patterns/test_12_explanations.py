"""Goodwill soon after a cancelled date: none < it mattered more < external constraint (Shaw, Wild & Colquitt 2003)."""

from sim.statistics import of_median
from tests.patterns.ensemble import Floats, ensemble, first_quarter, rises

KINDS = {
    "none": ("explanation.honest=0", "explanation.external=0"),
    "mattered more": ("explanation.honest=1", "explanation.external=0"),
    "external constraint": ("explanation.honest=0", "explanation.external=1"),
}


def goodwill(kind: str) -> Floats:
    """In the first quarter: later, excuses are found out (pattern 21)."""
    return first_quarter(ensemble("industrial_firm", *KINDS[kind]).firm("goodwill"))


def test_any_explanation_is_better_than_none_and_an_excuse_better_than_a_reason() -> None:
    assert rises(of_median(goodwill("mattered more") - goodwill("none")))
    assert rises(of_median(goodwill("external constraint") - goodwill("mattered more")))
