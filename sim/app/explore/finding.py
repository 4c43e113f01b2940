"""What came of a change, in words: differences replicate by replicate, with their intervals."""

from typing import NamedTuple

from sim.app.ensembles import Ensemble
from sim.app.explore.figures import Pair, department_of
from sim.app.explore.measures import MEASURES
from sim.experiments.compare.verdict import HIGHER, LOWER, UNDECIDED, WITHIN, judge
from sim.experiments.paired import Paired, paired
from sim.language import Translator
from sim.language.translator import MINUS
from sim.results.measures import Floats, quarters

NUMBERED = (HIGHER, LOWER, UNDECIDED)


class Finding(NamedTuple):
    """Difference of a measure in the last quarter, in the unit that is shown, and what its interval says."""

    measure: str
    paired: Paired
    word: str


def findings(pair: Pair) -> list[Finding]:
    """Every measure, compared with the baseline; none where nothing was changed."""
    return [] if pair.was is None else [_finding(each, pair.now, pair.was) for each in MEASURES]


def sentence(found: Finding, t: Translator) -> str:
    """Say a finding: `Image +0.12 (95 %: 0.10 to 0.14)`."""
    name = t.text(f"measure.{found.measure}")
    values = {"measure": name, "margin": _amount(found.measure, MEASURES[found.measure].margin, t)}
    if found.word in NUMBERED:
        values |= {
            "difference": signed(found.measure, found.paired.difference, t),
            "low": signed(found.measure, found.paired.low, t),
            "high": signed(found.measure, found.paired.high, t),
            "level": t.percent(0.95),
        }
        word = "differs" if found.word in {HIGHER, LOWER} else "undecided"
        return t.text(f"browser.explore.finding.{word}", **values)
    return t.text(f"browser.explore.finding.{'same' if found.word == WITHIN else 'nothing'}", **values)


def signed(measure: str, difference: float, t: Translator) -> str:
    """Difference with its sign, in the unit that is shown."""
    text = t.number(difference, decimals(measure))
    return text if difference != difference or text.startswith(MINUS) or not text.strip("0.,") else f"+{text}"


def decimals(measure: str) -> int:
    """Decimals of a difference: one more than of a share, lest a point be all there is."""
    return max(1, MEASURES[measure].digits)


def _amount(measure: str, amount: float, t: Translator) -> str:
    return t.number(amount, 0 if amount == round(amount) else decimals(measure))


def _finding(measure: str, now: Ensemble, was: Ensemble) -> Finding:
    n = min(now.n, was.n)
    found = paired(_last_quarter(measure, was, n), _last_quarter(measure, now, n))
    word = judge(found, 0, MEASURES[measure].margin, n).word
    return Finding(measure, found, word)


def _last_quarter(measure: str, ensemble: Ensemble, first: int) -> Floats:
    last = quarters(ensemble.scenario.weeks)[-1]
    return ensemble.mean(measure, department_of(measure, ensemble), last, first) * MEASURES[measure].scale
