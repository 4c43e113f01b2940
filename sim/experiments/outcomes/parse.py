"""Reading outcomes and goals, and telling in one line what is wrong with them."""

from sim.errors import ScenarioError
from sim.experiments.outcomes.faults import Fault, in_goal, in_itself, in_scenario
from sim.experiments.outcomes.outcome import Goal, Outcome
from sim.scenario.numbers import plainly
from sim.scenario.schema import Structure
from sim.scenario.tree import Place, Problem, quoted, shortened

LONGEST = 200
NOWHERE = Place("")

MEASURED = "'image.sales at week 104', 'image.sales over weeks 92..104' or 'image.sales in the last quarter'"
AWAITED = "'weeks until image.sales falls below 0.25' or 'weeks until influence.sales rises above 20'"
WANTED = "'image.sales at week 104 >= 0.55 with 0.9'"


def parse(text: str, place: Place | None = None, key: str = "outcome") -> Outcome:
    """Outcome that a text names.

    Parameters
    ----------
    text
        `image.sales in the last quarter`, `weeks until image falls below 0.25`, `collapse` and the like.
    place, key
        Where it was written, for the message.

    Raises
    ------
    ScenarioError
        Where it names none; the message shows the form that is expected.
    """
    found = _read(text, "outcome", place, key)
    assert isinstance(found, Outcome)  # by the grammar
    _refuse(in_itself(found), place, key)
    return found


def parse_goal(text: str, place: Place | None = None, key: str = "goal") -> Goal:
    """Goal that a text names: an outcome, `>=` or `<=`, a number, and `with` its probability (0.9 if left out).

    Raises
    ------
    ScenarioError
        Where it names none; the message shows the form that is expected.
    """
    found = _read(text, "goal", place, key)
    assert isinstance(found, Goal)  # by the grammar
    _refuse(in_goal(found), place, key)
    return found


def check(outcome: Outcome, scenario: Structure, place: Place | None = None, key: str = "outcome") -> None:
    """Refuse an outcome that cannot be measured on runs of a scenario.

    Raises
    ------
    ScenarioError
        Where there is no such department, or its weeks lie after the end of the run.
    """
    _refuse(in_itself(outcome) or in_scenario(outcome, scenario), place, key)


def _read(text: object, start: str, place: Place | None, key: str) -> Outcome | Goal:
    from lark import UnexpectedInput

    from sim.experiments.outcomes.grammar import read

    if not isinstance(text, str):
        problem = Problem(place or NOWHERE, key, "be a text", shortened(repr(text)))
        raise ScenarioError(str(problem).lstrip())
    if len(text) > LONGEST:
        _refuse(Fault(f"be {LONGEST} characters at most", f"{len(text):,}"), place, key)
    words = text.lower().strip()
    try:
        return read(words, "goal" if start == "goal" else "outcome")
    except UnexpectedInput as error:
        at = error.pos_in_stream
        rest = words[at:] if at is not None else ""
        # At the end lark points at the last word, which was understood.
        ends = getattr(getattr(error, "token", None), "type", "") == "$END"
        hint = "; something is missing at the end" if ends else f"; not understood from {quoted(rest)} on"
        hint = _meant(words, start) or hint
        _refuse(Fault(f"read like {_form(words, start)}", quoted(text), hint if words else ""), place, key)
        raise


def _meant(words: str, start: str) -> str:
    """Hint at the same text with a decimal point and with >= and <=, if that reads well."""
    from lark import UnexpectedInput

    from sim.experiments.outcomes.grammar import read

    plain = plainly(words)
    if plain == words:
        return ""
    try:
        found = read(plain, "goal" if start == "goal" else "outcome")
    except UnexpectedInput:
        return ""
    if in_goal(found) if isinstance(found, Goal) else in_itself(found):
        return ""  # it would be refused next
    return f"; did you mean {quoted(plain)}?"


def _form(words: str, start: str) -> str:
    """Form that was probably meant."""
    if start == "goal":
        return WANTED
    return AWAITED if words.startswith(("week", "until")) else "'time to collapse'" if words[:4] == "time" else MEASURED


def _refuse(fault: Fault | None, place: Place | None, key: str) -> None:
    if fault:
        problem = Problem(place or NOWHERE, key, *fault)
        raise ScenarioError(str(problem).lstrip())
