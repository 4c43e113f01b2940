"""Meetings without form decide faster and draw people in; a norm that draws in as many does something else (K10)."""

import numpy as np
import pytest

from sim.scenario import load
from sim.statistics import of_median
from tests.patterns.ensemble import NO_NORM, SCENARIOS, Ensemble, Floats, ensemble, falls, overall, rises

FIRMS = {"healthy": ("attendance.norm=1",), "middling": NO_NORM}


def without_form(*overrides: str) -> Ensemble:
    meetings = load(SCENARIOS / "industrial_firm.yaml").meetings
    formal = (name for name, each in meetings.items() if "ritual.level" in each.set)
    own = (f"meetings.{name}.set.ritual.level=0" for name in formal)
    return ensemble("industrial_firm", *overrides, "ritual.level=0", *own)


def moved(run: Ensemble) -> Floats:
    """How far decisions move the customers' resources, summed over the weeks: (replicate,)."""
    way: Floats = np.abs(np.diff(run.of("resources"), axis=1)).sum(axis=1)
    return way


def attendance(run: Ensemble) -> Floats:
    return overall(run.of("attendance"))


@pytest.mark.parametrize("firm", FIRMS)
def test_less_form_draws_people_in(firm: str) -> None:
    assert rises(
        of_median(attendance(without_form(*FIRMS[firm])) - attendance(ensemble("industrial_firm", *FIRMS[firm])))
    )


def test_less_form_decides_more_also_where_everybody_comes_anyway() -> None:
    full = "attendance.norm=10"
    assert rises(of_median(moved(without_form(full)) - moved(ensemble("industrial_firm", full))))


def test_a_norm_that_draws_in_no_fewer_lifts_the_image_less() -> None:
    cut, expected = without_form("attendance.norm=1"), ensemble("industrial_firm", "attendance.norm=1.6")
    assert rises(of_median(attendance(expected) - attendance(cut)))
    assert falls(of_median(overall(expected.of("image")) - overall(cut.of("image"))))
