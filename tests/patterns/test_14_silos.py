"""Three quarters and more of all contact time stay inside the own department, as in a real office (Génois & Barrat 2018)."""

from tests.patterns.ensemble import ensemble, interval


def test_most_contact_stays_inside_the_department() -> None:
    run = ensemble("industrial_firm")
    found = interval(run.meeting("contact_inside").sum(axis=1) / run.meeting("contact_all").sum(axis=1))
    assert 0.75 <= found.low
    assert found.high <= 0.82
