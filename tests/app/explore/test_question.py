"""What became of a guess: right, wrong or open, as the interval says."""

import pytest

from sim.app.explore.question import answer
from sim.language import translator
from tests.app.explore.made_up import told_as

EN, DE = translator("en"), translator("de")
RIGHT, OPEN = "That is what happened", "The runs do not decide that"


@pytest.mark.parametrize(
    ("guess", "low", "high", "told"),
    [
        ("higher", 2.5, 4.5, RIGHT),
        ("lower", -4.5, -2.5, RIGHT),
        ("same", -1.5, 1.5, RIGHT),
        ("same", 0.5, 1.5, RIGHT),
        ("lower", 2.5, 4.5, "It turned out higher"),
        ("higher", -4.5, -2.5, "It turned out lower"),
        ("higher", -1.5, 1.5, "It turned out the same"),
        ("same", 2.5, 4.5, "It turned out higher"),
        ("higher", 0.5, 4.5, OPEN),
        ("same", 0.5, 4.5, OPEN),
        ("same", -4.5, 4.5, OPEN),
        ("lower", -4.5, 4.5, OPEN),
        ("lower", 0.5, 4.5, "It is not; whether it is the same, the runs leave open"),
        ("higher", -4.5, 0.5, "It is not; whether it is the same, the runs leave open"),
    ],
)
def test_a_guess_is_right_or_wrong_only_where_the_whole_interval_says_so(
    guess: str, low: float, high: float, told: str
) -> None:
    assert told in (answer(guess, [told_as("revenue", "", (low + high) / 2, low, high)], EN) or "")


@pytest.mark.parametrize("guess", ["", "up", "<b>"])
def test_no_guess_is_told_nothing(guess: str) -> None:
    assert answer(guess, [told_as("revenue", "higher", 3.0, 2.5, 3.5)], EN) is None


def test_where_there_is_nothing_to_compare_a_guess_stays_open() -> None:
    nothing = told_as("revenue", "nothing", float("nan"), float("nan"), float("nan"))
    assert OPEN in (answer("higher", [nothing], EN) or "")


def test_a_guess_is_told_in_german() -> None:
    found = [told_as("revenue", "higher", 3.0, 2.5, 3.5)]
    assert answer("lower", found, DE) == "Sie dachten, der Umsatz wäre niedriger. Gekommen ist es anders: höher."
