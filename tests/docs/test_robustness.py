"""The page on robustness has the conclusions of its program, which asks them under changes that change something."""

from functools import cache

import pytest
from click.testing import CliRunner

from docs.theory.changes import Change, every_change, from_reference, reference_of, value_of
from docs.theory.conclusions import CONCLUSIONS, Told
from docs.theory.firm import Firm, loaded
from docs.theory.robustness import Measured, asked, left_out, main, measure, stamp, table
from sim.scenario.mechanisms import FORMS, PARAMETERS
from tests.docs.pages import DOCS, read
from tests.docs.pages import table as cells

PAGE = DOCS / "theory" / "robustness.md"
LESS_TALK, TO_ITS_BOUND = Change("gossip.rate", 0.5), Change("blame.shared", 1.5)
OF_WHAT_IS_OFF, OFF = Change("hybrid.presence", 0.5), (Change("hybrid.share", 0.5), Change("hybrid.share", 1.5))


@cache
def measured() -> Measured:
    """Few runs under one change that changes something, and under four that do not."""
    return measure(Firm({}, replicates=8), [LESS_TALK, TO_ITS_BOUND, OF_WHAT_IS_OFF, *OFF])


def test_the_page_has_the_conclusions_of_the_program() -> None:
    rows = cells(read(PAGE).splitlines())
    said = [row[0] for row in rows if len(row) == 5][1:]
    assert said == [each.text for each in CONCLUSIONS]
    assert [row for row in rows if len(row) == 2] == cells(asked())


def test_the_page_was_measured_with_the_model_as_it_is_now() -> None:
    assert f"`{stamp()}`" in read(PAGE), "python -m docs.theory.robustness"


def test_only_changes_that_change_something_count() -> None:
    found = measured()
    assert list(found.changed) == [LESS_TALK]
    assert found.unmoved == [TO_ITS_BOUND, *OFF]
    assert found.idle == [OF_WHAT_IS_OFF]
    assert [line.partition(": ")[2] for line in left_out(found)] == [
        "`hybrid.share`", "`blame.shared` × 1.5", "`hybrid.presence` × 0.5",
    ]  # fmt: skip


def test_the_table_counts_what_turns_and_what_is_open() -> None:
    others = len(CONCLUSIONS) - 3
    usual = [True, False, None, *[True] * others]
    more_talk, smaller = Change("gossip.rate", 1.5), Change("forms.voice", "smaller")
    changed: dict[Change, list[Told]] = {
        LESS_TALK: [False, False, True, *[True] * others],
        more_talk: [False, True, False, *[True] * others],
        smaller: [None, None, None, *[True] * others],
    }
    rows = [row[1:] for row in cells(table(Measured(usual, changed, [], [])))[1:]]
    both = "`gossip.rate` × 0.5 and × 1.5"
    assert rows[:4] == [
        ["holds", "2 of 3", "1", f"{both}; open: `forms.voice: smaller`"],
        ["does not hold", "1 of 3", "1", "`gossip.rate` × 1.5; open: `forms.voice: smaller`"],
        ["open", "1 of 3", "1", "`gossip.rate` × 1.5"],
        ["holds", "0 of 3", "0", ""],
    ]


def test_every_parameter_and_every_form_is_changed() -> None:
    keys = {each.key for each in every_change({})}
    assert keys == {*PARAMETERS, *(f"forms.{name}" for name in FORMS)}
    assert [each.to for each in every_change({"forms.voice": "smaller"}) if each.key == "forms.voice"] == ["product"]


def test_a_change_is_made_wherever_the_parameter_has_a_value() -> None:
    usual = loaded(("industrial_firm",))
    changed = Change("ritual.level", 0.5).made(usual)
    assert value_of(changed, "ritual.level") == 0.15
    assert changed.meetings["budget"].set == {"allocation.weight": 3.0, "ritual.level": 0.3}
    assert value_of(usual, "ritual.level") == 0.3


def test_what_a_conclusion_asks_stays_as_it_is() -> None:
    firm = Firm({}, replicates=8).under(Change("attendance.norm", 1.5))
    assert value_of(firm.scenario(("industrial_firm", "attendance.norm=2")), "attendance.norm") == 2.0
    assert value_of(firm.scenario(("industrial_firm",)), "attendance.norm") == 0.75


def test_another_reference_leaves_what_a_scenario_sets() -> None:
    reference = reference_of(["attendance.norm=0.8", "forms.voice=smaller"])
    moved, kept = (from_reference(loaded((name,)), reference) for name in ("industrial_firm", "alibi"))
    assert [value_of(moved, "attendance.norm"), value_of(moved, "forms.voice")] == [0.8, "smaller"]
    assert [value_of(kept, "attendance.norm"), value_of(kept, "forms.voice")] == [0.0, "smaller"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("weeks=3", "weeks: must be a parameter or a form"),
        ("gosip.rate=1", "did you mean 'gossip.rate'?"),
        ("gossip.rate=7", "must be a number between 0 and 1, got 7"),
    ],
)
def test_what_is_no_reference_value_is_refused_in_a_line(given: str, told: str) -> None:
    result = CliRunner().invoke(main, [given])
    assert result.exit_code == 2
    assert told in result.stderr
