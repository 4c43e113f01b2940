"""The scenarios that a server offers."""

from pathlib import Path

import pytest

from sim.app.library import Library, opening
from sim.errors import ScenarioError

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def test_a_folder_offers_its_scenarios_by_name() -> None:
    names = Library.of([SCENARIOS]).names()
    assert {"alibi", "presence", "small_firm"} <= set(names)
    assert names[0] == "alibi"
    assert list(names[1:]) == sorted(names[1:])


def test_studies_are_no_scenarios(tmp_path: Path) -> None:
    study = tmp_path / "study.yaml"
    study.write_text(f"scenario: {SCENARIOS / 'alibi.yaml'}\nparameters: {{gossip.inhibit: {{low: 0, high: 1}}}}\n")
    (tmp_path / "firm.yaml").write_text(f"extends: {SCENARIOS / 'small_firm.yaml'}\n")
    assert Library.of([tmp_path]).names() == ("firm",)


def test_files_are_offered_in_the_order_in_which_they_were_named() -> None:
    files = [SCENARIOS / "presence.yaml", SCENARIOS / "alibi.yaml"]
    assert Library.of(files).names() == ("presence", "alibi")


def test_without_a_place_the_folder_of_scenarios_here_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SCENARIOS.parent)
    assert "alibi" in Library.of([]).names()


@pytest.mark.parametrize("name", ["../alibi", "alibi.yaml", "/etc/passwd", "", "alibi\0", "ALIBI"])
def test_a_name_that_is_not_offered_is_refused_and_opens_no_file(name: str) -> None:
    library = Library.of([SCENARIOS / "alibi.yaml"])
    with pytest.raises(ScenarioError, match="scenario: must be one that is offered"):
        library.variants(name)


def test_a_misspelt_name_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(ScenarioError, match="did you mean 'alibi'"):
        Library.of([SCENARIOS / "alibi.yaml"]).base("albi")


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "alibi.yaml").write_text(f"extends: {SCENARIOS / 'alibi.yaml'}\n")
    with pytest.raises(ScenarioError, match="must have a name of its own, got 'alibi' twice"):
        Library.of([SCENARIOS, tmp_path])


def test_a_folder_without_scenarios_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="must be a folder with scenario files, got none in it"):
        Library.of([tmp_path])


def test_a_mistake_in_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(f"extends: {SCENARIOS / 'alibi.yaml'}\nattendance: {{norn: 1}}\n")
    with pytest.raises(ScenarioError, match=r"wrong\.yaml:2 attendance\.norn"):
        Library.of([tmp_path])


def test_a_firm_that_was_named_first_is_opened_first(tmp_path: Path) -> None:
    firm = tmp_path / "firm.yaml"
    firm.write_text(f"extends: {SCENARIOS / 'small_firm.yaml'}\n")
    assert opening(Library.of([firm, SCENARIOS]).names()) == "firm"
    assert opening(Library.of([firm, SCENARIOS / "alibi.yaml"]).names()) == "firm"


def test_of_a_folder_what_the_theory_is_about_is_opened_first() -> None:
    assert opening(Library.of([SCENARIOS]).names()) == "alibi"


LEFT_BY_EDITORS = [
    ".#firm.yaml",
    "._firm.yaml",
    ".firm.yaml",
    "~$firm.yaml",
    "#firm.yaml",
    "firm.yaml~",
    ".firm.yaml.swp",
]


@pytest.mark.parametrize("name", LEFT_BY_EDITORS)
def test_what_editors_and_systems_leave_in_a_folder_does_not_stop_a_server(tmp_path: Path, name: str) -> None:
    (tmp_path / "firm.yaml").write_text(f"extends: {SCENARIOS / 'small_firm.yaml'}\n")
    (tmp_path / name).write_bytes(b"\x00\x05\x16\x07")
    (tmp_path / "folder.yaml").mkdir()
    found = Library.of([tmp_path])
    assert found.names() == ("firm",)
    assert found.left_out == ()


@pytest.mark.parametrize("half", ["", "title: {en: A", "extends: not_there.yaml\n", "weeks: 0\n"])
def test_a_half_saved_file_in_a_folder_is_left_out_and_told(tmp_path: Path, half: str) -> None:
    (tmp_path / "firm.yaml").write_text(f"extends: {SCENARIOS / 'small_firm.yaml'}\n")
    (tmp_path / "half.yaml").write_text(half)
    found = Library.of([tmp_path])
    assert found.names() == ("firm",)
    assert ["half.yaml" in str(each) for each in found.left_out] == [True]
    with pytest.raises(ScenarioError):
        Library.of([tmp_path / "firm.yaml", tmp_path / "half.yaml"])


def test_everything_left_out_is_told_once_and_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "firm.yaml").write_text(f"extends: {SCENARIOS / 'small_firm.yaml'}\n")
    (tmp_path / "empty.yaml").touch()
    (tmp_path / "heir.yaml").write_text("extends: empty.yaml\n")
    (tmp_path / "link.yaml").symlink_to("nowhere.yaml")
    empty = f"{tmp_path / 'empty.yaml'}:1: must hold 'key: value' lines, got nothing"
    assert [str(each) for each in Library.of([tmp_path]).left_out] == [
        empty,
        f"{tmp_path / 'heir.yaml'} extends: must name a scenario without mistakes, got {empty}",
        f"{tmp_path / 'link.yaml'}: must be an existing file, got a link that leads nowhere",
    ]


def test_a_name_that_is_no_text_is_offered_as_one(tmp_path: Path) -> None:
    (tmp_path / "f\udcff.yaml").write_text(f"extends: {SCENARIOS / 'small_firm.yaml'}\n")
    assert Library.of([tmp_path]).names() == ("f\N{REPLACEMENT CHARACTER}",)
