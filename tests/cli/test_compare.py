"""`flurfunk compare` at the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sim.cli.main import main
from tests.experiments.compare.conftest import FIRM, PRESENCE


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = [tmp_path / "firm.yaml", tmp_path / "presence.yaml"]
    for path, text in zip(paths, (FIRM, PRESENCE), strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def flurfunk(*arguments: str, out: Path) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments, "--out", str(out)], env={"COLUMNS": "110"})


def test_people_get_a_table_verdicts_and_a_page(files: list[str], tmp_path: Path) -> None:
    shown = flurfunk(*files, "--replicates", "200", out=tmp_path)
    assert shown.exit_code == 0, shown.output
    assert "Baseline firm: 200 pairs of runs of 30 weeks, seed 1" in shown.output
    assert "attendance in the last quarter" in shown.output
    assert "higher" in shown.output
    assert "Unpaired runs would vary as much with" in shown.output
    assert [each.name for each in tmp_path.glob("comparisons/firm-presence/*/compare.html")] == ["compare.html"]


def test_the_same_command_finds_what_is_there(files: list[str], tmp_path: Path) -> None:
    options = ["--replicates", "5", "--no-report"]
    assert "Computed before" not in flurfunk(*files, *options, out=tmp_path).output
    again = flurfunk(*files, *options, out=tmp_path)
    assert "Computed before, on" in again.output
    assert "Report   none, as asked for" in again.output


def test_quiet_prints_the_folder_only(files: list[str], tmp_path: Path) -> None:
    shown = flurfunk(*files, "--replicates", "3", "--quiet", "--no-report", out=tmp_path)
    folder = Path(shown.output.strip())
    assert sorted(each.name for each in folder.iterdir()) == [
        "differences.parquet", "manifest.json", "table.parquet", "weekly.parquet",
    ]  # fmt: skip


def test_json_has_a_row_for_each_outcome(files: list[str], tmp_path: Path) -> None:
    shown = flurfunk(*files, "--replicates", "9", "--json", "--outcome", "collapse", "--no-report", out=tmp_path)
    found = json.loads(shown.stdout)
    assert found["scenarios"] == ["firm", "presence"]
    assert [each["outcome"] for each in found["table"]] == ["collapse"]
    assert found["table"][0]["sentence"].startswith("Sales: collapse")
    assert found["report"] is None


def test_precision_says_how_it_ended(files: list[str], tmp_path: Path) -> None:
    options = ["--outcome", "image in the last quarter", "--replicates", "300", "--no-report"]
    missed = flurfunk(*files, *options, "--precision", "0.00001", out=tmp_path)
    assert "was not reached: 300 pairs of runs were the most allowed." in missed.output
    reached = flurfunk(*files, *options, "--precision", "0.5", out=tmp_path)
    assert "was reached with 200 pairs of runs, of at most 300." in reached.output


def test_three_scenarios_have_an_order(files: list[str], tmp_path: Path) -> None:
    shown = flurfunk(*files, files[0], "--replicates", "10", "--no-report", out=tmp_path)
    assert "attendance in the last quarter, highest first: presence" in shown.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--outcome", "imge at week 3"], "error: outcome: must begin with a measure"),
        (["--margin", "much"], "error: margin: must be a number above 0, or UNIT=NUMBER, got 'much'"),
        (["--replicates", "0"], "error: --replicates: must be "),
        (["--quiet", "--json"], "error: --json: must stand without --quiet, got both"),
        (["--set", "gossip.rte=1"], "error: --set gossip.rte: must "),
    ],
)
def test_a_mistake_ends_in_one_line(files: list[str], tmp_path: Path, arguments: list[str], message: str) -> None:
    shown = flurfunk(*files, *arguments, out=tmp_path)
    assert shown.exit_code == 2
    assert shown.stderr.startswith(message)
    assert shown.stderr.count("\n") == 1


def test_one_file_is_not_enough(files: list[str], tmp_path: Path) -> None:
    shown = flurfunk(files[0], out=tmp_path)
    assert (shown.exit_code, shown.stderr.count("\n")) == (2, 1)
    assert "the first is the baseline, got 1" in shown.stderr
