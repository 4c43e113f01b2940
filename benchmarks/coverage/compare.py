"""Paired differences: how often their intervals hold, also where one looks again, stops, or follows the advice."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.special import stdtrit

from benchmarks.coverage.banks import Bank, banks
from sim.experiments.compare.precision import wanted
from sim.experiments.compare.tolerance import MARGIN
from sim.experiments.compare.verdict import DECIDED, WITHIN, judge, more_replicates
from sim.statistics import Floats, ends_of_means, paired

SIZES = (20, 100, 200, 1000)
STUDIES = 1000
LOOKERS = 200
MOST_PAIRS = 20_000


class Held(NamedTuple):
    """Of studies of some size: shares whose interval holds the truth, also by Student's t, and the half-width."""

    size: int
    betting: float
    student: float
    reach: float  # median, as a share of the scale of differences' one side


def drawn(differences: Floats, size: int, studies: int, seed: int) -> Floats:
    """Studies from a bank: (pair, study)."""
    found: Floats = np.random.default_rng(seed).choice(differences, (size, studies))
    return found


def held(bank: Bank, size: int, studies: int = STUDIES) -> Held:
    """Repeat a comparison of so many pairs."""
    differences = bank.other - bank.baseline
    truth, values = float(differences.mean()), drawn(differences, size, studies, size)
    _, low, high = ends_of_means(values, bank.scale.of_differences)
    reach = stdtrit(size - 1, 0.975) * values.std(axis=0, ddof=1) / math.sqrt(size)
    by_t = np.abs(values.mean(axis=0) - truth) <= reach + 1e-12
    inside = (low - 1e-12 <= truth) & (truth <= high + 1e-12)
    return Held(size, float(inside.mean()), float(by_t.mean()), float(np.median(high - low)) / 2 / bank.scale.width)


def fooled(bank: Bank, lookers: int = LOOKERS) -> float:
    """Share of those who follow the advice to its end and find a difference, where the true one is nothing at all.

    Every difference of the bank comes as often turned round, so that the mean is 0 and the shape is kept.
    """
    differences = bank.other - bank.baseline
    margin = MARGIN.of(bank.outcome.unit, 104, float(bank.baseline.mean()))
    rng = np.random.default_rng(7)

    def more(count: int) -> Floats:
        found: Floats = rng.choice(differences, count) * rng.choice([-1.0, 1.0], count)
        return found

    found = 0
    for _ in range(lookers):
        values = more(100)
        while True:
            word = judge(paired(np.zeros(values.size), values, bank.scale.of_differences), 0, margin)
            needed = None if word in (*DECIDED, WITHIN) else more_replicates(values, bank.scale, margin)
            if needed is None or values.size + needed > MOST_PAIRS:
                break
            values = np.concatenate([values, more(needed)])
        found += word in DECIDED
    return found / lookers


def stopped(bank: Bank, tolerance: float, lookers: int = LOOKERS) -> float:
    """Share of intervals that hold the truth where one runs on until they are narrow enough."""
    differences = bank.other - bank.baseline
    truth, rng = float(differences.mean()), np.random.default_rng(11)
    found = 0
    for _ in range(lookers):
        values = rng.choice(differences, 200)
        while values.size < MOST_PAIRS and (need := wanted(values, bank.scale, tolerance)) > values.size:
            more = int(min(MOST_PAIRS, max(1.25 * values.size, min(2.0 * values.size, 1.05 * need)))) - values.size
            values = np.concatenate([values, rng.choice(differences, more)])
        _, low, high = ends_of_means(values[:, None], bank.scale.of_differences)[:, 0]
        found += bool(low <= truth <= high)
    return found / lookers


def rows() -> Iterator[tuple[str, str]]:
    """What was measured, and how it came out."""
    for bank in banks():
        told = [held(bank, size) for size in SIZES]
        yield (
            f"{bank.case.shape}: {bank.outcome.text}",
            "; ".join(f"{e.size}: {e.betting:.1%} (t {e.student:.0%}), ±{100 * e.reach:.1f} %" for e in told),
        )
        if bank.outcome.text.startswith(("image in the last", "collapse", "cancelled")):
            yield "no difference, advice followed to its end: false verdicts", f"{fooled(bank):.1%}"
            narrow = stopped(bank, 0.02 * bank.scale.width)
            yield "stopped by width (0.02 of the scale): intervals held", f"{narrow:.1%}"
