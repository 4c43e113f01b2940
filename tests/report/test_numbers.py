"""Tables beside the figures say what the figures show."""

import re

import numpy as np
import pytest

from sim.language import translator
from sim.report.figures.chain import links
from sim.report.numbers import MOST_PERIODS, MOST_ROWS, numbers, periods
from sim.report.runs import Runs
from tests.report import synthetic
from tests.report.test_figures import EDGES

EN, DE = translator("en"), translator("de")
SECTIONS = ("image", "chain", "influence", "agenda", "gossip", "people", "customers", "story")


@pytest.mark.parametrize("weeks", [1, 2, 5, 13, 25, 26, 40, 104, 520, 5200])
def test_periods_cover_the_run_without_gaps(weeks: int) -> None:
    found = periods(weeks)
    assert [week for span in found for week in range(span.start, span.stop)] == list(range(weeks))
    assert len(found) <= MOST_PERIODS
    assert weeks < 26 or all((span.stop - span.start) % 13 == 0 for span in found[:-1])


def test_an_image_is_the_median_over_runs_of_the_mean_over_weeks(runs: Runs) -> None:
    found = numbers("image", runs, EN)
    assert found is not None
    assert found.columns == ["Weeks", "Sales", "Production", "Finance"]
    means = runs.in_focus("image")[:, 13:26].mean(axis=1)
    low, middle, high = (EN.number(each, 2) for each in np.quantile(means, (0.05, 0.5, 0.95)).tolist())
    assert found.rows[1][:2] == ["14\N{EN DASH}26", f"{middle} ({low}\N{EN DASH}{high})"]


def test_a_percentage_has_its_sign_once(runs: Runs) -> None:
    found = numbers("agenda", runs, DE)
    assert found is not None
    assert found.rows[0][0] == "Vertrieb, 1\N{EN DASH}13"
    assert re.fullmatch(r"\d+\s% \(\d+–\d+\)", found.rows[0][1])


def test_the_chain_ends_with_the_weeks_in_which_its_links_give_way(runs: Runs) -> None:
    found = numbers("chain", runs, EN)
    assert found is not None
    onsets = [each.onset for each in links(runs)]
    assert found.rows[-1][0] == "Onset"
    assert [int(each.split()[-1]) if each != "–" else None for each in found.rows[-1][1:]] == onsets


def test_talk_is_counted_by_department_and_weeks(runs: Runs) -> None:
    found = numbers("gossip", runs, EN)
    assert found is not None
    counted = sum(float(cell) for row in found.rows if row[0].startswith("Sales,") for cell in row[1:])
    kinds = ("talk_negative", "talk_neutral", "talk_positive", "talk_stopped")
    assert counted == pytest.approx(sum(runs.in_focus(each).sum() for each in kinds) / runs.n_replicates, abs=2)


def test_people_are_listed_heads_first_of_all() -> None:
    runs = EDGES["two thousand people"]()
    found = numbers("people", runs, EN)
    assert found is not None
    assert len(found.rows) == MOST_ROWS
    assert {"Head of Sales", "Head of Production", "Head of Finance"} <= {row[0] for row in found.rows}


def test_customers_have_levels_and_counted_dates(runs: Runs) -> None:
    found = numbers("customers", runs, DE)
    assert found is not None
    assert found.columns[-2:] == ["Abgesagte Kundentermine", "Begründete Termine"]
    cancelled = sum(float(row[-2].replace(",", ".")) for row in found.rows)
    assert cancelled == pytest.approx(runs.company("cancelled").sum() / runs.n_replicates, abs=1)


def test_one_run_has_no_brackets() -> None:
    found = numbers("image", Runs(synthetic.run(synthetic.scenario(), replicates=1)), EN)
    assert found is not None
    assert not [cell for row in found.rows for cell in row if "(" in cell]
    assert found.note == "Means over these weeks."


@pytest.mark.parametrize("edge", [name for name in EDGES if name != "nothing at all"])
def test_tables_stay_small_and_even_and_say_nothing_odd(edge: str) -> None:
    runs = EDGES[edge]()
    for t in (EN, DE):
        for section in SECTIONS:
            if section == "customers" and not runs.has_customers:
                continue
            found = numbers(section, runs, t)
            assert found is not None
            assert 1 <= len(found.rows) <= MOST_ROWS
            assert {len(row) for row in found.rows} == {len(found.columns)}
            assert not {"nan", "None", "inf"} & {word for row in found.rows for cell in row for word in cell.split()}


def test_interventions_have_a_table_of_their_own(runs: Runs) -> None:
    assert numbers("timeline", runs, EN) is None
