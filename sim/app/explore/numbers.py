"""Numbers in the language's form, remembered: a table has a hundred, and the same ones come again and again."""

from functools import lru_cache

from sim.app.explore.measures import MEASURES
from sim.language import Translator
from sim.language.translator import MINUS


def number(value: float, digits: int, t: Translator) -> str:
    """Number with a fixed count of decimals; a dash where there is none."""
    return t.number(value, digits) if value != value else _number(round(value, digits) + 0.0, digits, t)


def signed(value: float, digits: int, t: Translator) -> str:
    """Difference with its sign, which nothing has none of."""
    text = number(value, digits, t)
    return text if value != value or text.startswith(MINUS) or not text.strip("0.,") else f"+{text}"


def decimals(measure: str) -> int:
    """Decimals of a mean and of a difference: one more than of a share, lest a point be all there is."""
    return max(1, MEASURES[measure].digits)


def with_unit(measure: str, amount: str, t: Translator) -> str:
    """Amount in points, where these are what it is measured in."""
    return amount if MEASURES[measure].top == 1.0 else t.text("browser.explore.points", amount=amount)


@lru_cache(maxsize=8192)
def _number(value: float, digits: int, t: Translator) -> str:
    return t.number(value, digits)
