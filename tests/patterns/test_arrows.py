"""Each arrow of the causal circle, cut in a middling firm, moves the box at its head as the drawing says."""

import numpy as np
import pytest

from docs.theory.arrows import (
    ARROWS,
    FULL,
    GONE,
    LESS,
    LOW,
    MORE,
    NOBODY,
    YEARS,
    Arrow,
    change,
    firm,
    is_found,
    read,
    rules_of_blame,
    without,
)
from tests.patterns.ensemble import falls, last_quarter, rises

BOXES = tuple(dict.fromkeys(arrow.end for arrow in ARROWS))
FLOOR, CEILING = 0.05, 0.95


def highest(box: str) -> float:
    """What a box could be at most."""
    if box == "blame":
        return rules_of_blame(firm()).blame
    if box == "gossip":
        nobody_there = next(arrow for arrow in ARROWS if arrow.end == box and arrow.set == NOBODY)
        return float(np.median(read(without(nobody_there), box)))
    return 1.0


@pytest.mark.parametrize("box", BOXES)
def test_nothing_is_at_its_floor_or_ceiling_in_the_middling_firm(box: str) -> None:
    low, high = np.quantile(read(firm(), box) / highest(box), (0.05, 0.95))
    assert low > FLOOR
    assert high < CEILING


def test_some_runs_of_the_middling_firm_stay_up_and_others_fall() -> None:
    ends_low = (last_quarter(firm(weeks=YEARS).of("image")) < LOW).mean()
    assert 0.1 < ends_low < 0.9


def test_until_an_arrow_is_cut_a_pair_of_runs_is_the_same() -> None:
    arrow = next(each for each in ARROWS if each.name == "ease -> attendance")
    before = slice(0, 12)
    assert (firm().of("attendance")[:, before] == without(arrow).of("attendance")[:, before]).all()


@pytest.mark.parametrize("arrow", ARROWS, ids=lambda arrow: arrow.name)
def test_an_arrow_carries_what_the_drawing_says(arrow: Arrow) -> None:
    found = change(arrow)
    assert is_found(arrow, found), found
    assert (rises if arrow.sign * arrow.makes > 0 else falls)(found)


def test_every_arrow_has_a_sign_and_a_way_to_cut_it() -> None:
    assert all(arrow.sign in (MORE, LESS) and arrow.makes in (GONE, FULL) for arrow in ARROWS)
    assert all(bool(arrow.set) != bool(arrow.begin) for arrow in ARROWS)
    assert len({arrow.name for arrow in ARROWS}) == len(ARROWS)
