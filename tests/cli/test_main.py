import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sim import errors
from sim.cli import main as command_line
from sim.cli.main import COMMANDS, Home, main
from sim.errors import FlurfunkError

ROOT = Path(__file__).parents[2]
HEAVY = ("numpy", "pydantic", "pandas", "numba", "mesa", "plotly", "ruamel", "rich", "sim.scenario")


def _python(code: str) -> str:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return run.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], []])
def test_help_and_version_import_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import json, sys
from sim.cli.main import main
main({arguments!r}, standalone_mode=False) if {bool(arguments)} else None
print(json.dumps(sorted(sys.modules)))
"""
    loaded = json.loads(_python(code).splitlines()[-1])
    assert [name for name in loaded if name.startswith(HEAVY)] == []


def test_help_lists_every_command_with_its_short_help() -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    for name, home in COMMANDS.items():
        assert f"{name} " in shown.output
        assert home.short_help in " ".join(shown.output.split())


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_is_where_the_table_says(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert shown.output.startswith(f"Usage: main {name}")


def test_misspelt_command_names_the_nearest_one() -> None:
    shown = CliRunner().invoke(main, ["vaildate", "x.yaml"])
    assert shown.exit_code == 2
    assert "No such command 'vaildate'. Did you mean 'validate'?" in shown.output


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--bogus"], "error: No such option '--bogus'.\n"),
        (["--versoin"], "error: No such option '--versoin'. Did you mean '--version'?\n"),
        (["run"], "error: Missing argument 'SCENARIO'.\n"),
        (["run", "x.yaml", "--weeks", "abc"], "error: --weeks: must be a whole number between 1 and 5200, got 'abc'\n"),
    ],
)
def test_wrong_options_end_in_one_line(arguments: list[str], line: str) -> None:
    shown = CliRunner().invoke(main, arguments)
    assert (shown.exit_code, shown.stderr) == (2, line)


def test_without_a_command_it_shows_its_help() -> None:
    shown = CliRunner().invoke(main, [])
    assert shown.exit_code == 2
    assert "Usage: main [OPTIONS] COMMAND [ARGS]..." in shown.output
    assert "error" not in shown.output


def test_a_checkout_that_is_not_installed_knows_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_installed(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", nothing_installed)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    shown = CliRunner().invoke(main, ["--version"])
    assert shown.stdout == f"flurfunk {project['version']}+source\n"


def test_module_is_the_same_command() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "sim", "--version"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout.startswith("flurfunk")


def test_the_tree_of_errors_shows_all_of_them() -> None:
    defined = set()
    for path in (ROOT / "sim").rglob("*.py"):
        defined |= set(re.findall(r"^class (\w+)\(\w*Error\):", path.read_text(encoding="utf-8"), re.MULTILINE))
    drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or ""))
    assert "CatalogueError" in drawn
    assert drawn == defined


class TooLateError(FlurfunkError):
    """An error with an exit code of its own."""

    exit_code = 7


@pytest.mark.parametrize(
    ("raised", "code", "told"),
    [
        (FlurfunkError("results: must be there, got none"), 1, "error: results: must be there, got none\n"),
        (TooLateError("too late"), 7, "error: too late\n"),
        (KeyboardInterrupt(), 130, "stopped\n"),
    ],
)  # fmt: skip
def test_errors_end_in_one_line_and_their_exit_code(
    monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int, told: str
) -> None:
    @click.command()
    def fail() -> None:
        raise raised

    monkeypatch.setitem(COMMANDS, "fail", Home("sim.cli.main", "fail", "Fail."))
    monkeypatch.setattr(command_line, "fail", fail, raising=False)
    shown = CliRunner().invoke(main, ["fail"])
    assert (shown.exit_code, shown.stderr, shown.stdout) == (code, told, "")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["run", "x.yaml", "--replicates", "1.000"], "got '1.000'; did you mean 1000?"),
        (["calibrate", "x.yaml", "--epsilon", "0,5"], "--epsilon: must be a number, got '0,5'; did you mean 0.5?"),
        (["run", "x.yaml", "--replicates", "2,0"], "got '2,0'; did you mean 2?"),
        (["run", "x.yaml", "--replicates", "0,0"], "got '0,0'"),
        (["serve", "--port", "80,5"], "--port: must be a whole number between 1 and 65535, got '80,5'"),
        (["serve", "--port", "70000"], "--port: must be a whole number between 1 and 65535, got 70000"),
        (
            ["calibrate", "x.yaml", "--particles", "1 000"],
            "--particles: must be a whole number, got '1 000'; did you mean 1000?",
        ),
        (["recommend", "x.yaml", "--trials", "many"], "--trials: must be a whole number, got 'many'"),
        (["sensitivity", "x.yaml", "--samples", "1,5"], "--samples: must be a whole number, got '1,5'"),
        (["sweep", "x.yaml", "--points", "64.0"], "--points: must be a whole number, got '64.0'; did you mean 64?"),
        (["run", "scenarios/alibi.yaml", "--set", "weeks=1.000"], "got 1.000; did you mean 1000?"),
        (
            ["recommend", "scenarios/alibi.yaml", "--goal", "image at week 60 >= 0,55 with 90 %"],
            "; did you mean 'image at week 60 >= 0.55 with 0.9'?",
        ),
        (["calibrate", "x.yaml", "--start", "1/2/2024"], "such as 2024-03-31 or 31.03.2024, got '1/2/2024'"),
        (
            ["calibrate", "x.yaml", "--start", "31.03.2024"],
            "error: x.yaml: must be an existing file, got nothing there",
        ),
        (["compare", "scenarios/alibi.yaml", "scenarios/alibi.yaml", "--margin", "0,02"], "; did you mean 0.02?"),
        (["recommend", "x.yaml", "--levels", "0,25;0,5"], "; did you mean 0.25,0.5?"),
        (["recommend", "x.yaml", "--start", "1–40"], "; did you mean 1..40?"),
        (
            ["recommend", "scenarios/alibi.yaml", "--goal", "image at week 60 ≥ 0,45"],
            "; did you mean 'image at week 60 >= 0.45'?",
        ),
    ],
)
def test_numbers_as_germans_write_them_are_told_as_they_are_read(
    arguments: list[str], hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    shown = CliRunner().invoke(main, arguments)
    assert shown.exit_code == 2
    assert shown.stderr.endswith(f"{hint}\n")
