"""Outcomes in the language of a reader: `Sales: image in the last quarter`, `Vertrieb: Ansehen im letzten Quartal`."""

from sim.experiments.outcomes.measures import of_a_department
from sim.experiments.outcomes.outcome import Crossing, Fate, Mean, Outcome, Quarter, Series
from sim.language import Translator
from sim.results.measures import focus
from sim.scenario.schema import Structure

DIGITS = {"level": 2}


def label(outcome: Outcome, scenario: Structure, t: Translator) -> str:
    """Name of an outcome for headings, axes and tables."""
    match outcome:
        case Mean(series, first, last) if first == last:
            when = t.text("study.outcomes.at", week=t.number(first))
        case Mean(series, first, last):
            when = t.text("study.outcomes.over", first=t.number(first), last=t.number(last))
        case Quarter(series, which):
            when = t.text(f"study.outcomes.quarter.{which}")
        case Crossing(series, below):
            side = "below" if below else "above"
            level = number(outcome.level, Mean(series, 1, 1), t)
            named = t.text(f"study.outcomes.{side}", measure=_measure(series, scenario, t), level=level)
            return _of(series, named, scenario, t)
        case Fate(name):
            return _of(Series("image"), t.text(f"study.outcomes.fate.{name}"), scenario, t)
        case _:
            raise TypeError(f"outcome must be one that this file knows, got {outcome!r}")
    return _of(series, f"{_measure(series, scenario, t)} {when}", scenario, t)


def unit(outcome: Outcome, t: Translator) -> str:
    """What an axis counts, in a word or two."""
    return t.text(f"study.outcomes.unit.{outcome.unit}")


def number(value: float, outcome: Outcome, t: Translator) -> str:
    """Value of an outcome as reports show it: shares as percentages, levels with two decimals, counts with one."""
    return t.percent(value, 1) if outcome.unit == "share" else t.number(value, DIGITS.get(outcome.unit, 1))


def signed(value: float, outcome: Outcome, t: Translator, digits: int | None = None) -> str:
    """Difference with its sign, none before a rounded zero; of shares in percentage points."""
    decimals = decimals_of_difference(outcome) if digits is None else digits
    scaled = round(value * in_points(outcome), decimals)
    return ("+" if scaled > 0 else "") + t.number(scaled, decimals)


def in_points(outcome: Outcome) -> float:
    """What a difference is multiplied with to be shown: shares differ by percentage points."""
    return 100.0 if outcome.unit == "share" else 1.0


def decimals_of_difference(outcome: Outcome) -> int:
    """Levels have a decimal more in differences than by themselves, and so have counts."""
    return {"level": 3, "share": 1, "points": 1, "weeks": 1}.get(outcome.unit, 2)


def _of(series: Series, named: str, scenario: Structure, t: Translator) -> str:
    if not of_a_department(series.measure):
        return named[:1].upper() + named[1:]
    department = scenario.departments[series.department or focus(scenario)]
    return t.text("study.outcomes.of", department=t.own(department.title), what=named)


def _measure(series: Series, scenario: Structure, t: Translator) -> str:
    return t.text(f"study.outcomes.measure.{series.measure}", last=list(scenario.portfolio.classes)[-1])
