"""What a state shows: charts with bands, findings from pairs, numbers by quarter."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from sim.app.ensembles import Ensembles
from sim.app.ensembles.cost import COARSE
from sim.app.explore.answer import REPLICATES, Answer, answer, table
from sim.app.explore.figures import scaled
from sim.app.explore.finding import Finding, findings, sentence
from sim.app.explore.measures import MEASURES
from sim.app.explore.question import answer as turned_out
from sim.app.library import Library
from sim.errors import ScenarioError
from sim.experiments.paired import Paired, paired
from sim.language import Translator, translator
from sim.results.measures import quarters
from sim.scenario.loading import fingerprint
from sim.scenario.variants import Variants
from tests.app.explore.made_up import SCENARIOS, library

EN, DE = translator("en"), translator("de")
SHORT = library(26)
CHANGED = {"scenario": "alibi", "attendance.norm": "3", "show": "image.influence.attendance.resources.revenue"}


@pytest.fixture(scope="module")
def ensembles() -> Iterator[Ensembles]:
    found = Ensembles(threads=2)
    yield found
    found.close()


@pytest.fixture(scope="module")
def changed(ensembles: Ensembles) -> Answer:
    return answer(CHANGED, SHORT, ensembles, EN, full=True)


def test_the_whole_has_all_replicates_and_a_first_look_a_few(ensembles: Ensembles) -> None:
    query = {"scenario": "alibi", "gossip.rate": "0.35"}
    first = answer(query, SHORT, ensembles, EN, full=False)
    assert first.n <= COARSE
    assert first.wanted == REPLICATES
    ensembles.ask(first.opened.scenario, REPLICATES)
    ensembles.ask(first.opened.baseline, REPLICATES)
    assert answer(query, SHORT, ensembles, EN, full=True).n == REPLICATES


def test_a_chart_holds_the_median_and_both_bands(changed: Answer) -> None:
    for panel in changed.panels:
        fan = scaled(panel.measure, changed.pair.now)
        outer, inner, line = panel.figure["data"][-3:]
        step = 0.51 * 10.0 ** -(MEASURES[panel.measure].digits + 1)  # half a step of rounding
        np.testing.assert_allclose(line["y"], fan.median, rtol=0, atol=step)
        np.testing.assert_allclose(outer["y"], [*fan.low90, *fan.high90[::-1]], rtol=0, atol=step)
        np.testing.assert_allclose(inner["y"], [*fan.low50, *fan.high50[::-1]], rtol=0, atol=step)
        assert outer["x"] == [*range(1, 27), *range(26, 0, -1)]


def test_a_chart_shows_the_baseline_beside_only_where_something_differs(changed: Answer, ensembles: Ensembles) -> None:
    alone = answer({"scenario": "alibi"}, SHORT, ensembles, EN, full=False)
    assert alone.pair.was is None
    assert [len(each.figure["data"]) for each in alone.panels] == [3, 3]
    assert [len(each.figure["data"]) for each in changed.panels] == [6] * 5


def test_the_kept_baseline_is_what_one_compares_with(ensembles: Ensembles) -> None:
    query = {"scenario": "alibi", "attendance.norm": "3", "kept.attendance.norm": "2"}
    found = answer(query, SHORT, ensembles, EN, full=False)
    assert found.pair.was is not None
    assert fingerprint(found.pair.was.scenario) == fingerprint(SHORT.variants("alibi").scenario({"attendance.norm": 2}))


def test_an_answer_is_plain_data(changed: Answer) -> None:
    figures = [each.figure for each in changed.panels]
    assert json.loads(json.dumps(figures, allow_nan=False)) == figures


def test_findings_are_paired_differences_of_the_last_quarter(changed: Answer) -> None:
    was = changed.pair.was
    assert was is not None
    last = quarters(26)[-1]
    image = next(each for each in changed.findings if each.measure == "image")
    series = [each.series("image", "sales")[:, last].mean(axis=1) for each in (was, changed.pair.now)]
    expected = paired(*series)
    assert image.paired.difference == pytest.approx(expected.difference, abs=1e-9)
    assert image.paired.low == pytest.approx(expected.low, abs=1e-9)
    assert image.word == "higher"


def test_a_change_without_effect_is_found_to_be_none(ensembles: Ensembles) -> None:
    query = {"scenario": "alibi", "preaching.belief": "0.002"}  # nobody preaches, so nobody can believe it
    found = findings(answer(query, SHORT, ensembles, EN, full=False).pair)
    assert {each.word for each in found} == {"within"}
    assert {each.paired.difference for each in found} == {0.0}


def made_up(measure: str, word: str, difference: float, low: float, high: float) -> Finding:
    return Finding(measure, Paired(200, 0.3, 0.3 + difference, difference, low, high, 0.1, 2.0, 0.01), word)


@pytest.mark.parametrize(
    ("found", "t", "said"),
    [
        (made_up("image", "higher", 0.12, 0.10, 0.14), EN, "Image +0.12 (95%: +0.10 to +0.14)"),
        (made_up("image", "higher", 0.12, 0.10, 0.14), DE, "Ansehen +0,12 (95 %: +0,10 bis +0,14)"),
        (made_up("image", "higher", 0.052, 0.0511, 0.0529), EN, "Image +0.052 (95%: +0.051 to +0.053)"),
        (made_up("revenue", "lower", -3.2, -4.0, -2.4), EN, "Revenue −3.2 points (95%: −4.0 to −2.4)"),
        (made_up("revenue", "within", 0.2, -0.4, 0.8), EN, "Revenue: no difference larger than 2 points"),
        (made_up("influence", "within", 0.1, -0.2, 0.4), DE, "Einfluss: kein Unterschied größer als 0,5 Punkte"),
        (
            made_up("revenue", "undecided", 1.9, -0.4, 4.2), EN,
            "Revenue +1.9 points, which may be chance (95%: −0.4 to +4.2)",
        ),
    ],
)  # fmt: skip
def test_a_finding_is_said_with_its_interval(found: Finding, t: Translator, said: str) -> None:
    assert sentence(found, t).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("guess", "word", "told"),
    [
        ("higher", "higher", "That is what happened"),
        ("lower", "higher", "It turned out higher"),
        ("same", "within", "That is what happened"),
        ("higher", "undecided", "do not decide"),
    ],
)
def test_a_guess_is_told_what_became_of_it(guess: str, word: str, told: str) -> None:
    assert told in (turned_out(guess, [made_up("revenue", word, 1.0, 0.5, 1.5)], EN) or "")


@pytest.mark.parametrize("guess", ["", "up", "<b>"])
def test_no_guess_is_told_nothing(guess: str) -> None:
    assert turned_out(guess, [made_up("revenue", "higher", 1.0, 0.5, 1.5)], EN) is None


def test_a_chart_is_said_to_those_who_do_not_see_it(changed: Answer) -> None:
    said = changed.panels[0].said
    assert said.startswith("Image: median of ")
    assert "Before, it was 0." in said


def test_the_numbers_behind_a_chart_stand_by_quarter(changed: Answer) -> None:
    rows = table("image", changed.pair, EN)
    assert [row[0] for row in rows] == ["1–13", "14–26"]
    assert all(len(row) == 3 for row in rows)
    assert rows[0][1].startswith(f"{scaled('image', changed.pair.now).median[:13].mean():.2f} (")


def test_a_chart_marks_interventions_that_are_in_force(ensembles: Ensembles) -> None:
    def marks(**query: str) -> list[Any]:
        asked = {"scenario": "presence", **{key.replace("__", "."): value for key, value in query.items()}}
        figure = answer(asked, library(60), ensembles, EN, full=False).panels[0].figure
        return [each["x0"] for each in figure["layout"]["shapes"]]

    assert marks() == [27, 31]
    assert marks(interventions__staff_follow__strength="0") == [27]
    assert marks(interventions__staff_follow__start="50") == [27, 50]


def test_a_company_without_other_departments_is_shown_without_an_image(ensembles: Ensembles) -> None:
    only_sales = "departments={sales: {staff: 8}, production: null, finance: null}"
    alone = Variants.of(SCENARIOS / "alibi.yaml", ["weeks=13", only_sales, "meetings=null"])
    found = answer({"gossip.rate": "0.1"}, Library({"alone": alone}), ensembles, EN, full=True)
    assert found.panels[0].ends == "–"
    assert "nothing to compare" in sentence(found.findings[0], EN)
    json.dumps([each.figure for each in found.panels], allow_nan=False)


def test_what_is_too_large_is_refused(ensembles: Ensembles) -> None:
    query = {"scenario": "industrial_firm", "weeks": "5200", "departments.production.staff": "900000"}
    with pytest.raises(ScenarioError, match="must be few enough"):
        answer(query, library(), ensembles, EN, full=False)
