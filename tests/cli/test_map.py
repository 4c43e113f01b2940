import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sim.cli.main import main

ROOT = Path(__file__).parents[2]
STUDY = """\
scenario: firm.yaml
replicates: 6
parameters:
  attendance.norm: {low: -2, high: 2}
  gossip.inhibit: {low: 0, high: 1}
outcomes:
  image: image.sales in the last quarter
map: {x: attendance.norm, y: gossip.inhibit, cells: 3, refinements: 0, ramp: {replicates: 0}}
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Study of a small firm, in a folder of its own."""
    firm = (ROOT / "scenarios" / "small_firm.yaml").as_posix()
    (tmp_path / "firm.yaml").write_text(f"extends: {firm}\nweeks: 26\n", encoding="utf-8")
    path = tmp_path / "study.yaml"
    path.write_text(STUDY, encoding="utf-8")
    return path


def mapped(study: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["map", str(study), "--out", str(study.parent / "results"), *more])


def test_a_map_is_told_on_the_screen_and_kept_in_the_folder(study: Path) -> None:
    result = mapped(study, "--language", "de")
    assert result.exit_code == 0, result.output
    assert "Where it tips along attendance.norm" in result.stdout
    assert "No ramp was asked for." in result.stdout
    folder = next((study.parent / "results" / "studies" / "study").iterdir())
    assert {each.name for each in folder.iterdir()} >= {"map.html", "map.parquet", "tipping.parquet"}
    assert "Phasendiagramm" in (folder / "map.html").read_text(encoding="utf-8")


def test_json_is_one_object_without_numbers_that_json_does_not_know(study: Path) -> None:
    result = mapped(study, "--json")
    found = json.loads(result.stdout, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert sum(found["regions"].values()) == pytest.approx(1.0)
    assert found["points"] == 16
    assert found["no_ramp"] == "none_wanted"


def test_quiet_prints_the_folder_alone_and_no_report_writes_none(study: Path) -> None:
    result = mapped(study, "--quiet", "--no-report")
    folder = Path(result.stdout.strip())
    assert (folder / "map.parquet").exists()
    assert not (folder / "map.html").exists()


def test_points_that_failed_end_in_exit_code_1(study: Path) -> None:
    # Nobody can take the seats of staff that there is none of.
    text = STUDY.replace("attendance.norm: {low: -2, high: 2}", "departments.sales.staff: {low: 0, high: 12}")
    study.write_text(text.replace("x: attendance.norm", "x: departments.sales.staff"), encoding="utf-8")
    result = mapped(study)
    assert result.exit_code == 1, result.output
    assert "failed; the map was drawn without what failed" in result.stderr


def test_a_mistake_is_one_line_and_exit_code_2(study: Path) -> None:
    study.write_text(STUDY.replace("cells: 3", "cells: 1"), encoding="utf-8")
    result = mapped(study)
    assert result.exit_code == 2
    assert result.stderr == f"error: {study}:8 map.cells: must be at least 3, got 1\n"
