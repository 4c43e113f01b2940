"""A question before the first result: whoever has guessed looks more closely."""

from sim.app.explore.finding import Finding
from sim.experiments.compare.verdict import HIGHER, LOWER, WITHIN
from sim.language import Translator

MEASURE = "revenue"
GUESSES = ("higher", "same", "lower")
TURNED_OUT = {HIGHER: "higher", LOWER: "lower", WITHIN: "same"}


def answer(guess: str, found: list[Finding], t: Translator) -> str | None:
    """What became of a guess about the revenue; None where nothing was guessed or nothing compared."""
    of_measure = next((each for each in found if each.measure == MEASURE), None)
    if guess not in GUESSES or of_measure is None:
        return None
    turned_out = TURNED_OUT.get(of_measure.word)
    if turned_out is None:
        return t.text("browser.explore.question.open", guess=t.text(f"browser.explore.question.{guess}"))
    said = {
        "guess": t.text(f"browser.explore.question.{guess}"),
        "found": t.text(f"browser.explore.question.{turned_out}"),
    }
    return t.text(f"browser.explore.question.{'right' if guess == turned_out else 'wrong'}", **said)
