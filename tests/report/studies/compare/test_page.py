"""The page of a comparison says what the tables say, in both languages."""

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.experiments.compare import Comparison, sentences
from sim.experiments.compare.ranking import Place
from sim.experiments.compare.rests_on import rests_on
from sim.experiments.outcomes import Outcome
from sim.language import translator
from sim.report.bands import Fan
from sim.report.studies import compare
from sim.report.studies.compare import findings, settings
from sim.report.studies.compare.dots import thinned
from sim.report.studies.compare.view import Course, View
from sim.report.studies.compare.weeks import settled
from tests.report.reading import Page
from tests.report.studies.compare.conftest import read
from tests.report.test_page import strings

SECTIONS = ["outcomes", "pairs", "image", "difference", "rest", "interventions", "differing"]


def test_every_section_comes_in_its_order(pages: dict[str, Page]) -> None:
    for page in pages.values():
        found = [found["id"] for tag, found in page.elements if tag in {"header", "section"}]
        assert found == ["overview", *SECTIONS, "appendix"]
        assert list(page.figures) == SECTIONS[:-1]


def test_three_scenarios_are_put_in_an_order_too(three: Comparison) -> None:
    page = read(three)
    assert "ranking" in page.attributes("id")
    assert "Every pair of scenarios" in page.text


def test_figures_swap_all_their_colours_on_a_dark_page(three: Comparison) -> None:
    page = read(three)
    dark = page.data("settings")["dark"]
    colours = {text[:7] for each in page.figures.values() for text in strings(each) if re.match("#[0-9a-f]{6}", text)}
    assert colours
    assert colours <= dark.keys()


def test_the_language_is_that_of_the_reader(pages: dict[str, Page]) -> None:
    assert "Presence, compared with: Small firm" in pages["en"].text
    assert "Präsenz im Vergleich mit: Kleiner Betrieb" in pages["de"].text
    shown = [text for each in pages["de"].figures.values() for text in strings(each)]
    assert not [text for text in shown if re.search(r"\b(Difference|Influence|Week|none)\b", text)]


def test_the_table_shows_what_was_found(two: Comparison, pages: dict[str, Page]) -> None:
    row = two.table[two.table["outcome"] == "attendance in the last quarter"].iloc[0]
    t = translator("en")
    assert t.percent(row["baseline"], 1) in pages["en"].text
    assert f"+{t.number(100 * row['difference'], 1)} points" in pages["en"].text
    assert t.percent(row["mean"], 1) in pages["en"].text


def test_marks_stand_at_the_differences(two: Comparison, pages: dict[str, Page]) -> None:
    marks = [each for each in pages["en"].figures["outcomes"]["data"] if each.get("customdata")]
    scale = np.array([1 if "influence" in each else 100 for each in two.table["outcome"]])
    np.testing.assert_allclose(np.array(marks[0]["x"], dtype=np.float64), scale * two.table["difference"], atol=1e-3)


def test_a_comparison_by_other_units_has_a_panel_for_each(folder: Path) -> None:
    files = [folder / "firm.yaml", folder / "presence.yaml"]
    asked = ["image at week 30", "talk_negative in the last quarter", "weeks until image falls below 0.49"]
    figure = read(sim.compare(*files, replicates=10, outcome=asked)).figures["outcomes"]
    assert {"xaxis", "xaxis2", "xaxis3"} <= figure["layout"].keys()
    domains = [figure["layout"][name]["domain"] for name in ("yaxis3", "yaxis2", "yaxis")]
    assert all(below[1] < above[0] for below, above in pairwise(domains))


def test_a_list_of_entries_is_told_entry_by_entry() -> None:
    orders = [{"week": 5, "who": ["sales.head", "sales.lead"], "customer": None}, {"week": 6, "go": True}]
    assert list(settings.leaves({"orders": orders})) == [
        ("orders.1.week", "5"), ("orders.1.who", "sales.head, sales.lead"), ("orders.2.week", "6"),
        ("orders.2.go", "true"),
    ]  # fmt: skip


def test_settings_that_differ_are_listed_with_both_values(three: Comparison) -> None:
    rows = settings.differing(View(three, translator("en")))
    assert [row[0] for row in rows if not row[0].startswith("interventions.")] == ["gossip.rate"]
    gossip = next(row for row in rows if row[0] == "gossip.rate")
    assert gossip[1] == gossip[2] != "0"
    assert gossip[3] == "0"
    assert ["interventions.presence.start", "–", "5", "–"] in rows
    assert not [row for row in rows if "title" in row[0]]


