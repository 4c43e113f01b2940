from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario import load
from sim.scenario.layout import build as build_layout
from sim.scenario.starter import starter, write
from sim.scenario.timeline import build as build_timeline


def test_starter_is_a_scenario_of_its_own_with_an_intervention(folder: Path) -> None:
    write(Path("mine.yaml"))
    scenario = load("mine.yaml")
    assert "\nextends:" not in starter()
    assert scenario.interventions
    assert build_layout(scenario).people.rank.size < 50
    assert build_timeline(scenario).phase.size == scenario.weeks


def test_starter_explains_every_part_of_it() -> None:
    lines = starter().splitlines()
    parts = [number for number, line in enumerate(lines) if line[:1].isalpha() and line.endswith(":")]
    assert len(parts) >= 6
    for number in parts:
        assert any("#" in line for line in lines[max(0, number - 2) : number + 2]), lines[number]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("there.yaml", "there.yaml: must be a new file, got one that is there already"),
        ("no/mine.yaml", "no/mine.yaml: must be in a folder that exists, got none there"),
        ("there.yaml/mine.yaml", "there.yaml/mine.yaml: must be a file that can be written, got Not a directory"),
        ("a\0b", "a\\x00b: must be the name of a file, got a sign that no name may have"),
    ],
)
def test_starter_is_written_to_new_files_only(folder: Path, path: str, told: str) -> None:
    (folder / "there.yaml").write_text("precious", encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        write(Path(path))
    assert str(refused.value) == told
    assert (folder / "there.yaml").read_text(encoding="utf-8") == "precious"
