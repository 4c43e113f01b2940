import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from sim.cli.main import main
from tests.interruptible import interruptible

ROOT = Path(__file__).parents[2]
STUDY = """\
scenario: firm.yaml
replicates: 4
design: {method: sobol, points: 8}
parameters:
  gossip.inhibit: {low: 0, high: 1}
  attendance.norm: {low: -1, high: 2}
outcomes:
  image: image.sales in the last quarter
  collapsed: collapse
"""
LONG = ["--points", "4096", "--replicates", "10"]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Study of a small firm, in a folder of its own."""
    firm = (ROOT / "scenarios" / "small_firm.yaml").as_posix()
    (tmp_path / "firm.yaml").write_text(f"extends: {firm}\nweeks: 26\n", encoding="utf-8")
    path = tmp_path / "study.yaml"
    path.write_text(STUDY, encoding="utf-8")
    return path


def swept(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["sweep", *map(str, arguments)])


def start(*arguments: object) -> subprocess.Popen[str]:
    command = interruptible("-m", "sim", "sweep", *arguments)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def wait_for_chunks(out: Path, count: int, process: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + 120
    while len(list(out.glob("studies/*/*/chunks/*.parquet"))) < count:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)


def runs_file(out: Path) -> Path:
    return next(out.glob("studies/study/*/runs.parquet"))


def test_a_study_ends_with_a_table_and_says_where_its_runs_are(study: Path, tmp_path: Path) -> None:
    result = swept(study, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "study: 8 points of a sobol design, 4 replicates each" in result.stdout
    assert "32 runs: 32 computed now, 0 found" in result.stdout
    assert pq.read_metadata(runs_file(tmp_path / "out")).num_rows == 32
    assert str(runs_file(tmp_path / "out").parent) in result.stdout.replace("\n", "")


def test_json_is_one_object(study: Path, tmp_path: Path) -> None:
    found = json.loads(swept(study, "--out", tmp_path / "out", "--json").stdout)
    assert found["runs"] == {"expected": 32, "computed": 32, "failed": 0, "damaged_chunks": 0}
    assert set(found["outcomes"]) == {"image", "collapsed"}


def test_quiet_prints_the_folder_only(study: Path, tmp_path: Path) -> None:
    result = swept(study, "--out", tmp_path / "out", "--quiet")
    assert result.stdout == f"{runs_file(tmp_path / 'out').parent}\n"


def test_points_that_fail_end_with_exit_code_1_and_their_reason(study: Path, tmp_path: Path) -> None:
    study.write_text(
        STUDY.replace("gossip.inhibit: {low: 0, high: 1}", "departments.sales.staff: {values: [0, 4]}"),
        encoding="utf-8",
    )
    result = swept(study, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "points failed" in result.stderr
    assert "departments.sales.staff" in result.stderr
    assert pq.read_metadata(runs_file(tmp_path / "out")).num_rows == 32


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--points", "0"], "points: must be a whole number between 1 and"),
        (["--replicates", "0"], "--replicates: must be"),
        (["--set", "wekks=3"], "--set wekks: must be a known key"),
        (["--quiet", "--json"], "--json: must stand without --quiet"),
        (["--cluster", "somewhere"], "cluster: must be an address such as 'tcp://127.0.0.1:8786', got 'somewhere'"),
        (["--cluster", "tcp://127.0.0.1:9"], "with a scheduler that answers"),
    ],
)
def test_wrong_options_end_in_one_line(study: Path, tmp_path: Path, arguments: list[str], told: str) -> None:
    result = swept(study, "--out", tmp_path / "out", *arguments)
    assert result.exit_code in {1, 2}
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_kill_9_loses_nothing_and_the_same_command_goes_on(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = start(study, "--out", out, *LONG)
    wait_for_chunks(out, 4, process)
    process.kill()
    process.communicate()
    kept = len(list(out.glob("studies/*/*/chunks/*.parquet")))
    result = swept(study, "--out", out, "--json", "--points", 512, "--replicates", 10)
    found = json.loads(result.stdout)["runs"]
    assert kept >= 4
    assert found["computed"] < found["expected"] == 5120
    assert found["damaged_chunks"] == 0
    whole = swept(study, "--out", tmp_path / "at_once", "--quiet", "--points", 512, "--replicates", 10)
    assert whole.exit_code == 0
    assert runs_file(out).read_bytes() == runs_file(tmp_path / "at_once").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")
def test_ctrl_c_stops_at_once_and_says_that_nothing_is_lost(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = start(study, "--out", out, *LONG)
    wait_for_chunks(out, 1, process)
    began = time.monotonic()
    os.kill(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert time.monotonic() - began < 5.0
    assert stderr.splitlines()[-1] == "stopped: the same command goes on where this one was"
    assert "Traceback" not in stderr
    assert not list(out.glob("studies/*/*/runs.parquet"))


def test_two_processes_on_one_study_do_each_other_no_harm(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    processes = [start(study, "--out", out, "--points", 512, "--replicates", 10, "--json") for _ in range(2)]
    said = [process.communicate(timeout=300) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    alone = swept(study, "--out", tmp_path / "alone", "--quiet", "--points", 512, "--replicates", 10)
    assert alone.exit_code == 0
    assert runs_file(out).read_bytes() == runs_file(tmp_path / "alone").read_bytes()
    assert not list(out.glob("studies/**/*.part"))