def test_many_settings_that_differ_are_put_together_and_none_is_lost(two: Comparison) -> None:
    view = View(two, translator("en"))
    few = [["gossip.rate", "0", "1"], *(["departments.sales.lead", "1", "2"],) * 11]
    table = settings.table(view, few)
    assert table is not None
    assert table.rows == few
    keys = [f"interventions.presence.set.{letter}" for letter in "abcdefghijk"]
    table = settings.table(view, [*few[:2], *([key, "–", "1"] for key in keys)])
    assert table is not None
    assert table.rows == [
        ["gossip.rate", "0", "1"],
        ["departments.sales.lead", "1", "2"],
        ["interventions.presence", "–", "; ".join(f"set.{letter}\xa01" for letter in "abcdefgh") + "; 3 more"],
    ]
    assert "together" in table.caption
    assert settings.headline(view, [*few[:2], *([key, "–", "1"] for key in keys)]) == "13 settings differ, of 3 things"
    assert settings.headline(view, few[:2]) == "2 settings differ"


def test_the_same_scenario_is_told_to_be_the_same(folder: Path) -> None:
    found = sim.compare(folder / "firm.yaml", folder / "firm.yaml", replicates=3)
    page = read(found)
    assert "“firm_2” and “firm” are the same: nothing that could move a number differs." in page.text
    assert "What the pairing saved cannot be told" in page.text
    assert "0 settings differ" in page.text


def test_the_lead_names_outcomes_by_their_verdict(two: Comparison) -> None:
    lead = findings.lead(View(two, translator("en")))
    assert lead.startswith("“Presence” against “Small firm”, in the last quarter: ")
    assert "higher: attendance" in lead


def course(median: list[float], higher: list[int], pairs: int = 100) -> Course:
    values, counts = np.array(median), np.array(higher, dtype=np.float64)
    weeks = np.arange(1, len(median) + 1)
    return Course(weeks, Fan(*([values] * 5)), np.full(len(median), float(pairs)), counts, pairs - counts)


@pytest.mark.parametrize(
    ("median", "higher", "found"),
    [
        ([0.0, 0.1, 0.0, 0.1, 0.2], [50, 90, 50, 70, 80], (4, 1)),
        ([0.1, 0.1, 0.1, 0.1, 0.1], [90, 90, 90, 90, 90], (1, 1)),
        ([0.0, 0.0, -0.1, -0.1, -0.1], [50, 50, 20, 10, 5], (3, -1)),
        ([0.1, 0.1, 0.1, 0.1, 0.01], [90, 90, 90, 90, 90], None),
        ([0.0, 0.0, 0.1, 0.1, 0.1], [50, 50, 90, 90, 55], None),
    ],
)
def test_a_difference_has_settled_once_most_pairs_stay_on_one_side(
    median: list[float], higher: list[int], found: tuple[int, int] | None
) -> None:
    assert settled(course(median, higher), 0.02) == found


def test_two_thirds_of_six_pairs_are_not_surely_most() -> None:
    assert settled(course([0.1, 0.1], [4, 4], pairs=6), 0.02) is None


def test_every_pair_is_a_dot_and_told_in_words(two: Comparison, pages: dict[str, Page]) -> None:
    figure = pages["en"].figures["pairs"]
    row = two.table[two.table["outcome"] == "attendance in the last quarter"].iloc[0]
    own = next(each for each in figure["data"] if each.get("yaxis") == "y3" and each["x"][0] is not None)
    assert np.mean(own["y"]) == pytest.approx(100 * row["difference"], rel=0.1)
    assert own["y"] == sorted(own["y"])
    assert 160 <= len(own["x"]) <= two.replicates
    assert "Image: no pair differs by more than 0.1" in pages["en"].text


def row_of(up: int, down: int, rest: float = 0.001) -> dict[str, object]:
    counts = {"n": 200, "up": up, "down": down, "threshold": 0.1}
    return {"outcome": "image at week 30", **counts, "difference": 0.02, "rest": rest}


@pytest.mark.parametrize(
    ("up", "down", "english"),
    [
        (6, 0, "in 6 of 200 pairs the histories part by more than 0.1, all upwards; without them the difference"),
        (1, 0, "in one of 200 pairs the histories part by more than 0.1, upwards; without it the difference"),
        (4, 2, "in 6 of 200 pairs the histories part by more than 0.1, 4 upwards, 2 downwards; without them"),
        (0, 199, "in 199 of 200 pairs the histories part by more than 0.1, always downwards."),
        (200, 0, "in all 200 pairs the histories part by more than 0.1, always upwards."),
        (0, 0, "no pair differs by more than 0.1."),
    ],
)
def test_what_a_difference_rests_on_is_told_as_it_is(two: Comparison, up: int, down: int, english: str) -> None:
    assert english in rests_on(two, row_of(up, down), translator("en"))
    assert "{" not in rests_on(two, row_of(up, down), translator("de"))


