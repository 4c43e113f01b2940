"""What the page `explore` prints of a change: whether its intervals hold, and how often its words are wrong.

The truth is the mean of many pairs; studies draw their pairs from these, with replacement, so that it is exactly known.
A study looks twice, as the page does while one watches: at a full ensemble, and at one that has grown.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.app.ensembles import Ensembles
from sim.app.explore.answer import GROWN, REPLICATES
from sim.app.explore.ends import Ends, ends, ends_of
from sim.app.explore.finding import Finding, compared
from sim.app.explore.measures import MEASURES
from sim.app.explore.question import GUESSES, left_open
from sim.app.library import Library
from sim.experiments.compare.verdict import HIGHER, LOWER, WITHIN
from sim.scenario.variants import Value
from sim.statistics import Floats

SCENARIOS = Path(__file__).parents[2] / "scenarios"
LOOKS = (REPLICATES, GROWN)
PAIRS = 2_000
STUDIES = 100
# A change that all pairs feel, one that some do, one after which a few part, and one that does nothing at all.
CHANGES: Mapping[str, tuple[str, dict[str, Value]]] = {
    "presence norm +1": ("alibi", {"attendance.norm": 1.0}),
    "less gossip": ("presence", {"gossip.rate": 0.6}),
    "comfort a little lower": ("small_firm", {"customers.comfort": 2.9}),
    "nobody believes who does not preach": ("alibi", {"preaching.belief": 0.002}),
}

Sides = tuple[Ends, Ends]  # now, was


class Told(NamedTuple):
    """What studies told: intervals that hold at their last look and at all looks, and words that are wrong."""

    intervals: int
    hold_last: int
    hold_always: int
    words: int
    wrong: int
    guesses: int
    wrong_guesses: int
    decided: int


def rows() -> Iterator[tuple[str, str]]:
    """Every change, over all measures."""
    ensembles = Ensembles()
    library = Library.of([SCENARIOS])
    for name, (scenario, changes) in CHANGES.items():
        told = judged(population(ensembles, library, scenario, changes), STUDIES)
        yield (
            f"{name} ({scenario}): intervals that hold, of {told.intervals}, at {LOOKS[-1]} pairs; at both looks",
            f"{told.hold_last / told.intervals:.1%}; {told.hold_always / told.intervals:.1%}",
        )
        yield "    words decided, and wrong, of those at both looks", f"{told.decided}, {told.wrong} of {told.words}"
        yield "    guesses told to be right or wrong against the truth", f"{told.wrong_guesses} of {told.guesses}"
    ensembles.close()


def population(
    ensembles: Ensembles, library: Library, scenario: str, changes: dict[str, Value], pairs: int = PAIRS
) -> list[Sides]:
    """How both sides end in many pairs, for each measure."""
    variants = library.variants(scenario)
    every = []
    for first in range(0, pairs, GROWN):  # no server affords more replicates of one seed
        seeded = {"seed": variants.base.seed + 1_000 + first}
        now, was = (
            ensembles.ask(variants.scenario({**each, **seeded}), min(GROWN, pairs - first)) for each in (changes, {})
        )
        n = min(now.n, was.n)
        every.append([(ends(measure, now, n).values, ends(measure, was, n).values) for measure in MEASURES])
    return [
        (_joined(measure, [each[at][0] for each in every]), _joined(measure, [each[at][1] for each in every]))
        for at, measure in enumerate(MEASURES)
    ]


def judged(sides: list[Sides], studies: int, looks: tuple[int, ...] = LOOKS) -> Told:
    """Let studies tell of pairs drawn from a population, and hold that against its means."""
    rng = np.random.default_rng(1)
    counts = np.zeros(len(Told._fields), dtype=np.int64)
    for _ in range(studies):
        drawn = rng.integers(0, sides[0][0].values.size, looks[-1])
        for side in sides:
            counts += _study(side, [drawn[:n] for n in looks])
    return Told(*counts.tolist())


def _study(side: Sides, looks: list[np.ndarray]) -> np.ndarray:
    now, was = side
    truth = now.mean - was.mean
    found = [
        compared([(ends_of(now.measure, now.values[each]), ends_of(was.measure, was.values[each]))])[0]
        for each in looks
    ]
    holds = [each.paired.low - 1e-9 <= truth <= each.paired.high + 1e-9 for each in found]
    wrong = [_is_wrong(each, truth) for each in found]
    guesses = [_wrong_guesses(each, truth) for each in found if each.measure == "revenue"]
    return np.array([
        1, holds[-1], all(holds), len(found), sum(wrong), sum(n for n, _ in guesses), sum(n for _, n in guesses),
        sum(each.word in {HIGHER, LOWER, WITHIN} for each in found),
    ])  # fmt: skip


def _is_wrong(found: Finding, truth: float) -> bool:
    margin = MEASURES[found.measure].margin
    return {HIGHER: truth <= 0.0, LOWER: truth >= 0.0, WITHIN: abs(truth) > margin}.get(found.word, False)


def _wrong_guesses(found: Finding, truth: float) -> tuple[int, int]:
    """Guesses that were told to be right or wrong, and of these, the ones about which that is not so."""
    margin = MEASURES[found.measure].margin
    right = "higher" if truth > margin else "lower" if truth < -margin else "same"
    left = left_open(found)
    told = [guess for guess in GUESSES if guess not in left or left == [guess]]
    return len(told), sum((guess == right) != (left == [guess]) for guess in told)


def _joined(measure: str, values: list[Floats]) -> Ends:
    return ends_of(measure, np.concatenate(values))
