import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from sim.cli.main import main
from tests.experiments.recommend.made_up import firm

ROOT = Path(__file__).parents[2]
GOAL = "attendance.sales over weeks 10..20 >= 0.75 with 0.6"
SMALL = ("--trials", "24", "--replicates", "4", "--threads", "1")


def flurfunk(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sim", "recommend", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, encoding="utf-8")


def test_it_ends_with_the_plan_how_sure_it_is_and_where_everything_lies(tmp_path: Path) -> None:
    ended = flurfunk(firm(tmp_path), "--goal", GOAL, *SMALL, "--out", tmp_path / "results", "--language", "de")
    assert ended.returncode == 0, ended.stderr
    (folder,) = (tmp_path / "results" / "recommendations" / "firm").glob("*/manifest.json")
    assert f"Results  {folder.parent}" in ended.stdout
    assert "95% interval" in ended.stdout
    assert "Empfehlung" in (folder.parent / "recommend.html").read_text(encoding="utf-8")
    again = flurfunk(firm(tmp_path), "--goal", GOAL, *SMALL, "--out", tmp_path / "results", "--json", "--no-report")
    found = json.loads(again.stdout)
    assert found["path"] == str(folder.parent)
    assert found["sentence"] == json.loads(folder.read_text(encoding="utf-8"))["sentence"]
    assert found["verdict"] in ("reached", "undecided", "nothing_needed")


def test_a_killed_search_goes_on_and_says_the_same(tmp_path: Path) -> None:
    whole = json.loads(flurfunk(firm(tmp_path), "--goal", GOAL, *SMALL, "--out", tmp_path / "a", "--json").stdout)
    out = tmp_path / "b"
    command = [
        sys.executable,
        "-m",
        "sim",
        "recommend",
        firm(tmp_path),
        "--goal",
        GOAL,
        *SMALL,
        "--out",
        out,
        "--quiet",
    ]
    process = subprocess.Popen([str(each) for each in command], cwd=ROOT, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 120
    while not list(out.glob("recommendations/firm/runs/*/*/*.parquet")):
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not list(out.glob("recommendations/firm/*/manifest.json"))
    resumed = json.loads(flurfunk(firm(tmp_path), "--goal", GOAL, *SMALL, "--out", out, "--json").stdout)
    for key in ("sentence", "plan", "goals", "effort"):
        assert resumed[key] == whole[key]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--goal: must be given"),
        (["--goal", "fame >= 1"], "--goal: must be a measure"),
        (["--goal", GOAL, "--free", "stong"], "--free: must name an intervention of the scenario, got 'stong'"),
        (["--goal", GOAL, "--start", "soon"], "--start: must be weeks LOW..HIGH such as 13..52, got 'soon'"),
        (["--goal", GOAL, "--start", "9..5"], "--start: must be weeks LOW..HIGH within 1..20, got 9..5"),
        (["--goal", GOAL, "--levels", "half"], "--levels: must be strengths such as 0.25,0.5,1, got 'half'"),
        (["--goal", GOAL, "--levels", "nan"], "--levels: must be strengths above 0 and at most 1, got nan"),
        (["--goal", GOAL, "--trials", "1"], "--trials: must be a whole number between 4 and 10000, got 1"),
        (["--goal", GOAL, "--cluster", "nowhere"], "cluster: must be an address"),
    ],
)
def test_mistakes_end_in_one_line(tmp_path: Path, arguments: list[str], message: str) -> None:
    ended = CliRunner().invoke(main, ["recommend", str(firm(tmp_path)), "--out", str(tmp_path / "out"), *arguments])
    assert ended.exit_code in (1, 2)
    assert ended.stderr.startswith(f"error: {message}")
    assert ended.stderr.count("\n") == 1


def test_a_scenario_without_interventions_ends_in_one_line(tmp_path: Path) -> None:
    scenario = str(ROOT / "scenarios" / "alibi.yaml")
    ended = CliRunner().invoke(main, ["recommend", scenario, "--goal", "image in the last quarter >= 0.5"])
    assert ended.exit_code == 2
    assert ended.stderr == "error: interventions: must be at least one to choose from, got none in this scenario\n"
