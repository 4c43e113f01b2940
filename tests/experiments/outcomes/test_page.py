"""The guide's page says all there is to say of outcomes, and its examples are right."""

import re

import pytest

from sim.experiments.outcomes import FATES, MEASURES, check, parse, parse_goal
from sim.experiments.outcomes.measures import STATE
from sim.scenario import load
from tests.docs.pages import DOCS, ROOT, section, table

PAGE = DOCS / "guide" / "outcomes.md"
BETTER = {1: "more", -1: "less", 0: ""}


def column(heading: str) -> list[str]:
    """Examples in the first column of a table, without its head."""
    return [re.findall(r"`([^`]+)`", row[0])[0] for row in table(section(PAGE, heading))[1:]]


@pytest.mark.parametrize("text", column("## Forms"))
def test_an_outcome_of_the_page_can_be_measured(text: str) -> None:
    check(parse(text), load(ROOT / "scenarios" / "alibi.yaml"))


@pytest.mark.parametrize("text", column("## Goals"))
def test_a_goal_of_the_page_is_one(text: str) -> None:
    check(parse_goal(text).outcome, load(ROOT / "scenarios" / "alibi.yaml"))


def test_every_fate_is_told() -> None:
    assert FATES.keys() <= set(column("## Forms"))


def test_every_measure_is_told_as_it_is() -> None:
    told = [row[1:] for row in table(section(PAGE, "## Measures"))[1:]]
    assert column("## Measures") == list(MEASURES)
    assert told == [
        [each.unit, "state" if each.kind == STATE else "week", BETTER[each.direction]] for each in MEASURES.values()
    ]


def test_time_to_collapse_is_what_the_page_says() -> None:
    assert parse("time to collapse") == parse("weeks until image falls below 0.25")
