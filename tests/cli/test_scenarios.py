import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sim.cli.main import main
from sim.scenario.check import MAX_PROBLEMS

ROOT = Path(__file__).parents[2]
COMPANY = """\
title: {en: One, de: Eine}
story: {en: One., de: Eine.}
departments: {sales: {title: {en: Sales, de: Vertrieb}, head: 1}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder in which the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "right.yaml").write_text(COMPANY, encoding="utf-8")
    return tmp_path


def _flurfunk(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_validate_says_what_a_right_file_holds() -> None:
    shown = _flurfunk("validate", "right.yaml")
    assert shown.exit_code == 0
    assert shown.stdout == "right.yaml: ok, 1 person, 1 department, 0 meetings, 0 interventions, 104 weeks\n"


def test_validate_lists_every_mistake_of_every_file(folder: Path) -> None:
    (folder / "wrong.yaml").write_text(COMPANY + "weeks: 0\nseed: x\n", encoding="utf-8")
    shown = _flurfunk("validate", "wrong.yaml", "right.yaml", "none.yaml")
    assert shown.exit_code == 2
    assert shown.stdout.startswith("right.yaml: ok, ")
    assert shown.stderr.splitlines() == [
        "error: wrong.yaml:4 weeks: must be a whole number between 1 and 5200, got 0",
        "error: wrong.yaml:5 seed: must be a whole number between 0 and 4294967295, got 'x'",
        "warning: right.yaml:1 meetings: none that takes place decides anything"
        " (allocation.weight is 0 in all of them): resources and influence never move",
        "error: none.yaml: must be an existing file, got nothing there",
    ]


def test_validate_says_where_it_stops_listing(folder: Path) -> None:
    (folder / "wrong.yaml").write_text(COMPANY + "".join(f"x{n}: 1\n" for n in range(500)), encoding="utf-8")
    lines = _flurfunk("validate", "wrong.yaml").stderr.splitlines()
    assert len(lines) == MAX_PROBLEMS + 1
    assert lines[-1] == f"error: wrong.yaml: only the first {MAX_PROBLEMS} mistakes are listed"


def test_validate_wants_a_file() -> None:
    shown = _flurfunk("validate")
    assert shown.exit_code == 2
    assert "Missing argument 'FILE...'" in shown.output


def test_validate_shows_odd_file_names_on_one_line() -> None:
    shown = _flurfunk("validate", "a\nb\x1b[31m.yaml")
    assert shown.stderr.splitlines() == ["error: a\\nb\\x1b[31m.yaml: must be an existing file, got nothing there"]


def test_new_writes_a_scenario_that_validates() -> None:
    shown = _flurfunk("new", "mine.yaml")
    assert shown.exit_code == 0
    assert "flurfunk run mine.yaml" in shown.stdout
    assert _flurfunk("validate", "mine.yaml").exit_code == 0


def test_new_does_not_overwrite(folder: Path) -> None:
    shown = _flurfunk("new", "right.yaml")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr == "error: right.yaml: must be a new file, got one that is there already\n"
    assert (folder / "right.yaml").read_text(encoding="utf-8") == COMPANY


def test_schema_is_json_for_editors() -> None:
    shown = _flurfunk("schema")
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["title"] == "Flurfunk scenario"


def test_schema_help_says_how_editors_use_it() -> None:
    assert "# yaml-language-server: $schema=flurfunk.schema.json" in _flurfunk("schema", "--help").output


def test_explain_shows_a_parameter() -> None:
    shown = _flurfunk("explain", "gossip.inhibit")
    assert shown.exit_code == 0
    lines = [line.split() for line in shown.stdout.splitlines()]
    assert ["unit", "probability"] in lines
    assert ["bounds", "0", "to", "1"] in lines
    assert ["rule", "sim/rules/gossip.py"] in lines


def test_explain_without_key_lists_mechanisms_and_parts() -> None:
    shown = _flurfunk("explain")
    assert shown.exit_code == 0
    names = {line.split()[0] for line in shown.stdout.splitlines() if line.startswith("  ") and line[2] != " "}
    assert {"attendance", "gossip", "blame", "extends", "departments", "weeks"} <= names


def test_explain_names_the_nearest_key() -> None:
    shown = _flurfunk("explain", "gosip.inhibit")
    assert shown.exit_code == 2
    assert shown.stderr == (
        "error: explain KEY: must be a key of a scenario, got 'gosip.inhibit'; did you mean 'gossip.inhibit'?\n"
    )


def test_study_files_are_checked_as_studies(tmp_path: Path) -> None:
    firm = (ROOT / "scenarios" / "small_firm.yaml").as_posix()
    study = tmp_path / "study.yaml"
    right = (
        f"scenario: {firm}\nparameters:\n  gossip.inhibit: {{low: 0, high: 1}}\noutcomes: {{image: image at week 9}}\n"
    )
    study.write_text(right, encoding="utf-8")
    result = CliRunner().invoke(main, ["validate", str(study)])
    assert (
        result.stdout == f"{study}: ok, 1 parameter, 64 points of a latin_hypercube design, 24 replicates, 1 outcome\n"
    )
    study.write_text(right.replace("high: 1", "high: -1"), encoding="utf-8")
    result = CliRunner().invoke(main, ["validate", str(study)])
    assert result.exit_code == 2
    assert f"error: {study}:3 parameters.gossip.inhibit.high: must lie between 0 and 1, got -1" in result.stderr


def test_every_study_that_is_shipped_is_right() -> None:
    files = sorted(map(str, (ROOT / "scenarios" / "studies").glob("*.yaml")))
    result = CliRunner().invoke(main, ["validate", *files])
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count(": ok, ") == len(files) > 0


def test_the_schema_of_studies_is_printed_for_editors() -> None:
    found = json.loads(CliRunner().invoke(main, ["schema", "--study"]).stdout)
    assert {"scenario", "parameters", "outcomes"} <= set(found["required"])
