"""The table of patterns: its rows, and how a row finds out what its test decided on."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

from sim.statistics import Interval, of_median

Measured = Callable[[], list[str]]

FIRM = "`industrial_firm`"
YEARS = f"{FIRM}; 60 × 104 weeks"


class Pattern(NamedTuple):
    """A pattern: its test module, what was run, and what came out; the function's docstring says what is tested."""

    home: str
    runs: str
    measured: Measured
    is_input: bool

    @property
    def number(self) -> int:
        """As the test module is numbered."""
        return int(self.home[:2])


PATTERNS: list[Pattern] = []


def pattern(home: str, runs: str, *, is_input: bool = False) -> Callable[[Measured], Measured]:
    """Enter a pattern into the table; `is_input` where its numbers stand in parameters or were fitted."""

    def enter(measured: Measured) -> Measured:
        PATTERNS.append(Pattern(home, runs, measured, is_input))
        PATTERNS.sort(key=lambda each: each.number)
        return measured

    return enter


def module(number: int) -> Any:
    """Test module of a pattern."""
    (home,) = (each.home for each in PATTERNS if each.number == number)
    return import_module(f"tests.patterns.test_{home}")


def decided(number: int, test: str) -> list[Interval]:
    """Intervals on which a test decides, in the order in which it looks at them."""
    own, found = module(number), []

    def record(values: Any) -> Interval:
        found.append(of_median(values))
        return found[-1]

    own.of_median = record
    try:
        getattr(own, test)()
    finally:
        own.of_median = of_median
    return found


def shown(found: Interval, digits: int = 3) -> str:
    """A median and its interval."""
    return f"{found.mean:.{digits}f} ({found.low:.{digits}f} to {found.high:.{digits}f})"
