"""Numbers that were asked for, within their bounds."""

import operator
from typing import SupportsFloat, SupportsIndex

from sim.errors import ScenarioError
from sim.experiments.engines import cores
from sim.scenario.numbers import hint
from sim.scenario.tree import shortened

MAX_THREADS = 1024


def within(key: str, value: object, low: int, high: int) -> int:
    """Take a whole number that lies within its bounds, of Python or of numpy; neither texts nor truths are numbers.

    Bounds are told as one would write them, without marks of thousands.

    Raises
    ------
    ScenarioError
        Where it does not.
    """
    rule = f"{key}: must be a whole number between {low} and {high}"
    if type(value).__name__ in {"bool", "bool_"} or not isinstance(value, SupportsIndex):
        raise ScenarioError(f"{rule}, got {shortened(repr(value))}{_hint(value, low, high)}")
    try:
        number = operator.index(value)
    except TypeError:  # an array of several numbers, or of a single one
        raise ScenarioError(f"{rule}, got {shortened(repr(value))}") from None
    if not low <= number <= high:
        raise ScenarioError(f"{rule}, got {number}")
    return number


def number(key: str, value: object, low: float, high: float) -> float:
    """Take a number that lies within its bounds.

    Raises
    ------
    ScenarioError
        Where it does not, or is none.
    """
    is_number = isinstance(value, SupportsFloat) and type(value).__name__ not in {"bool", "bool_", "ndarray", "Series"}
    if not is_number or not low <= float(value) <= high:  # type: ignore[arg-type, unused-ignore]
        given = hint(value, low=low, high=high, is_quoted=True) if isinstance(value, str) else ""
        raise ScenarioError(
            f"{key}: must be a number between {low:.12g} and {high:.12g}, got {shortened(repr(value))}{given}"
        )
    return float(value)  # type: ignore[arg-type, unused-ignore]


def _hint(value: object, low: int, high: int) -> str:
    """Hint at the whole number that a float or a text stands for."""
    is_text = isinstance(value, str)
    return (
        hint(str(value), whole=True, low=low, high=high, is_quoted=is_text)
        if is_text or isinstance(value, float)
        else ""
    )


def threads_of(asked: int | None) -> int:
    """Threads to run on: as many as were asked for, or as there are cores.

    Raises
    ------
    ScenarioError
        Where there are none, or too many.
    """
    return cores() if asked is None else within("threads", asked, 1, MAX_THREADS)
