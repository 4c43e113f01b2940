"""Whatever terminal, file or pipe there is, what was computed is said, or is told where it is."""

import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from sim.cli import terminal

ROOT = Path(__file__).parents[2]
FIRMS = ROOT / "scenarios"
FIRM = """
title: {en: "Plan [/old] :smile: A", de: A}
story: {en: A, de: A}
weeks: 8
replicates: 2
departments:
  sales: {title: {en: "S[red]x", de: V}, faces_customers: true, head: 1, staff: 3}
  works: {title: {en: W, de: W}, head: 1, staff: 6}
meetings:
  round: {title: {en: R, de: R}, roster: {sales: {head: 1}, works: {head: 1}}}
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the files of POSIX")


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    path = tmp_path / "firm.yaml"
    path.write_text(FIRM, encoding="utf-8")
    return path


def called(
    *arguments: str | bytes | Path, out: str | None = None, err: str | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Call the command; `out` and `err` are devices to write to."""
    streams = [subprocess.PIPE if each is None else os.open(each, os.O_WRONLY) for each in (out, err)]
    command = [os.fsencode(each) for each in (sys.executable, "-m", "sim", *arguments)]
    return subprocess.run(
        command, stdout=streams[0], stderr=streams[1], cwd=ROOT, check=False, timeout=300,
        env={**os.environ, **environment},
    )  # fmt: skip


@pytest.mark.parametrize(("encoding", "sign"), [("cp1252", b"-0."), ("ascii", b"-0.")])
def test_an_output_that_is_not_utf_8_takes_signs_that_it_knows(firm: Path, encoding: str, sign: bytes) -> None:
    ended = called("run", firm, "--out", firm.parent / "o", "--engine", "mesa", PYTHONIOENCODING=encoding)
    assert ended.returncode == 0
    assert sign in ended.stdout
    assert b"?" not in ended.stdout


@pytest.mark.parametrize("how", [[], ["--json"]])
def test_a_full_output_is_told_in_one_line_that_says_where_the_results_are(firm: Path, how: list[str]) -> None:
    out = firm.parent / "o"
    ended = called("run", firm, "--out", out, "--engine", "mesa", *how, out="/dev/full")
    last = ended.stderr.decode().splitlines()[-1]
    assert ended.returncode == 1
    assert last.startswith("error: standard output: must take what is written to it, got 'No space left on device'; ")
    assert f"the results are complete in {out}" in last
    assert b"Traceback" not in ended.stderr


@pytest.mark.parametrize("buffered", ["", "1"])
def test_a_full_output_is_told_by_commands_that_only_talk(buffered: str) -> None:
    ended = called("--help", out="/dev/full", PYTHONUNBUFFERED=buffered)
    assert ended.stderr == b"error: standard output: must take what is written to it, got 'No space left on device'\n"
    assert ended.returncode == 1


def test_progress_that_cannot_be_shown_stops_nothing(firm: Path) -> None:
    ended = called("run", firm, "--out", firm.parent / "o", "--engine", "mesa", err="/dev/full")
    assert ended.returncode == 0
    assert b"Results" in ended.stdout


def test_texts_and_names_of_the_user_are_shown_as_they_were_written(firm: Path) -> None:
    study = firm.parent / "st[red]y.yaml"
    study.write_text(
        "scenario: firm.yaml\nreplicates: 2\nparameters: {gossip.inhibit: {low: 0.1, high: 0.8}}\n"
        "design: {method: grid, points: 2}\noutcomes: {x: image.sales in the last quarter}\n",
        encoding="utf-8",
    )
    other = firm.with_name("b[red].yaml")
    other.write_text(FIRM.replace("[/old]", "[old]"), encoding="utf-8")
    out = firm.parent / "o"
    ran = called("run", firm, "--out", out, "--engine", "mesa").stdout.decode()
    assert "Plan [/old] :smile: A: 2 replicates" in ran
    assert "S[red]x" in ran
    assert "“Plan [/old] :smile: A” and “Plan [old]" in called("compare", other, firm, "--out", out).stdout.decode()
    swept = called("sweep", study, "--out", out).stdout.decode()
    assert swept.startswith("st[red]y: 2 points")


def test_a_warning_is_one_line_without_the_source() -> None:
    with terminal.prepared():
        shown = warnings.formatwarning(RuntimeWarning("divide by\n zero"), RuntimeWarning, "sim/file.py", 3)
    assert shown == "warning: divide by zero\n"


def test_a_file_whose_name_is_no_text_is_run_and_told_without_a_traceback(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/f\xff.yaml"))
    path.write_text(FIRM, encoding="utf-8")
    ended = called("run", path, "--engine", "mesa", "--out", tmp_path / "o")
    assert ended.returncode == 0
    assert "f\N{REPLACEMENT CHARACTER}".encode() in ended.stdout
    missing = called("validate", path.with_suffix(".yml"))
    assert missing.stderr.startswith(b"error: ")
    assert b"Traceback" not in missing.stderr


def test_a_place_for_results_whose_name_is_no_text_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    ended = called("run", FIRMS / "small_firm.yaml", "--out", os.fsencode(tmp_path) + b"/o\xff")
    assert ended.returncode == 2
    assert b"--out: must have a name in UTF-8" in ended.stderr
