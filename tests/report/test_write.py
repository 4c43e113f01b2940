"""Writing the report: whole or not at all."""

from pathlib import Path

import pytest

import sim
from sim import report
from sim.errors import ResultsError
from sim.language import CatalogueError
from sim.results import Results
from tests.report.reading import Page


def test_the_report_is_one_file(results: Results, tmp_path: Path) -> None:
    report.write(results, tmp_path / "report.html", "de")
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_an_older_report_is_replaced(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")
    report.write(results, path)
    assert 'lang="en"' in path.read_text(encoding="utf-8")


def test_the_same_results_make_the_same_bytes(results: Results, tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        report.write(results, tmp_path / name, "en")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_a_folder_that_cannot_be_made_is_an_error_in_one_line(results: Results, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ResultsError, match=r"must be writable, got '(Not a directory|File exists)'"):
        report.write(results, tmp_path / "file" / "report.html")


def test_nothing_stays_behind_when_the_file_cannot_take_its_name(results: Results, tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    with pytest.raises(ResultsError, match="must be writable"):
        report.write(results, tmp_path / "report.html")
    assert [each.name for each in tmp_path.iterdir()] == ["report.html"]


def test_a_language_that_is_not_there_is_an_error(results: Results, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="got 'fr'"):
        report.write(results, tmp_path / "report.html", "fr")
    assert list(tmp_path.iterdir()) == []


def test_a_real_run_can_be_reported(tmp_path: Path) -> None:
    ran = sim.run(Path(__file__).parents[2] / "scenarios" / "small_firm.yaml", replicates=2, weeks=15, engine="mesa")
    report.write(ran, tmp_path / "report.html", "de")
    page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert f"Ansehen der Abteilung {ran.scenario.departments['sales'].title.de}" in page.text
    assert len(page.figures) >= 8
