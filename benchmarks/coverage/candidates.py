"""Other intervals of a mean difference, beside the one in use: how often they hold, and how far they reach.

Each takes differences as shares of their scale, (pair, study), and gives the ends, (study,) each.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np
from scipy.special import stdtrit

from benchmarks.coverage.banks import CASES, Bank, banks
from benchmarks.coverage.compare import SIZES, drawn
from sim.statistics import UNIT, Floats, ends_of_means, ends_of_shares

ALPHA = 0.05
STUDIES = 300
ZERO = 0.5  # where a difference of nothing lies on the scale
PARTED = 0.05
STEPS = 40

Ends = tuple[Floats, Floats]


def student(values: Floats) -> Ends:
    """Student's t."""
    n = len(values)
    mean, reach = values.mean(axis=0), stdtrit(n - 1, 1 - ALPHA / 2) * values.std(axis=0, ddof=1) / math.sqrt(n)
    return mean - reach, mean + reach


def parted(values: Floats) -> Ends:
    """Share of the pairs that parted (exact) times the most they can differ, and a t interval of the rest."""
    apart, n = np.abs(values - ZERO) > PARTED, len(values)
    rest = np.where(apart, ZERO, values)
    low, high = (each - ZERO for each in student(rest))
    _, up = ends_of_shares((values - ZERO > PARTED).sum(axis=0), n)
    _, down = ends_of_shares((ZERO - values > PARTED).sum(axis=0), n)
    return ZERO + low - ZERO * down, ZERO + high + ZERO * up


def empirical_bernstein(values: Floats) -> Ends:
    """Empirical Bernstein, with predictable bets (Waudby-Smith & Ramdas 2024, theorem 2), for n known before."""
    mean, spread = _so_far(values)
    bets = np.minimum(np.sqrt(2 * math.log(2 / ALPHA) / (len(values) * spread)), 0.5)
    total = bets.sum(axis=0)
    risk = (4 * (values - mean) ** 2 * (-np.log1p(-bets) - bets) / 4).sum(axis=0)
    middle, reach = (bets * values).sum(axis=0) / total, (math.log(2 / ALPHA) + risk) / total
    return middle - reach, middle + reach


def hedged_capital(values: Floats) -> Ends:
    """Hedged capital, bets chosen as one goes (Waudby-Smith & Ramdas 2024, remark 3), for n known before."""
    return _least(values), 1.0 - _least(1.0 - values)


def betting(values: Floats) -> Ends:
    """Divided capital: the one in use."""
    _, low, high = ends_of_means(values, UNIT)
    return low, high


CANDIDATES: dict[str, Callable[[Floats], Ends]] = {
    "Student's t": student, "parted and t": parted, "empirical Bernstein": empirical_bernstein,
    "hedged capital": hedged_capital, "divided capital": betting,
}  # fmt: skip


def _so_far(values: Floats) -> Ends:
    """Mean and variance of the values before each, beginning with a half and a quarter."""
    count = np.arange(1, len(values) + 1)[:, None]
    mean = (0.5 + values.cumsum(axis=0)) / (count + 1)
    variance = (0.25 + ((values - mean) ** 2).cumsum(axis=0)) / (count + 1)
    first = np.ones((1, values.shape[1]))
    return np.vstack([0.5 * first, mean[:-1]]), np.vstack([0.25 * first, variance[:-1]])


def _least(values: Floats) -> Floats:
    """Smallest mean at which the capital stays below twice 1 / alpha, by halving."""
    _, spread = _so_far(values)
    wanted = np.sqrt(2 * math.log(2 / ALPHA) / (len(values) * spread))
    low, high = np.zeros(values.shape[1]), values.mean(axis=0)
    for _ in range(STEPS):
        middle = (low + high) / 2
        bets = np.minimum(wanted, 0.5 / np.maximum(middle, 1e-12))
        is_ruled_out = np.log1p(bets * (values - middle)).sum(axis=0) >= math.log(2 / ALPHA)
        low, high = np.where(is_ruled_out, middle, low), np.where(is_ruled_out, high, middle)
    return low


def held(bank: Bank, name: str, size: int) -> tuple[float, float]:
    """Share of the intervals that hold the bank's mean difference, and their median half-width as a share of the scale."""
    width = bank.scale.of_differences.width
    differences = (bank.other - bank.baseline) / width + ZERO
    low, high = CANDIDATES[name](drawn(differences, size, STUDIES, size))
    truth = float(differences.mean())
    return float(((low <= truth + 1e-12) & (truth - 1e-12 <= high)).mean()), float(np.median(high - low))


def rows() -> Iterator[tuple[str, str]]:
    """What was measured, and how it came out."""
    for bank in banks(CASES[:4]):
        if not bank.outcome.text.startswith(("image in the last", "influence", "collapse")):
            continue
        for name in CANDIDATES:
            found = [held(bank, name, size) for size in SIZES]
            told = "; ".join(f"{n}: {h:.1%} ±{100 * w:.1f} %" for n, (h, w) in zip(SIZES, found, strict=True))
            yield f"{bank.case.shape}, {bank.outcome.text.split()[0]}: {name}", told
