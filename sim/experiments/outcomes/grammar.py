"""From a text to an outcome or a goal by the grammar beside this file; whether they make sense is asked elsewhere."""

from functools import cache
from importlib.resources import files
from typing import Literal

from lark import Lark, Token, Transformer, v_args

from sim.experiments.outcomes.outcome import (
    PROBABILITY,
    TIME_TO_COLLAPSE,
    Crossing,
    Fate,
    Goal,
    Mean,
    Outcome,
    Quarter,
    Series,
)

Start = Literal["outcome", "goal"]


@v_args(inline=True)
class _Meaning(Transformer[Token, Outcome | Goal]):
    """What every branch of the grammar stands for."""

    def series(self, measure: Token, department: Token | None) -> Series:
        return Series(str(measure), None if department is None else str(department))

    def at_week(self, series: Series, week: Token) -> Outcome:
        return Mean(series, int(week), int(week))

    def over_weeks(self, series: Series, first: Token, last: Token) -> Outcome:
        return Mean(series, int(first), int(last))

    def in_quarter(self, series: Series, which: Token) -> Outcome:
        return Quarter(series, "first" if which == "first" else "last")

    def until(self, series: Series, direction: Token, level: Token) -> Outcome:
        return Crossing(series, direction.startswith("falls"), float(level))

    def time_to_collapse(self) -> Outcome:
        return TIME_TO_COLLAPSE

    def word(self, series: Series) -> Outcome:
        return Fate(str(series))

    def goal(self, outcome: Outcome, relation: Token, level: Token, probability: Token | None) -> Goal:
        wanted = PROBABILITY if probability is None else float(probability)
        return Goal(outcome, relation.startswith(">"), float(level), wanted, "=" not in relation)


def read(text: str, start: Start) -> Outcome | Goal:
    """Outcome or goal that a text in lower case stands for.

    Raises
    ------
    lark.UnexpectedInput
        Where the text is no sentence of the grammar.
    """
    return _Meaning().transform(_parser().parse(text, start=start))


@cache
def _parser() -> Lark:
    grammar = files("sim.experiments.outcomes").joinpath("outcomes.lark").read_text(encoding="utf-8")
    return Lark(grammar, start=["outcome", "goal"], parser="lalr", maybe_placeholders=True)
