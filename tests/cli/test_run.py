import errno
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sim import Results
from sim.cli.main import main
from sim.cli.progress import _Clock, shown
from sim.errors import ResultsError
from sim.experiments import capacity
from tests.interruptible import interruptible

SMALL_FIRM = """\
title: {en: Small firm, de: Kleiner Betrieb}
story: {en: Eleven people., de: Elf Leute.}
weeks: 30
replicates: 40
departments:
  sales: {title: {en: Sales, de: Vertrieb}, faces_customers: true, lead: 1, staff: 3}
  works: {title: {en: Works, de: Werk}, lead: 1, staff: 4}
meetings:
  round: {title: {en: Round, de: Runde}, roster: {sales: {head: 1, staff: 1}, works: {head: 1, lead: 1}}}
"""
ROOT = Path(__file__).parents[2]
LONG = 200_000


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """Scenario file in a folder of its own."""
    path = tmp_path / "small_firm.yaml"
    path.write_text(SMALL_FIRM, encoding="utf-8")
    return path


def _flurfunk(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sim", "run", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, encoding="utf-8")


def _start(*arguments: object) -> subprocess.Popen[str]:
    command = interruptible("-m", "sim", "run", *arguments)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def _wait_for_tables(out: Path) -> None:
    """Wait until a run has begun to write."""
    until = time.monotonic() + 120
    while not list(out.glob("*/.*.part/weekly.parquet")):
        assert time.monotonic() < until
        time.sleep(0.02)


def _hidden(out: Path) -> list[Path]:
    return list(out.glob("*/.*"))


def test_a_run_ends_with_a_table_a_sentence_and_where_everything_lies(scenario: Path, tmp_path: Path) -> None:
    ended = _flurfunk(scenario, "--out", tmp_path / "results", "--no-report")
    assert ended.returncode == 0
    lines = ended.stdout.splitlines()
    assert lines[0] == "Small firm: 40 replicates of 30 weeks, seed 1"
    for outcome in (
        "Image",
        "Influence",
        "Meetings attended",
        "Share of resources",
        "Revenue against plan",
        "C visits",
    ):
        assert any(line.startswith(outcome) for line in lines)
    assert "95% interval" in ended.stdout
    assert "(95% interval)" in ended.stdout
    assert "intervals hold luck only" in ended.stdout
    assert not re.search(r"\d\s%", ended.stdout)
    (folder,) = (tmp_path / "results" / "small_firm").iterdir()
    assert f"Results  {folder}" in lines
    assert max(map(len, lines)) <= max(80, len(str(folder)) + 9)


def test_a_run_of_one_week_without_customers_shows_single_dashes_and_titles_as_written(
    scenario: Path, tmp_path: Path
) -> None:
    overrides = ("departments.sales.title.en='[/x]'", "portfolio.customers_per_person=0")
    changes = [part for override in overrides for part in ("--set", override)]
    ended = _flurfunk(scenario, "--out", tmp_path, "--no-report", "--weeks", 1, "--replicates", 1, *changes)
    lines = ended.stdout.splitlines()
    assert (ended.returncode, lines[0]) == (0, "Small firm: 1 replicate of 1 week, seed 1")
    assert any(line.startswith("[/x]") for line in lines)
    visits = next(line for line in lines if line.startswith("C visits of all"))
    assert visits.split()[4:] == ["–"] * 4


def test_visits_are_named_after_the_last_class_and_folded_before_numbers_are(scenario: Path, tmp_path: Path) -> None:
    classes = "{big: {share: 0.2, potential: 0.8, comfort: 0.2}, statutory: {share: 0.8, potential: 0.2, comfort: 0.8}}"
    scenario.write_text(f"{SMALL_FIRM}portfolio: {{classes: {classes}}}\n", "utf-8")
    ended = _flurfunk(scenario, "--out", tmp_path, "--no-report", "--weeks", 2, "--replicates", 2)
    assert any(line.startswith("statutory visits of all ") for line in ended.stdout.splitlines())
    assert "…" not in ended.stdout
    assert max(map(len, ended.stdout.splitlines()[:12])) <= 80


def test_the_report_lies_beside_the_tables_in_the_language_asked_for(scenario: Path, tmp_path: Path) -> None:
    ended = _flurfunk(scenario, "--out", tmp_path, "--language", "de", "--json")
    report = Path(json.loads(ended.stdout)["report"])
    assert report.parent == Path(json.loads(ended.stdout)["path"])
    assert '<html lang="de"' in report.read_text(encoding="utf-8")


def test_json_is_one_object_with_summary_verdict_and_places(scenario: Path, tmp_path: Path) -> None:
    ended = _flurfunk(scenario, "--out", tmp_path, "--no-report", "--json", "--replicates", 1)
    assert ended.stderr == ""
    found = json.loads(ended.stdout)
    assert found["replicates"] == 1
    assert found["report"] is None
    assert found["found"] is False
    assert found["summary"]["image"]["change_low"] is None
    assert found["verdict"]["sentence"].endswith(".")
    assert Results.load(found["path"]).manifest["hash"] == found["hash"]


def test_quiet_prints_the_folder_only(scenario: Path, tmp_path: Path) -> None:
    ended = _flurfunk(scenario, "--out", tmp_path / "results", "--no-report", "--quiet")
    (folder,) = (tmp_path / "results" / "small_firm").iterdir()
    assert (ended.stdout, ended.stderr) == (f"{folder}\n", "")


def test_the_same_command_again_says_that_it_was_computed_before(scenario: Path, tmp_path: Path) -> None:
    arguments = ["run", str(scenario), "--out", str(tmp_path), "--no-report"]
    CliRunner().invoke(main, arguments)
    assert "Computed before" in CliRunner().invoke(main, arguments).stdout
    assert "Computed before" not in CliRunner().invoke(main, [*arguments, "--force"]).stdout


def test_set_changes_the_scenario(scenario: Path, tmp_path: Path) -> None:
    arguments = ["run", str(scenario), "--out", str(tmp_path), "--no-report", "--json", "--set", "gossip.rate=0"]
    ended = CliRunner().invoke(main, [*arguments, "--set", "attendance.norm=2"])
    scenario_run = Results.load(json.loads(ended.stdout)["path"]).scenario.model_dump()
    assert (scenario_run["gossip"]["rate"], scenario_run["attendance"]["norm"]) == (0, 2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--replicates", "0"], "--replicates: must be a whole number between 1 and 4294967295, got 0"),
        (["--weeks", "5201"], "--weeks: must be a whole number between 1 and 5200, got 5201"),
        (["--set", "weeks=5201"], "--set weeks: must be a whole number between 1 and 5200, got 5201"),
        (["--weeks", "2.5"], "--weeks: must be a whole number between 1 and 5200, got '2.5'"),
        (["--seed", "-1"], "--seed: must be a whole number between 0 and 4294967295, got -1"),
        (["--threads", "0"], "--threads: must be a whole number between 1 and 1024, got 0"),
        (["--json", "--quiet"], "--json: must stand without --quiet, got both"),
        (["--set", "gossip.rat=0"], "gossip.rat: must be a known key"),
        (["--replicates", "1000000000"], "replicates: must leave results that fit into the disk of"),
    ],
)
def test_a_wrong_option_is_told_in_one_line(scenario: Path, tmp_path: Path, arguments: list[str], told: str) -> None:
    out = tmp_path / "results"
    ended = CliRunner().invoke(main, ["run", str(scenario), "--out", str(out), *arguments])
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert ended.stderr.splitlines()[-1].startswith("error: ")
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not out.exists()


