"""What came of a change, in words: mean differences replicate by replicate, with their intervals."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sim.app.explore.ends import Ends, ends, told
from sim.app.explore.figures import Pair
from sim.app.explore.measures import MEASURES
from sim.app.explore.numbers import decimals, number, signed, with_unit
from sim.experiments.compare.verdict import HIGHER, LOWER, UNDECIDED, WITHIN, judge
from sim.language import Translator
from sim.statistics import Floats, Paired, paired_each, parting

NUMBERED = (HIGHER, LOWER, UNDECIDED)
MOST = 0.5  # of the pairs: where more of them part, it is what a change does, and no part of them
WHOLE = (0.95, 1.05)  # of the difference: what is nearly all of it


class Finding(NamedTuple):
    """Difference of the means in the last quarter, in the unit that is shown, and what its interval says.

    `differences` (pair,) are those of all pairs, NaN where one has no value. `now` and `was` are how both sides end.
    """

    measure: str
    paired: Paired
    word: str
    differences: Floats
    now: Ends
    was: Ends


def findings(pair: Pair, measures: Iterable[str] = MEASURES) -> list[Finding]:
    """Measures, compared with the baseline; none where nothing was changed."""
    if pair.was is None:
        return []
    n = min(pair.now.n, pair.was.n)
    return compared([(ends(each, pair.now, n), ends(each, pair.was, n)) for each in measures])


def compared(sides: Sequence[tuple[Ends, Ends]]) -> list[Finding]:
    """Compare how two sides end, run by run: now and the baseline, of each measure."""
    measures = [MEASURES[now.measure] for now, _ in sides]
    every = paired_each(
        [(was.values, now.values, each.bounds) for (now, was), each in zip(sides, measures, strict=True)]
    )
    return [
        Finding(now.measure, found, judge(found, 0, each.margin), now.values - was.values, now, was)
        for (now, was), each, found in zip(sides, measures, every, strict=True)
    ]


def sentence(found: Finding, t: Translator) -> str:
    """Say a finding: `Image +0.12 (95 %: +0.10 to +0.14)`."""
    values = {"measure": t.text(f"measure.{found.measure}")}
    if found.word not in NUMBERED:
        values["margin"] = with_unit(found.measure, margin(found.measure, t), t)
        return t.text(f"browser.explore.finding.{'same' if found.word == WITHIN else 'nothing'}", **values)
    ends = (found.paired.difference, found.paired.low, found.paired.high)
    digits = _digits(found)
    difference, low, high = (signed(each, digits, t) for each in ends)
    values |= {"low": low, "high": high, "level": t.percent(0.95)}
    values["difference"] = with_unit(found.measure, difference, t)
    return t.text(f"browser.explore.finding.{'undecided' if found.word == UNDECIDED else 'differs'}", **values)


def rests_on(found: Finding, t: Translator) -> list[str]:
    """What a difference rests on, where that is a part of the pairs, and two groups in which a side ends."""
    sides = {"now": told(found.now, t), "was": told(found.was, t)}
    groups = [f"{t.text(f'browser.explore.{side}')}: {said}" for side, said in sides.items() if said]
    parts = parting(found.differences, MEASURES[found.measure].bounds)
    if not 0 < parts.parted < MOST * parts.n:
        return groups
    is_whole = WHOLE[0] <= parts.carried <= WHOLE[1]
    digits = decimals(found.measure)
    said = t.text(
        f"browser.explore.parting.{'whole' if is_whole else 'rest'}", count=parts.parted, parted=t.number(parts.parted),
        n=t.number(parts.n), rest=with_unit(found.measure, signed(parts.rest, digits, t), t),
        difference=with_unit(found.measure, signed(found.paired.difference, digits, t), t),
    )  # fmt: skip
    return [said, *groups]


def margin(measure: str, t: Translator) -> str:
    """Difference that is too small to matter, as it is said."""
    least = MEASURES[measure].margin
    return number(least, 0 if least == round(least) else decimals(measure), t)


def _digits(found: Finding) -> int:
    """Decimals with which the ends of the interval differ, so that a narrow one does not look like none."""
    least = decimals(found.measure)
    low, high = found.paired.low, found.paired.high
    return next((each for each in range(least, least + 3) if round(low, each) != round(high, each)), least)
