"""The guide's page on sensitivity says what its section of a study file may say."""

import re

from sim.experiments.sensitivity.verdict import NEGLIGIBLE, PRECISION
from sim.experiments.study.sections.sensitivity import SensitivitySection
from sim.language import translator
from tests.docs.pages import DOCS, section, table

PAGE = DOCS / "guide" / "sensitivity.md"


def test_every_key_of_the_section_is_told_with_its_default() -> None:
    rows = table(section(PAGE, "## How closely it looks"))[1:]
    told = {re.findall(r"`([^`]+)`", key)[0]: int(meaning.rpartition(" ")[2]) for key, meaning in rows}
    assert told == {name: field.default for name, field in SensitivitySection.model_fields.items()}


def test_verdicts_are_told_in_the_words_and_with_the_bounds_of_the_program() -> None:
    rows, t = table(section(PAGE, "## Verdicts"))[1:], translator("en")
    words = ("matters", "small", "zero", "open")
    said = [t.text(f"study.sensitivity.verdict.{each}", small="5%", least="1%").partition(":")[0] for each in words]
    assert [row[0] for row in rows] == said
    assert f"above {NEGLIGIBLE}:" in rows[0][1]
    assert all(f"below {PRECISION}" in row[1] for row in rows[1:3])
