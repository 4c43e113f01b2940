"""What came of a change, in words: differences replicate by replicate, with their intervals."""

from collections.abc import Iterable
from typing import NamedTuple

from sim.app.ensembles import Ensemble
from sim.app.explore.figures import Pair, department_of
from sim.app.explore.measures import MEASURES
from sim.app.explore.numbers import number, signed
from sim.experiments.compare.verdict import HIGHER, LOWER, UNDECIDED, WITHIN, judge
from sim.experiments.paired import Paired, paired
from sim.language import Translator
from sim.results.measures import Floats, quarters

NUMBERED = (HIGHER, LOWER, UNDECIDED)


class Finding(NamedTuple):
    """Difference of a measure in the last quarter, in the unit that is shown, and what its interval says."""

    measure: str
    paired: Paired
    word: str


def findings(pair: Pair, measures: Iterable[str] = MEASURES) -> list[Finding]:
    """Measures, compared with the baseline; none where nothing was changed."""
    return [] if pair.was is None else [_finding(each, pair.now, pair.was) for each in measures]


def sentence(found: Finding, t: Translator) -> str:
    """Say a finding: `Image +0.12 (95 %: +0.10 to +0.14)`."""
    measure = MEASURES[found.measure]
    values = {"measure": t.text(f"measure.{found.measure}")}
    if found.word not in NUMBERED:
        whole = measure.margin == round(measure.margin)
        values["margin"] = _with_unit(
            found.measure, number(measure.margin, 0 if whole else decimals(found.measure), t), t
        )
        return t.text(f"browser.explore.finding.{'same' if found.word == WITHIN else 'nothing'}", **values)
    ends = (found.paired.difference, found.paired.low, found.paired.high)
    digits = _digits(found)
    difference, low, high = (signed(each, digits, t) for each in ends)
    values |= {"low": low, "high": high, "level": t.percent(0.95)}
    values["difference"] = _with_unit(found.measure, difference, t)
    return t.text(f"browser.explore.finding.{'undecided' if found.word == UNDECIDED else 'differs'}", **values)


def decimals(measure: str) -> int:
    """Decimals of a difference: one more than of a share, lest a point be all there is."""
    return max(1, MEASURES[measure].digits)


def _digits(found: Finding) -> int:
    """Decimals with which the ends of the interval differ, so that a narrow one does not look like none."""
    least = decimals(found.measure)
    low, high = found.paired.low, found.paired.high
    return next((each for each in range(least, least + 3) if round(low, each) != round(high, each)), least)


def _with_unit(measure: str, amount: str, t: Translator) -> str:
    """Amount in points, where these are what it is measured in."""
    return amount if MEASURES[measure].top == 1.0 else t.text("browser.explore.points", amount=amount)


def _finding(measure: str, now: Ensemble, was: Ensemble) -> Finding:
    n = min(now.n, was.n)
    found = paired(_last_quarter(measure, was, n), _last_quarter(measure, now, n))
    word = judge(found, 0, MEASURES[measure].margin, n).word
    return Finding(measure, found, word)


def _last_quarter(measure: str, ensemble: Ensemble, first: int) -> Floats:
    last = quarters(ensemble.scenario.weeks)[-1]
    return ensemble.mean(measure, department_of(measure, ensemble), last, first) * MEASURES[measure].scale
