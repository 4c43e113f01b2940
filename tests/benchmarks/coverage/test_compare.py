"""Comparisons of real runs, repeated where the truth is known: their intervals hold, also where one looks again."""

from dataclasses import dataclass

import pytest

from benchmarks.coverage.banks import CASES, Bank, banks
from benchmarks.coverage.compare import fooled, held, stopped

RUNS = 1600
STUDIES = 200


@dataclass
class Banks:
    """Banks by the first word of their outcome."""

    found: dict[str, Bank]


@pytest.fixture(scope="module")
def rare() -> Banks:
    """Pairs of which one in a hundred parts."""
    return Banks({each.outcome.text.split()[0]: each for each in banks(CASES[:1], RUNS)})


@pytest.mark.parametrize("outcome", ["image", "influence", "collapse"])
@pytest.mark.parametrize("size", [20, 100])
def test_intervals_of_differences_hold(rare: Banks, outcome: str, size: int) -> None:
    found = held(rare.found[outcome], size, STUDIES)
    assert found.betting >= 0.95


def test_the_usual_interval_does_not(rare: Banks) -> None:
    assert held(rare.found["influence"], 20, STUDIES).student < 0.6


def test_following_the_advice_to_its_end_finds_nothing_where_nothing_is(rare: Banks) -> None:
    assert fooled(rare.found["image"], lookers=20) <= 0.05


def test_running_on_until_it_is_narrow_keeps_the_promise(rare: Banks) -> None:
    assert stopped(rare.found["image"], 0.02, lookers=20) >= 0.95
