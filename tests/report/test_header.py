"""The head of the report: the table of outcomes and what stands above it."""

import pandas as pd
import pytest

from sim.language import translator
from sim.report.header import header
from sim.report.runs import Runs
from tests.report import synthetic

EN, DE = translator("en"), translator("de")
GAP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("weeks", "first", "last"),
    [
        (104, "First quarter", "Last quarter"),
        (26, "First quarter", "Last quarter"),
        (25, f"Weeks{GAP}1 to 12", f"Weeks{GAP}14 to 25"),
        (12, f"Weeks{GAP}1 to 6", f"Weeks{GAP}7 to 12"),
        (2, f"Week{GAP}1", f"Week{GAP}2"),
        (1, f"Week{GAP}1", f"Week{GAP}1"),
    ],
)
def test_only_runs_of_two_quarters_speak_of_quarters(weeks: int, first: str, last: str) -> None:
    found = header(Runs(synthetic.run(synthetic.scenario(), 3, weeks)), EN)
    assert (found.first, found.last) == (first, last)
    assert ("quarter" in found.caption) == (weeks >= 26)
    assert "quarter" not in found.verdict


def moved_by(points: float) -> Runs:
    """Runs in which the attendance of sales ends so many points from where it begins."""
    table = synthetic.run(synthetic.scenario(), 3, 26).weekly
    own = table["department"] == "sales"
    table.loc[own, "attendance"] = 0.5 + points / 100 * (table.loc[own, "week"] > 13)
    return Runs(synthetic.run(synthetic.scenario(), 3, 26, weekly=table))


@pytest.mark.parametrize(
    ("points", "german", "english"),
    [
        (1, "+1 Punkt", "+1 point"),
        (-1, "−1 Punkt", "−1 point"),
        (0, "0 Punkte", "0 points"),
        (0.4, "0 Punkte", "0 points"),
        (-12, "−12 Punkte", "−12 points"),
    ],
)
def test_a_single_point_is_one_point(points: float, german: str, english: str) -> None:
    for t, told in ((DE, german), (EN, english)):
        (row,) = (each for each in header(moved_by(points), t).rows if each.measure.startswith(("Anwesen", "Attend")))
        assert row.change.replace(GAP, " ") == told


def test_a_change_that_is_not_known_is_a_dash() -> None:
    table = synthetic.run(synthetic.scenario(), 3, 26).weekly
    own = (table["department"] == "sales") & (table["week"] <= 13)
    table.loc[own, "attendance"] = float("nan")
    found = header(Runs(synthetic.run(synthetic.scenario(), 3, 26, weekly=pd.DataFrame(table))), DE)
    (row,) = (each for each in found.rows if each.measure.startswith("Anwesenheit"))
    assert (row.first, row.change) == ("–", "–")


def test_without_customers_there_is_no_revenue_and_it_is_said_so() -> None:
    found = header(Runs(synthetic.run(synthetic.scenario(portfolio={"customers_per_person": 0}), 3)), DE)
    assert [each.measure for each in found.rows if "Umsatz" in each.measure or "Besuche" in each.measure] == []
    assert found.facts.endswith(" · keine Kunden")
