from pathlib import Path

from sim.cli.new import write
from sim.scenario import load
from sim.scenario.layout import build as build_layout
from sim.scenario.starter import starter
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
