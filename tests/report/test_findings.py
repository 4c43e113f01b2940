"""Headlines say what the numbers say."""

import numpy as np
import pytest

from sim.language import translator
from sim.report import findings
from sim.report.runs import Runs
from sim.scenario.output import WEEKLY
from tests.report import synthetic

TALK = [each for each in WEEKLY if each.startswith("talk")]
EN, DE = translator("en"), translator("de")


def weekly(measure: str, first: float, last: float, department: str = "sales") -> Runs:
    """Runs in which one measure of one department is what is wanted, with some spread over the runs."""
    scenario = synthetic.scenario()
    table = synthetic.run(scenario, replicates=21, weeks=52).weekly
    spread = (table["replicate"] - 10) / 1000
    rows = table["department"] == department
    table.loc[rows, measure] = np.where(table["week"] <= 26, first, last)[rows] + spread[rows]
    return Runs(synthetic.run(scenario, replicates=21, weeks=52, weekly=table))


def test_image_tells_medians_of_the_quarters_and_where_the_runs_end() -> None:
    expected = "The image of Sales falls from 0.48 to 0.06; 90% of runs end between 0.05 and 0.07"
    assert findings.image(weekly("image", 0.48, 0.06), EN) == expected


def test_image_in_german_has_german_numbers() -> None:
    text = findings.image(weekly("image", 0.48, 0.06), DE)
    assert text.startswith("Vertrieb: Ansehen sinkt von 0,48 auf 0,06; 90\N{NO-BREAK SPACE}% der Läufe")


@pytest.mark.parametrize(("last", "verb"), [(0.3, "falls"), (0.7, "rises"), (0.51, "holds"), (0.42, "holds")])
def test_image_moves_as_the_numbers_do(last: float, verb: str) -> None:
    assert f"Sales {verb}" in findings.image(weekly("image", 0.5, last), EN)


def image_by_quarter(*levels: list[float]) -> Runs:
    """Runs of four quarters, as many as there are lists of levels."""
    scenario = synthetic.scenario()
    table = synthetic.run(scenario, replicates=len(levels), weeks=52).weekly
    table.loc[table["department"] == "sales", "image"] = np.repeat(np.array(levels), 13, axis=1).ravel()
    return Runs(synthetic.run(scenario, replicates=len(levels), weeks=52, weekly=table))


STABLE, COLLAPSE, RISE = [0.5, 0.5, 0.5, 0.45], [0.5, 0.3, 0.1, 0.05], [0.5, 0.6, 0.7, 0.95]
RECOVERY = [0.5, 0.2, 0.3, 0.48]


@pytest.mark.parametrize(
    ("levels", "verdict", "headline"),
    [
        ([STABLE] * 3, "stable", "The image of Sales holds: 0.50 at first, 0.45 at the end"),
        ([COLLAPSE] * 3, "collapse", "The image of Sales falls from 0.50 to 0.05"),
        (
            [RECOVERY] * 3, "recovery",
            "The image of Sales recovers: 0.50 at first, 0.20 at its lowest, 0.48 at the end",
        ),
        ([STABLE] * 7 + [COLLAPSE] * 3, "stable", "The image of Sales, 0.50 at first: down in 3 of 10 runs, up in 0,"
            " about as before in 7"),
        ([COLLAPSE] * 7 + [RISE] * 3, "collapse", "The image of Sales, 0.50 at first: down in 7 of 10 runs, up in 3,"
            " about as before in 0"),
        ([[0.5, 0.5, 0.5, level] for level in np.linspace(0.2, 0.8, 60).tolist()], "undecided", "The image of Sales,"
            " 0.50 at first: down in 20 of 60 runs, up in 20, about as before in 20"),
        ([STABLE] * 20 + [COLLAPSE] * 20, "undecided", "The image of Sales, 0.50 at first, ends in two groups of runs:"
            " 20 around 0.05, 20 around 0.45"),
    ],
)  # fmt: skip
def test_the_headline_of_the_image_never_speaks_against_the_verdict(
    levels: list[list[float]], verdict: str, headline: str
) -> None:
    runs = image_by_quarter(*levels)
    assert runs.tables.verdict().outcome == verdict
    assert findings.image(runs, EN).partition("; ")[0] == headline


def test_a_single_run_has_no_band() -> None:
    assert "runs end" not in findings.image(Runs(synthetic.run(synthetic.scenario(), replicates=1)), EN)


def test_influence_names_who_gains_most() -> None:
    runs = weekly("influence", 33, 13)
    assert findings.influence(runs, EN).startswith("Sales drops from 33 to 13 of 100 influence points; ")


