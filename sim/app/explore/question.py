"""A question before the first result: whoever has guessed looks more closely.

The three answers leave out each other: higher and lower are so by more than the margin, the same is within it. A guess
was right where the whole interval lies where it said, wrong where none of it does, and is open otherwise.
"""

from sim.app.explore.finding import Finding
from sim.app.explore.measures import MEASURES
from sim.language import Translator

MEASURE = "revenue"
GUESSES = ("higher", "same", "lower")


def answer(guess: str, found: list[Finding], t: Translator) -> str | None:
    """What became of a guess about the revenue; None where nothing was guessed or nothing compared."""
    of_measure = next((each for each in found if each.measure == MEASURE), None)
    if guess not in GUESSES or of_measure is None:
        return None
    possible = left_open(of_measure)
    said = {"guess": t.text(f"browser.explore.question.{guess}")}
    if len(possible) == 1:
        said["found"] = t.text(f"browser.explore.question.{possible[0]}")
        return t.text(f"browser.explore.question.{'right' if guess == possible[0] else 'wrong'}", **said)
    return t.text(f"browser.explore.question.{'open' if guess in possible else 'not'}", **said)


def left_open(found: Finding) -> list[str]:
    """Answers that the interval leaves."""
    low, high, margin = found.paired.low, found.paired.high, MEASURES[MEASURE].margin
    if not low <= high:  # nothing to compare
        return list(GUESSES)
    left = {"higher": high > margin, "same": low <= margin and high >= -margin, "lower": low < -margin}
    return [each for each in GUESSES if left[each]]