@pytest.mark.parametrize("arguments", [["run", ""], ["validate", ""], ["new", ""], ["run", "x.yaml", "--out", ""]])
def test_an_empty_name_is_no_name_of_a_file_or_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = CliRunner().invoke(main, arguments)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.endswith(": must be the name of a file or folder, got ''\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that keeps nothing")
def test_a_folder_that_the_system_makes_up_is_no_place_for_results(scenario: Path) -> None:
    ended = CliRunner().invoke(main, ["run", str(scenario), "--out", "/proc/results"])
    assert ended.exit_code == 2
    assert ended.stderr == (
        "error: --out: must be a folder on a disk, got '/proc/results', which the system makes up\n"
    )


def test_a_missing_scenario_is_told_in_one_line(tmp_path: Path) -> None:
    ended = CliRunner().invoke(main, ["run", str(tmp_path / "nowhere.yaml"), "--out", str(tmp_path / "results")])
    assert ended.exit_code == 2
    assert "nowhere.yaml" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_an_unwritable_folder_is_told_in_one_line(scenario: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = CliRunner().invoke(main, ["run", str(scenario), "--out", str(tmp_path / "file")])
    assert ended.exit_code == 2
    assert "".join(ended.stderr.splitlines(keepends=True)[-1:]) == (
        f"error: {tmp_path / 'file' / 'small_firm'}: must be a folder that can be written to, got 'Not a directory'\n"
    )


def test_what_was_computed_is_found_where_nothing_can_be_written(
    scenario: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "results"
    arguments = ["run", str(scenario), "--out", str(out), "--replicates", "3", "--engine", "mesa"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    scenario.write_text(scenario.read_text(encoding="utf-8") + "# another remark\n", encoding="utf-8")

    def read_only(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("filelock.FileLock.acquire", read_only)
    again = CliRunner().invoke(main, arguments)
    assert again.exit_code == 0
    assert "Report   none, as its folder may only be read\n" in again.stdout
    other = CliRunner().invoke(main, [*arguments, "--seed", "5"])
    assert other.exit_code == 2
    assert other.stderr.splitlines()[-1].endswith(
        "must be a folder that can be written to, got 'Read-only file system'"
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs the signals of POSIX")
def test_ctrl_c_stops_at_once_and_leaves_nothing(scenario: Path, tmp_path: Path) -> None:
    out = tmp_path / "results"
    process = _start(scenario, "--out", out, "--replicates", LONG)
    _wait_for_tables(out)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=30)
    assert time.monotonic() - began < 15.0  # a fifth of a second where nothing else runs
    assert process.returncode == 130
    assert stdout == ""
    assert stderr.splitlines()[-1] == "stopped: nothing of this run was kept"
    assert "Traceback" not in stderr
    assert not out.exists()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs the signals of POSIX")
def test_a_killed_run_leaves_nothing_that_looks_complete_and_the_next_run_clears_it(
    scenario: Path, tmp_path: Path
) -> None:
    out = tmp_path / "results"
    process = _start(scenario, "--out", out, "--replicates", LONG)
    _wait_for_tables(out)
    process.kill()
    process.communicate()
    assert _hidden(out)
    with pytest.raises(ResultsError, match="must hold the results of a run"):
        Results.load(out / "small_firm")
    ended = _flurfunk(scenario, "--out", out, "--no-report", "--quiet")
    assert ended.returncode == 0
    assert not _hidden(out)
    assert Results.load(out / "small_firm").manifest["replicates"] == 40


DISK_OF_300_KB = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from sim.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
main(sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs the limits of POSIX")
def test_a_file_that_cannot_grow_ends_the_run_in_one_line(scenario: Path, tmp_path: Path) -> None:
    _flurfunk(scenario, "--out", tmp_path / "first", "--no-report")  # compiles, which needs larger files
    out = tmp_path / "results"
    arguments = ["run", str(scenario), "--out", str(out), "--replicates", "5000"]
    ended = subprocess.run(
        [sys.executable, "-c", DISK_OF_300_KB, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert ended.returncode == 2
    assert "".join(ended.stderr.splitlines(keepends=True)[-1:]) == (
        f"error: {out / 'small_firm'}: must be a folder that can be written to, got 'File too large'\n"
    )
    assert not out.exists()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine does not let even root mount a disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_too_small_is_refused_before_the_first_replicate(scenario: Path, tiny_disk: Path) -> None:
    ended = CliRunner().invoke(main, ["run", str(scenario), "--out", str(tiny_disk), "--replicates", "500"])
    assert ended.exit_code == 2
    assert "where 1.05 MB are free" in ended.stderr
    assert list(tiny_disk.iterdir()) == []


def test_a_disk_that_fills_up_ends_the_run_in_one_line(
    scenario: Path, tiny_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capacity, "free_disk", lambda _folder: None)
    ended = CliRunner().invoke(main, ["run", str(scenario), "--out", str(tiny_disk), "--replicates", "5000"])
    assert ended.exit_code == 2
    assert ended.stderr.splitlines()[-1] == (
        f"error: {tiny_disk / 'small_firm'}: must be a folder that can be written to, got 'No space left on device'"
    )
    assert list(tiny_disk.iterdir()) == []


def test_a_disk_without_room_for_the_report_keeps_the_tables_and_says_so(scenario: Path, tiny_disk: Path) -> None:
    ended = CliRunner().invoke(main, ["run", str(scenario), "--out", str(tiny_disk), "--replicates", "3"])
    assert ended.exit_code == 2
    (folder,) = (tiny_disk / "small_firm").iterdir()
    assert ended.stderr.splitlines()[-1] == (
        f"error: {folder / 'report.html'}: must be writable, got 'No space left on device'; "
        "the tables beside it are complete, the same command writes the report anew"
    )
    assert Results.load(folder).manifest["replicates"] == 3
    assert not [each for each in folder.iterdir() if "report" in each.name]


def test_a_long_run_tells_a_file_how_far_it_is_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    with shown(quiet=False) as show:
        for done, at in ((0, 0.0), (100, 4.0), (200, 10.0), (220, 11.0), (1000, 50.0)):
            seconds[0] = at
            show("running", done, 1000)
    assert capsys.readouterr().err == "200 of 1,000 replicates, 20/s, 40 s left\n"


@pytest.mark.parametrize(
    ("done", "at", "told"),
    [(900, 9.0, "1 s left"), (950, 9.5, "under 1 s left"), (999, 9.99, "under 1 s left"), (1000, 10.0, "100/s")],
)
def test_the_time_left_is_never_nothing(monkeypatch: pytest.MonkeyPatch, done: int, at: float, told: str) -> None:
    seconds = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    clock = _Clock("replicates")
    clock.starts(0, 1000)
    seconds[0] = at
    assert clock.how_far(done, 1000).endswith(f", {told}")


def test_what_was_there_before_counts_neither_for_the_rate_nor_for_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seconds = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    clock = _Clock("runs")
    clock.starts(800, 1000)
    seconds[0] = 5.0
    assert clock.how_far(900, 1000) == "900 of 1,000 runs, 20/s, 5 s left"


@pytest.mark.skipif(sys.platform == "win32", reason="needs the terminals of POSIX")
def test_a_long_run_shows_a_bar_on_a_terminal_and_takes_it_away(scenario: Path, tmp_path: Path) -> None:
    import pty

    inside, outside = pty.openpty()
    command = [sys.executable, "-m", "sim", "run", str(scenario), "--out", str(tmp_path / "out"), "--no-report"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        [*command, "--replicates", "8000"], stdout=subprocess.DEVNULL, stderr=outside, cwd=ROOT,
        env=environment,
    ) as process:  # fmt: skip
        os.close(outside)
        seen = _read_all(inside)
    assert process.returncode == 0
    assert "of 8,000 replicates" in seen
    assert " s left" in seen
    assert seen.endswith("\x1b[2K")


def _read_all(terminal: int) -> str:
    found = b""
    try:
        while piece := os.read(terminal, 4096):
            found += piece
    except OSError:  # how Linux says that nobody writes any more
        pass
    os.close(terminal)
    return found.decode()
