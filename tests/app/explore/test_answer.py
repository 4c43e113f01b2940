"""What a state shows: charts with bands, findings from pairs, numbers by quarter."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from sim.app.ensembles import Ensembles
from sim.app.ensembles.cost import COARSE
from sim.app.explore.answer import FIRST, FULL, GROWN, LAST, REPLICATES, Answer, answer, table
from sim.app.explore.figures import mean_line, scaled
from sim.app.explore.finding import findings, sentence
from sim.app.explore.measures import MEASURES
from sim.app.library import Library
from sim.errors import ScenarioError
from sim.language import translator
from sim.results.measures import quarters
from sim.scenario.loading import fingerprint
from sim.scenario.variants import Variants
from sim.statistics import UNIT, paired
from tests.app.explore.made_up import SCENARIOS, library

EN = translator("en")
SHORT = library(26)
CHANGED = {"scenario": "alibi", "attendance.norm": "3", "show": "image.influence.attendance.resources.revenue"}


@pytest.fixture(scope="module")
def ensembles() -> Iterator[Ensembles]:
    found = Ensembles(threads=2)
    yield found
    found.close()


@pytest.fixture(scope="module")
def changed(ensembles: Ensembles) -> Answer:
    first = answer(CHANGED, SHORT, ensembles, EN, FIRST)
    for scenario in (first.opened.scenario, first.opened.baseline):
        ensembles.ask(scenario, REPLICATES)
    return answer(CHANGED, SHORT, ensembles, EN, FULL)


def test_the_whole_has_all_replicates_and_a_first_look_a_few(ensembles: Ensembles) -> None:
    query = {"scenario": "alibi", "gossip.rate": "0.35"}
    first = answer(query, SHORT, ensembles, EN, FIRST)
    assert first.n <= COARSE
    assert first.wanted == REPLICATES
    assert first.findings == []
    ensembles.ask(first.opened.scenario, GROWN)
    ensembles.ask(first.opened.baseline, GROWN)
    whole, last = (answer(query, SHORT, ensembles, EN, look) for look in (FULL, LAST))
    assert (whole.n, whole.wanted, whole.most) == (REPLICATES, REPLICATES, GROWN)
    assert (last.n, last.wanted, last.most) == (GROWN, GROWN, GROWN)


def test_a_chart_holds_the_mean_and_both_bands(changed: Answer) -> None:
    for panel in changed.panels:
        fan = scaled(panel.measure, changed.pair.now)
        outer, inner, line = panel.figure["data"][-3:]
        step = 0.51 * 10.0 ** -(MEASURES[panel.measure].digits + 1)  # half a step of rounding
        np.testing.assert_allclose(line["y"], mean_line(panel.measure, changed.pair.now), rtol=0, atol=step)
        np.testing.assert_allclose(outer["y"], [*fan.low90, *fan.high90[::-1]], rtol=0, atol=step)
        np.testing.assert_allclose(inner["y"], [*fan.low50, *fan.high50[::-1]], rtol=0, atol=step)
        assert outer["x"] == [*range(1, 27), *range(26, 0, -1)]


def test_a_chart_shows_the_baseline_beside_only_where_something_differs(changed: Answer, ensembles: Ensembles) -> None:
    alone = answer({"scenario": "alibi"}, SHORT, ensembles, EN, FIRST)
    assert alone.pair.was is None
    assert [len(each.figure["data"]) for each in alone.panels] == [3, 3]
    assert [len(each.figure["data"]) for each in changed.panels] == [6] * 5


def test_the_kept_baseline_is_what_one_compares_with(ensembles: Ensembles) -> None:
    query = {"scenario": "alibi", "attendance.norm": "3", "kept.attendance.norm": "2"}
    found = answer(query, SHORT, ensembles, EN, FIRST)
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
    expected = paired(series[0], series[1], UNIT)
    assert image.paired.difference == pytest.approx(expected.difference, abs=1e-9)
    assert image.paired.low == pytest.approx(expected.low, abs=1e-9)
    assert image.word == "higher"


def test_a_change_without_effect_is_found_to_be_none_once_the_ensemble_has_grown(ensembles: Ensembles) -> None:
    query = {"scenario": "alibi", "preaching.belief": "0.002"}  # nobody preaches, so nobody can believe it
    pair = answer(query, SHORT, ensembles, EN, FIRST)
    for scenario in (pair.opened.scenario, pair.opened.baseline):
        ensembles.ask(scenario, GROWN)
    found = {look: findings(answer(query, SHORT, ensembles, EN, look).pair) for look in (FULL, LAST)}
    assert {each.word for each in found[LAST] if each.measure != "influence"} == {"within"}
    assert {each.word for each in found[FULL]} == {"undecided"}  # 200 alike say no more than that 1 in 40 may part
    assert {each.paired.difference for each in found[LAST]} == {0.0}


def test_what_stands_above_a_chart_its_change_and_the_finding_are_of_the_same_means(changed: Answer) -> None:
    for panel in changed.panels:
        found = next(each for each in changed.findings if each.measure == panel.measure)
        assert found.now.mean - found.was.mean == pytest.approx(found.paired.difference)
        if found.now.groups is None:
            digits = max(1, MEASURES[panel.measure].digits)
            assert panel.ends == f"mean {found.now.mean:.{digits}f}"
        if found.word == "higher" and panel.change:
            assert panel.change == f"+{found.paired.difference:.{digits}f}"


def test_a_chart_is_said_to_those_who_do_not_see_it(changed: Answer) -> None:
    said = changed.panels[0].said
    assert said.startswith("Image: on average over 200 runs ")
    assert "Before, it was 0." in said


def test_the_numbers_behind_a_chart_stand_by_quarter(changed: Answer) -> None:
    rows = table("image", changed.pair, EN)
    assert [row[0] for row in rows] == ["1–13", "14–26"]
    assert all(len(row) == 3 for row in rows)
    assert rows[0][1].startswith(f"{mean_line('image', changed.pair.now)[:13].mean():.2f} (")


def test_a_chart_marks_interventions_that_are_in_force(ensembles: Ensembles) -> None:
    def marks(**query: str) -> list[Any]:
        asked = {"scenario": "presence", **{key.replace("__", "."): value for key, value in query.items()}}
        figure = answer(asked, library(60), ensembles, EN, FIRST).panels[0].figure
        return [each["x0"] for each in figure["layout"]["shapes"]]

    assert marks() == [27, 31]
    assert marks(interventions__staff_follow__strength="0") == [27]
    assert marks(interventions__staff_follow__start="50") == [27, 50]


def test_a_company_without_other_departments_is_shown_without_an_image(ensembles: Ensembles) -> None:
    only_sales = "departments={sales: {staff: 8}, production: null, finance: null}"
    alone = Variants.of(SCENARIOS / "alibi.yaml", ["weeks=13", only_sales, "meetings=null"])
    found = answer({"gossip.rate": "0.1"}, Library({"alone": alone}), ensembles, EN, FULL)
    assert found.panels[0].ends == "mean –"
    assert "nothing to compare" in sentence(found.findings[0], EN)
    json.dumps([each.figure for each in found.panels], allow_nan=False)


def test_what_is_too_large_is_refused(ensembles: Ensembles) -> None:
    query = {"scenario": "industrial_firm", "weeks": "5200", "departments.production.staff": "900000"}
    with pytest.raises(ScenarioError, match="must be few enough"):
        answer(query, library(), ensembles, EN, FIRST)
