"""Three quarters and more of contact time stay inside the own department, as in an office (Génois & Barrat 2018)."""

from sim.statistics import of_median
from tests.patterns.ensemble import ensemble


def test_most_contact_stays_inside_the_department() -> None:
    run = ensemble("industrial_firm")
    found = of_median(run.meeting("contact_inside").sum(axis=1) / run.meeting("contact_all").sum(axis=1))
    assert found.low >= 0.75
    assert found.high <= 0.82
