"""The page of an analysis of sensitivity."""

from pathlib import Path

import pytest

import sim
from sim.experiments.sensitivity.result import Sensitivity
from sim.language import translator
from sim.report.studies.page import render
from sim.report.studies.sensitivity import words
from sim.report.studies.sensitivity.page import page, write
from tests.report import reading

ROOT = Path(__file__).parents[3]
STUDY = f"""\
scenario: {(ROOT / "scenarios" / "small_firm.yaml").as_posix()}
set: {{weeks: 26}}
replicates: 4
design: {{method: saltelli, points: 64}}
sensitivity: {{trajectories: 8, resamples: 50}}
parameters:
  attendance.norm: {{low: -2, high: 2}}
  departments.sales.image: {{low: 0.3, high: 0.7}}
  hybrid.presence: {{values: [0.2, 0.8]}}
outcomes:
  image: image.sales in the last quarter
  never: weeks until influence.sales rises above 99
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Sensitivity:
    path = tmp_path_factory.mktemp("study") / "study.yaml"
    path.write_text(STUDY, encoding="utf-8")
    return sim.sensitivity(path)


@pytest.fixture(scope="module", params=["en", "de"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def read(result: Sensitivity, language: str) -> reading.Page:
    return reading.Page(render(page(result, translator(language), "flurfunk sensitivity x.yaml"), translator(language)))


def test_every_outcome_has_its_figures_and_one_without_variance_its_reason(read: reading.Page) -> None:
    found = [found["id"] for tag, found in read.elements if tag == "section"]
    kinds = ["tornado", "interactions", "morris", "pawn", "convergence"]
    assert found == ["verdicts", *(f"{each}-image" for each in kinds), "none-never", "appendix"]
    assert set(read.figures) == {f"{each}-image" for each in kinds}


def test_parameters_go_by_their_names_and_the_keys_stand_beside_them(read: reading.Page, language: str) -> None:
    names = {"en": ("Presence norm", "Sales: image at the start"), "de": ("Präsenznorm", "Vertrieb: Ansehen am Anfang")}
    for name in (*names[language], "attendance.norm", "hybrid.presence"):
        assert name in read.text


def test_the_tornado_has_the_largest_total_index_on_top_and_shows_what_was_estimated(
    read: reading.Page, result: Sensitivity
) -> None:
    total, first = read.figures["tornado-image"]["data"]
    assert total["x"] == sorted(total["x"], reverse=True)
    own = result.indices[(result.indices["outcome"] == "image") & (result.indices["index"] == "first")]
    assert sorted(first["x"]) == pytest.approx(sorted(own["estimate"]), abs=1e-6)
    assert read.figures["tornado-image"]["layout"]["yaxis"]["autorange"] == "reversed"


def test_pairs_are_written_once_each(read: reading.Page) -> None:
    heat = read.figures["interactions-image"]["data"][0]["z"]
    assert sum(value is not None for row in heat for value in row) == 3


def test_keys_stand_small_under_names_and_leave_the_verdict_its_room(
    read: reading.Page, result: Sensitivity, language: str
) -> None:
    table = next(each for each in page(result, translator(language)).sections if each.key == "tornado-image").table
    assert table is not None
    assert len(table.columns) == 4
    assert sorted(row[0].split("\n")[1] for row in table.rows) == sorted(result.parameters)
    assert sum(found.get("class") == "under" for tag, found in read.elements if tag == "span") == len(result.parameters)


def test_a_single_run_without_a_value_is_told_in_the_singular(result: Sensitivity, language: str) -> None:
    gaps = result.findings["image"]._replace(state="gaps", missing=1, runs=200)
    told = words.nothing(gaps, translator(language))
    assert {"en": "1 of 200 runs has no value", "de": "1 von 200 Läufen hat keinen Wert"}[language] in told


def test_the_band_of_dummies_is_that_of_the_table(read: reading.Page, result: Sensitivity) -> None:
    band = read.figures["pawn-image"]["layout"]["shapes"][0]
    dummy = result.indices[result.indices["parameter"] == "(dummy)"].iloc[0]
    assert (band["x0"], band["x1"]) == (dummy["low"], dummy["high"])


def test_the_page_is_written_whole(result: Sensitivity, tmp_path: Path, language: str) -> None:
    write(result, tmp_path / "page.html", language)
    assert [each.name for each in tmp_path.iterdir()] == ["page.html"]
    assert f'<html lang="{language}">' in (tmp_path / "page.html").read_text(encoding="utf-8")[:400]


def test_the_page_shows_what_luck_would_make(read: reading.Page, language: str) -> None:
    claims = {"en": ("stand out from luck", "luck alone would make"), "de": ("vom Zufall ab", "Zufall allein aus")}
    assert all(each in read.text for each in claims[language])
    assert len(read.figures["morris-image"]["data"]) == 2


@pytest.mark.parametrize(
    ("width", "digits"), [(0.5, 2), (0.02, 2), (0.004, 3), (0.0, 2), (200.0, 0), (float("nan"), 2)]
)
def test_numbers_have_the_decimals_that_their_interval_is_worth(width: float, digits: int) -> None:
    assert words.decimals(width) == digits
