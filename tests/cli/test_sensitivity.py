import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sim.cli.main import main

ROOT = Path(__file__).parents[2]
STUDY = """\
scenario: firm.yaml
replicates: 4
design: {method: saltelli, points: 32}
sensitivity: {trajectories: 6, resamples: 50}
parameters:
  attendance.norm: {low: -2, high: 2}
  departments.sales.image: {low: 0.3, high: 0.7}
outcomes:
  image: image.sales in the last quarter
  attendance: attendance.sales in the last quarter
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Study of a small firm, in a folder of its own."""
    firm = (ROOT / "scenarios" / "small_firm.yaml").as_posix()
    (tmp_path / "firm.yaml").write_text(f"extends: {firm}\nweeks: 26\n", encoding="utf-8")
    path = tmp_path / "study.yaml"
    path.write_text(STUDY, encoding="utf-8")
    return path


def analysed(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["sensitivity", *map(str, arguments)])


def test_an_analysis_ends_with_verdicts_tables_and_a_page(study: Path, tmp_path: Path) -> None:
    result = analysed(study, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "study: 2 parameters, 210 points, 4 replicates each" in result.stdout
    assert "attendance.norm" in result.stdout
    assert "First-order indices sum to" in result.stdout
    assert "840 runs computed now" in result.stdout
    folder = next((tmp_path / "out" / "studies" / "study").iterdir())
    wanted = {"sensitivity.html", "sensitivity.parquet", "sensitivity_convergence.parquet"}
    assert wanted <= {each.name for each in folder.iterdir()}
    assert 'lang="en"' in (folder / "sensitivity.html").read_text(encoding="utf-8")[:200]


def test_json_is_one_object_and_quiet_the_folder(study: Path, tmp_path: Path) -> None:
    arguments = [study, "--out", tmp_path / "out", "--outcome", "image", "--method", "sobol", "--no-report"]
    found = json.loads(analysed(*arguments, "--json").stdout)
    assert {each["parameter"] for each in found["verdicts"]} == {"attendance.norm", "departments.sales.image"}
    assert found["report"] is None
    assert found["blocks"] == {"saltelli": 32}
    assert analysed(*arguments, "--quiet").stdout == f"{found['path']}\n"


def test_the_page_is_in_the_language_asked_for_and_says_how_to_make_it_again(study: Path, tmp_path: Path) -> None:
    result = analysed(study, "--out", tmp_path, "--language", "de", "--outcome", "image", "--samples", 33, "--quiet")
    text = (Path(result.stdout.strip()) / "sensitivity.html").read_text(encoding="utf-8")
    assert 'lang="de"' in text[:200]
    assert f"flurfunk sensitivity {study} --outcome=image --samples=33" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--outcome", "imge"], "error: outcome: must be one of image, attendance, got 'imge'; did you mean 'image'?"),
        (["--samples", "4"], "error: samples: must be a whole number between 32 and 10000000, got 4"),
        (["--method", "delta"], "error: Invalid value for '--method': 'delta' is not one of"),
        (["--quiet", "--json"], "error: --json: must stand without --quiet, got both"),
    ],
)
def test_mistakes_end_in_one_line(study: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    result = analysed(study, "--out", tmp_path / "out", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(message)
    assert result.stderr.count("\n") == 1


def test_a_method_that_failed_too_often_is_left_out_with_a_line_and_the_others_stay(
    study: Path, tmp_path: Path
) -> None:
    text = study.read_text(encoding="utf-8").replace("points: 32", "points: 64")
    text = text.replace(
        "attendance.norm: {low: -2, high: 2}", "departments.sales.staff: {values: [0, 3, 4, 5, 6, 7, 8, 9]}"
    )
    # All but a few short trajectories meet the company that has nobody for a seat.
    study.write_text(text.replace("trajectories: 6", "trajectories: 4"), encoding="utf-8")
    result = analysed(study, "--out", tmp_path, "--outcome", "image")
    assert result.exit_code == 1
    assert "failed; blocks with failed points were left out" in result.stderr
    said = "Morris is left out: it takes at least 4 trajectories without a failed point, of which "
    assert said in " ".join(result.stdout.split())
    assert "First-order indices sum to" in result.stdout
    assert "Elementary effects (Morris)" not in result.stdout
    page = next(tmp_path.rglob("sensitivity.html")).read_text(encoding="utf-8")
    assert said in page
    assert 'id="pawn-image"' in page
    assert 'id="morris-image"' not in page
    alone = analysed(study, "--out", tmp_path, "--outcome", "image", "--method", "morris")
    assert alone.exit_code != 0
    assert "must have at least 4 trajectories of which every point could be run, got" in alone.stderr


def test_one_replicate_is_refused_as_it_cannot_tell_luck_from_influence(study: Path, tmp_path: Path) -> None:
    one = analysed(study, "--out", tmp_path, "--outcome", "image", "--replicates", 1)
    assert one.exit_code == 2
    assert "error: replicates: must be a whole number between 2 and" in one.stderr


def test_failed_points_are_named_and_end_with_1(study: Path, tmp_path: Path) -> None:
    text = (
        study.read_text(encoding="utf-8")
        .replace("points: 32", "points: 64")
        .replace("trajectories: 6", "trajectories: 30")
    )
    text = text.replace(
        "attendance.norm: {low: -2, high: 2}", "departments.sales.staff: {values: [0, 3, 4, 5, 6, 7, 8, 9]}"
    )
    study.write_text(text, encoding="utf-8")
    result = analysed(study, "--out", tmp_path / "out", "--outcome", "image")
    assert result.exit_code == 1
    assert "failed; blocks with failed points were left out" in result.stderr
    assert "the number of their seats" in result.stderr