def test_gossip_shares_count_what_was_stopped_too() -> None:
    table = synthetic.run(synthetic.scenario(), replicates=2, weeks=2).weekly
    table[TALK] = 0.0
    table.loc[table["department"] == "sales", ["talk_negative", "talk_stopped"]] = [3.0, 1.0]
    table.loc[table["department"] == "finance", "talk_neutral"] = 4.0
    runs = Runs(synthetic.run(synthetic.scenario(), replicates=2, weeks=2, weekly=table))
    text = findings.gossip(runs, EN)
    assert text.startswith("50% of the talk about absent people is about Sales, with 33% of the people; 25% of it")


def test_silence_is_told_as_silence() -> None:
    table = synthetic.run(synthetic.scenario(), replicates=2, weeks=2).weekly
    table[TALK] = 0.0
    runs = Runs(synthetic.run(synthetic.scenario(), replicates=2, weeks=2, weekly=table))
    assert findings.gossip(runs, EN) == "Nobody talks about absent people"


def test_who_gains_most_is_told_only_where_most_runs_say_so() -> None:
    scenario = synthetic.scenario()
    table = synthetic.run(scenario, replicates=20, weeks=52).weekly
    late, luck = table["week"] > 26, np.sin(table["replicate"])
    for department, level in (("sales", 33 - 20 * late), ("production", 30 + 10 * late), ("finance", 30 + 10 * late)):
        rows = table["department"] == department
        table.loc[rows, "influence"] = (level + luck * (department == "finance") * late)[rows]
    runs = Runs(synthetic.run(scenario, replicates=20, weeks=52, weekly=table))
    assert findings.influence(runs, EN) == "Sales drops from 33 to 13 of 100 influence points"


def people(slope: float) -> Runs:
    table = synthetic.run(synthetic.scenario(), replicates=5).people
    table["standing"] = 0.5 + slope * table["attendance"] + 0.001 * np.sin(np.arange(len(table)))
    return Runs(synthetic.run(synthetic.scenario(), replicates=5, people=table))


@pytest.mark.parametrize(
    ("slope", "text"),
    [
        (0.4, "Within Sales, whoever attends more stands higher"),
        (-0.4, "Within Sales, whoever attends less stands higher"),
        (0.0, "Within Sales, attendance and standing show no clear link"),
    ],
)
def test_people_tells_the_direction_of_the_correlation(slope: float, text: str) -> None:
    assert text in findings.people(people(slope), EN)


def test_a_correlation_between_departments_is_not_told_of_people() -> None:
    table = synthetic.run(synthetic.scenario(), replicates=5).people
    own = table["department"] == "sales"
    table["attendance"] = np.where(own, 0.2, 0.8) + 0.01 * np.sin(np.arange(len(table)))
    table["standing"] = np.where(own, 0.2, 0.8) + 0.01 * np.cos(3.7 * np.arange(len(table)))
    text = findings.people(Runs(synthetic.run(synthetic.scenario(), replicates=5, people=table)), EN)
    assert text.startswith("Within Sales, attendance and standing show no clear link: correlation")
    assert "; among everybody, which mostly compares departments, the correlation is 0.9" in text or "is 1.00" in text


def test_correlations_are_those_of_pandas(runs: Runs) -> None:
    table = runs.tables.people
    for department, chosen in ((None, table), ("sales", table[table["department"] == "sales"])):
        expected = [group["attendance"].corr(group["standing"]) for _, group in chosen.groupby("replicate")]
        assert findings.correlations(runs, department) == pytest.approx(expected)


def test_customers_tells_revenue_and_plan() -> None:
    company = synthetic.run(synthetic.scenario(), replicates=4).company
    company["revenue"] = np.where(company["week"] <= 26, 0.5, 0.2)
    company["plan"] = 0.45
    runs = Runs(synthetic.run(synthetic.scenario(), replicates=4, company=company))
    assert findings.customers(runs, EN).startswith("Revenue falls from 50% to 20% of the potential (plan:\xa045%)")


def test_timeline_counts_interventions(runs: Runs) -> None:
    assert findings.timeline(runs, EN) == "One intervention, from week\xa027: Presence first"
    assert findings.timeline(Runs(synthetic.run(synthetic.scenario(interventions={}), replicates=1)), EN).startswith(
        "No "
    )


def test_timeline_without_interventions_counts_orders() -> None:
    order = {"meeting": "management", "who": "sales.head", "go": True}
    scenario = synthetic.scenario(interventions={}, orders=[{"week": week, **order} for week in (9, 5)])
    runs = Runs(synthetic.run(scenario, replicates=1))
    assert findings.timeline(runs, EN) == "2 orders decide who is at single dates, the first in week\xa05"
    assert findings.timeline(runs, DE).endswith("die erste in Woche\xa05")


def test_numbers_of_the_headline_are_those_of_the_table(runs: Runs) -> None:
    row = runs.tables.summary().loc[["image"], ["first", "last", "low", "high"]].to_numpy(dtype=float)[0]
    assert all(EN.number(each, 2) in findings.image(runs, EN) for each in row.tolist())
