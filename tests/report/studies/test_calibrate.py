"""The page of a calibration."""

from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.coverage.observed import observe
from sim.experiments.calibrate import Calibration, calibrate, sentences
from sim.experiments.calibrate.observed import Note
from sim.experiments.named import parameter
from sim.language import translator
from sim.report.studies.calibrate import page
from sim.report.studies.calibrate_figures import MOST_IN_CORNER, corner, in_corner

PRIORS = """\
parameters:
  attendance.available: {low: 0.8, high: 0.99}
  departments.sales.image: {low: 0.2, high: 0.8}
  gossip.rate: {low: 0, high: 1}
  gossip.inhibit: {low: 0, high: 1}
  gossip.neutral: {low: 0.5, high: 0.9}
  gossip.negative: {low: 0.1, high: 0.4}
  gossip.positive: {low: 0.05, high: 0.2}
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Calibration:
    folder = tmp_path_factory.mktemp("observed")
    attendance, survey = observe(folder, {"attendance.available": 0.9}, 6_000_000, weeks=20)
    priors = folder / "priors.yaml"
    priors.write_text(PRIORS, encoding="utf-8")
    scenario = Path("scenarios/small_firm.yaml")
    return calibrate(scenario, attendance=attendance, survey=survey, priors=priors, populations=1, particles=20)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_finding_has_its_section(found: Calibration, language: str) -> None:
    keys = [each.key for each in page(found, translator(language)).sections]
    assert keys == ["learnt", "corner", "attendance", "image", "checks", "search"]


def test_parameters_the_data_say_nothing_about_are_named(found: Calibration) -> None:
    silent = found.summary().query("verdict == 'nothing'")["parameter"]
    lead = page(found, translator("en")).lead
    assert "say nothing about" in lead
    assert all(parameter(key, found.base, translator("en")) in lead for key in silent)


@pytest.mark.parametrize("language", ["en", "de"])
def test_parameters_are_called_by_their_names_and_keys_stand_below(found: Calibration, language: str) -> None:
    t = translator(language)
    made = page(found, t)
    learnt = next(each for each in made.sections if each.key == "learnt")
    assert learnt.table is not None
    assert [row[0].split("\n") for row in learnt.table.rows] == [
        [parameter(key, found.base, t), key] for key in found.parameters
    ]
    figures = "".join(each.figure.to_json() for each in made.sections if each.figure is not None)
    assert not [key for key in found.parameters if key in made.lead or key in figures]


def test_the_title_says_that_it_is_about_data(found: Calibration) -> None:
    assert page(found, translator("en")).title == f"What the data say about “{found.title(translator('en'))}”"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "After one population the"), ("de", "Nach einer Population ist")]
)
def test_a_single_population_is_told_in_the_singular(found: Calibration, language: str, said: str) -> None:
    search = next(each for each in page(found, translator(language)).sections if each.key == "search")
    assert search.headline.startswith(said)


@pytest.mark.parametrize(("language", "said"), [("en", "1 week has data"), ("de", "1 Woche hat Daten")])
def test_a_single_week_without_a_meeting_is_told_in_the_singular(language: str, said: str) -> None:
    note = Note("without_meeting", {"department": "sales", "weeks": 1})
    assert said in sentences.noted(note, translator(language))


def test_a_corner_is_only_as_large_as_can_be_read(found: Calibration) -> None:
    keys = in_corner(found)
    assert len(keys) == MOST_IN_CORNER < len(found.parameters)
    assert len(corner(found, translator("en")).data) == MOST_IN_CORNER * (MOST_IN_CORNER + 1) // 2


def test_a_search_that_ended_far_from_the_data_says_so(found: Calibration) -> None:
    far = found.populations["epsilon"].iloc[-1] > 1
    assert ("above 1 the intervals are clearly wider" in page(found, translator("en")).lead) == far
    assert far


@pytest.mark.parametrize(("last", "told"), [(1.6, "lies around"), (1.4, "is")])
def test_a_parameter_is_told_as_known_only_where_the_search_came_near(
    found: Calibration, monkeypatch: pytest.MonkeyPatch, last: float, told: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(found, "populations", found.populations.assign(epsilon=last))
        patch.setattr(found, "summary", partial(_all_known, found.summary()))
        lead = page(found, translator("en")).lead
    assert f"“Share of weeks available” {told} 0." in lead


def _all_known(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(verdict="much")


def test_every_statistic_stands_in_the_table_with_its_prediction(found: Calibration) -> None:
    section = next(each for each in page(found, translator("en")).sections if each.key == "checks")
    assert section.table is not None
    assert len(section.table.rows) == len(found.checks)
    assert {row[-1] for row in section.table.rows} <= {"inside", "outside"}
