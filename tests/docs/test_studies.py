"""The guide's page on studies says what a study file may say."""

import re
from pathlib import Path

import pytest

from sim.experiments.study.design import METHODS, Design, points, size
from sim.experiments.study.loading import load_study
from sim.experiments.study.schema import StudyFile
from sim.scenario.variants import Variants
from tests.docs.pages import DOCS, ROOT, blocks, read, section, table

PAGE = DOCS / "guide" / "studies.md"


def first_cells(heading: str) -> list[str]:
    """Names in the first column of the table below a heading."""
    return [re.findall(r"`([^`]+)`", row[0])[0] for row in table(section(PAGE, heading))[1:]]


def test_every_key_of_a_study_that_is_no_section_of_an_analysis_is_told() -> None:
    sections = {"map", "sensitivity"}
    assert [key for key in StudyFile.model_fields if key not in sections] == first_cells("## Keys")


@pytest.mark.parametrize("said", first_cells("## Parameters and ranges"))
def test_a_range_of_the_page_is_one(said: str, tmp_path: Path) -> None:
    study = tmp_path / "study.yaml"
    study.write_text(
        f"scenario: {ROOT / 'scenarios' / 'presence.yaml'}\nparameters:\n  attendance.norm: {said}\n"
        "outcomes: {image: image in the last quarter}\n",
        encoding="utf-8",
    )
    assert len(load_study(study).parameters) == 1


def test_every_design_is_told_with_its_number_of_points() -> None:
    assert tuple(first_cells("## Designs")) == METHODS
    text = next(block.text for block in blocks(PAGE) if block.language == "yaml")
    assert "method: sobol" in text
    study = load_study(ROOT / "scenarios" / "studies" / "presence.yaml")
    n = len(study.parameters)
    expected = {"latin_hypercube": 4, "sobol": 4, "saltelli": 4 * (2 * n + 2), "morris": 4 * (n + 1)}
    for method, count in expected.items():
        design = Design(method, 4, 1)
        assert size(design, study.parameters) == len(points(design, study.parameters)) == count


@pytest.mark.parametrize(
    "key", re.findall(r"`([a-z_.]+)`", read(PAGE).split("can be a parameter:")[1].split("and of")[0])
)
def test_a_key_of_the_page_can_be_a_parameter(key: str) -> None:
    assert Variants.of(ROOT / "scenarios" / "presence.yaml").spec(key).kind in {"integer", "number"}
