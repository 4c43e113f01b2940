"""The guide's page says all there is to say of outcomes, and its examples are right."""

import re

import numpy as np
import pytest

from sim import kernel
from sim.experiments.outcomes import FATES, MEASURES, parse, parse_goal, values
from sim.experiments.outcomes.measures import STATE
from sim.scenario import load
from sim.scenario.layout import build as build_layout
from sim.scenario.timeline import build as build_timeline
from tests.docs.pages import DOCS, ROOT, section, table

PAGE = DOCS / "guide" / "outcomes.md"
ALIBI = load(ROOT / "scenarios" / "alibi.yaml")
RUN = kernel.simulate(build_layout(ALIBI), build_timeline(ALIBI), 1, 0, 1, trace=False)
BETTER = {1: "more", -1: "less", 0: ""}


def column(heading: str) -> list[str]:
    """Examples in the first column of a table, without its head."""
    return [re.findall(r"`([^`]+)`", row[0])[0] for row in table(section(PAGE, heading))[1:]]


@pytest.mark.parametrize("text", column("## Forms"))
def test_an_outcome_of_the_page_can_be_measured(text: str) -> None:
    measured = values([parse(text)], ALIBI, RUN)
    assert measured.shape == (1, 1)
    assert np.isfinite(measured).all() or parse(text).may_never_come


@pytest.mark.parametrize("text", column("## Goals"))
def test_a_goal_of_the_page_is_one(text: str) -> None:
    goal = parse_goal(text)
    assert goal.text.startswith(text)
    assert values([goal.outcome], ALIBI, RUN).shape == (1, 1)


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
