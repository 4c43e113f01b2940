"""The headline of the chain says which links gave way, and in what order."""

import numpy as np
import pytest

from sim.language import translator
from sim.report.bands import Fan
from sim.report.figures.chain import MEASURES, Link, links
from sim.report.order import chain, order
from sim.report.runs import Runs
from tests.report import synthetic

EN, DE = translator("en"), translator("de")
GAP = "\N{NO-BREAK SPACE}"
FLAT = Fan(*np.ones((5, 104)))


def link(measure: str, week: int | None, spread: int = 0) -> Link:
    """Link that gives way around a week in all of a hundred runs, some weeks earlier or later by turns."""
    weeks = np.full(100, np.nan) if week is None else week + spread * np.tile([-1.0, 1.0], 50)
    return Link(measure, [FLAT], week, weeks)


def headline(runs: Runs, *onsets: int | None, language: str = "en") -> str:
    found = [link(measure, week) for measure, week in zip(MEASURES, onsets, strict=True)]
    return chain(runs, translator(language), found).replace(GAP, " ")


def test_the_chain_has_the_seven_links_of_the_theory() -> None:
    assert MEASURES == ("attendance", "visibility", "esteem", "influence", "resources", "image", "revenue")


def test_the_first_and_the_last_link_are_named_and_the_order_is_confirmed(runs: Runs) -> None:
    assert headline(runs, 9, 9, 14, 20, 22, 23, 33) == (
        "Attendance and visibility lose 20% first (by week 9), revenue last (by week 33); "
        "the order is that of the theory"
    )


def test_a_link_that_overtakes_another_is_named(runs: Runs) -> None:
    assert headline(runs, 9, 10, 14, 20, 28, 22, 33) == (
        "Attendance loses 20% first (by week 9), revenue last (by week 33); "
        "unlike in the theory, the image falls before the share of resources"
    )


def test_an_order_that_is_quite_another_is_told_as_such(runs: Runs) -> None:
    assert headline(runs, 33, 30, 20, 19, 15, 10, 5).endswith("; the order is not that of the theory")


def test_a_week_or_two_are_no_other_order(runs: Runs) -> None:
    # An onset is that of a mean over four weeks: week 8 before week 9 says nothing against the theory.
    assert headline(runs, 9, 8, 14, 20, 22, 21, 33).endswith("; the order is that of the theory")


def test_an_order_that_differs_from_run_to_run_is_open() -> None:
    apart = [link("attendance", 20, 0), link("visibility", 19, 12), link("esteem", 18, 0)]
    assert order(apart) == "order_open"
    assert order(apart[::2]) == "order_open"
    assert order([link("attendance", 20), link("visibility", 30, 5)]) == "as_in_theory"
    assert order([link("attendance", 30, 5), link("visibility", 20)]) == "not_as_in_theory"


def test_links_that_hold_are_counted(runs: Runs) -> None:
    assert headline(runs, None, 29, None, None, None, None, None) == (
        "Visibility loses 20% (by week 29); the other 6 links lose less"
    )


def test_the_only_link_that_holds_is_named(runs: Runs) -> None:
    assert headline(runs, 9, 9, 14, 20, 22, 23, None).endswith("the order is that of the theory; revenue loses less")


def test_links_that_fall_at_once_have_no_order(runs: Runs) -> None:
    assert headline(runs, 5, 5, None, None, None, None, None) == (
        "Attendance and visibility lose 20% each (all by week 5); the other 5 links lose less"
    )


@pytest.mark.parametrize(
    ("onsets", "text"),
    [
        (
            (9, 9, 14, 20, 22, 23, 33),
            "Zuerst verlieren die Anwesenheit und die Sichtbarkeit je 20 % (bis Woche 9), zuletzt der Umsatz "
            "(bis Woche 33); die Reihenfolge ist die der Theorie",
        ),
        (
            (22, 10, None, None, None, None, None),
            "Zuerst verliert die Sichtbarkeit 20 % (bis Woche 10), zuletzt die Anwesenheit (bis Woche 22); anders als "
            "in der Theorie sinkt die Sichtbarkeit früher als die Anwesenheit; die übrigen 5 Glieder verlieren weniger",
        ),
        ((None,) * 7, "Vertrieb: Kein Glied der Wirkungskette gibt in der Mehrzahl der Läufe um 20 % nach"),
    ],
)
def test_german_readers_get_german_sentences(runs: Runs, onsets: tuple[int | None, ...], text: str) -> None:
    assert headline(runs, *onsets, language="de") == text


def flat(replicates: int) -> Runs:
    made = synthetic.run(synthetic.scenario(), replicates=replicates)
    weekly, company = made.weekly.copy(), made.company.copy()
    weekly[list(MEASURES[:-1])] = 0.5
    company["revenue"] = 0.5
    return Runs(synthetic.run(synthetic.scenario(), replicates=replicates, weekly=weekly, company=company))


def test_a_chain_in_which_nothing_falls_is_told_as_such() -> None:
    many, one = flat(3), flat(1)
    assert chain(many, EN, links(many)) == (
        "No link of the chain gives way: in most runs, nothing Sales has falls by 20%"
    )
    assert chain(one, EN, links(one)) == "No link of the chain gives way: nothing Sales has falls by 20%"


def test_the_headline_is_taken_from_the_weeks_in_the_figure(runs: Runs) -> None:
    found = links(runs)
    weeks = [each.onset for each in found if each.onset is not None]
    text = chain(runs, EN, found).replace(GAP, " ")
    assert text.startswith("Attendance loses 20% first")
    assert f"(by week {min(weeks)})" in text
    assert f"(by week {max(weeks)})" in text