def test_of_many_pairs_the_ends_are_drawn_whole() -> None:
    value, share = thinned(np.arange(5000.0))
    assert len(value) < 300
    assert value[:40].tolist() == list(range(40))
    assert value[-40:].tolist() == list(range(4960, 5000))
    assert share[0] == 0.01


def test_runs_that_end_in_two_groups_are_told_as_two(folder: Path) -> None:
    found = sim.compare(folder / "firm.yaml", folder / "presence.yaml", replicates=60, outcome="image at week 30")
    values = found.differences.copy()
    values["value"] = np.where(np.arange(60) < 20, 0.1, 0.6) + 0.001 * np.arange(60)
    told = Comparison(found.manifest, found.table, values, found.weekly)
    (row,) = told.table.to_dict("records")
    assert sentences.middle(told, row, "presence", translator("en")) == "0.11 (20) | 0.64 (40)"
    assert sentences.middle(told, row, "firm", translator("en")) == f"{row['baseline']:.2f}"
    assert "the runs end in two groups" in read(told).text


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        ([], "None is clearly first in any of 6 outcomes"),
        (["image"], "“Presence” is clearly first in 1 of 6 outcomes, more often than any other"),
        (["image", "influence"], "“Presence” is clearly first in 2 of 6 outcomes, more often than any other"),
    ],
)
def test_only_who_is_clearly_ahead_comes_first(
    three: Comparison, ahead: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def places(_: Comparison, outcome: Outcome) -> list[Place]:
        is_ahead = any(each in outcome.text for each in ahead)
        return [Place(three.setup.names[1], 0.6, is_ahead), *(Place(name, 0.5, False) for name in three.setup.names)]

    monkeypatch.setattr(findings, "ranked", places)
    view = View(three, translator("en"))
    assert findings.ranking(view) == told
    is_told = "clearly highest in “Presence”" in findings.rest(view).partition(";")[0]
    assert is_told == ("influence" in ahead)


def test_firsts_of_equal_number_are_told_together(three: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    names = three.setup.names

    def places(_: Comparison, outcome: Outcome) -> list[Place]:
        first = names[1] if outcome.text.startswith("i") else names[2]
        return [Place(first, 0.6, outcome.text[0] in "ir"), Place(names[0], 0.5, False)]

    monkeypatch.setattr(findings, "ranked", places)
    said = findings.ranking(View(three, translator("en")))
    assert "are each clearly first in 2 of 6 outcomes" in said


def test_headings_have_the_numbers_of_the_table(two: Comparison) -> None:
    view = View(two, translator("en"))
    for text, said in (("image", findings.image(view)), ("influence", findings.rest(view))):
        row = two.table[two.table["outcome"].str.startswith(text)].iloc[0].to_dict()
        assert all(sentences.middle(two, row, name, view.t) in said for name in two.setup.names)


def test_fans_of_the_first_pairs_only_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.experiments.compare.followed.ROOM", 1)
    found = sim.compare(folder / "firm.yaml", folder / "presence.yaml", replicates=4)
    assert "show the first 2 of 4 pairs" in read(found).text


def test_a_company_without_an_image_has_a_page(folder: Path) -> None:
    alone = """\
title: {en: Alone, de: Allein}
story: {en: One., de: Eins.}
weeks: 8
departments: {sales: {title: {en: Sales, de: Vertrieb}, staff: 3}}
"""
    (folder / "alone.yaml").write_text(alone, encoding="utf-8")
    found = sim.compare(folder / "alone.yaml", folder / "alone.yaml", replicates=3)
    assert set(found.table[found.table["outcome"].str.startswith("image")]["verdict"]) == {"nothing"}
    assert "image" not in read(found).attributes("id")


@pytest.mark.parametrize("outcome", ["image.sales in the last quarter", "revenue in the last quarter"])
def test_one_outcome_is_told_in_the_singular(folder: Path, outcome: str) -> None:
    found = sim.compare(folder / "firm.yaml", folder / "presence.yaml", replicates=20, outcome=outcome)
    for language in ("en", "de"):
        view = View(found, translator(language))
        told = [findings.outcomes(view), findings.ranking(view), sentences.after_holm(found, view.t)]
        assert not [each for each in told if re.search(r"\b1 (outcomes|comparisons|Ergebnissen|Vergleichen)\b", each)]
    assert {"en": "the only outcome", "de": "einzigen Ergebnis"}[language] in findings.outcomes(view)


def test_one_week_and_one_pair_have_a_page(folder: Path, tmp_path: Path) -> None:
    found = sim.compare(folder / "firm.yaml", folder / "presence.yaml", replicates=1, weeks=1)
    compare.write(found, tmp_path / "compare.html", "de")
    assert "offen: noch etwa" in (tmp_path / "compare.html").read_text(encoding="utf-8")
