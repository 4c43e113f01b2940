"""Runs: how often the interval of the middle run's change, and that of an outcome's share, hold the truth."""

from collections.abc import Iterator

import numpy as np

from benchmarks.coverage.banks import MIDDLING, Bank, Case, banks
from benchmarks.coverage.compare import SIZES, STUDIES
from sim.statistics import Floats, ends_of_medians, ends_of_shares

CHANGES = ("image", "influence", "attendance", "resources", "revenue")
PROBABILITIES = (0.001, 0.01, 0.1, 0.5, 0.99)
SMALL = ("weeks=104",)
CASES = tuple(
    Case(f"{name} {' '.join(overrides)}".strip(), name, name, overrides, overrides, tuple(
        f"{each} in the {when} quarter" for each in CHANGES for when in ("first", "last")
    ))
    for name, overrides in (
        ("alibi", ()), ("presence", ()), ("strong_sales", ()), ("small_firm", SMALL), ("one", ("weeks=52",)),
        ("industrial_firm", MIDDLING),
    )
)  # fmt: skip


def changes() -> Iterator[tuple[str, Floats]]:
    """Changes from the first to the last quarter of all runs: (run,) each."""
    first: Bank | None = None
    for bank in banks(CASES):
        if "first" in bank.outcome.text:
            first = bank
        elif first is not None:
            yield f"{bank.case.shape}: change of {bank.outcome.text.split()[0]}", bank.baseline - first.baseline


def held(values: Floats, size: int, studies: int = STUDIES) -> float:
    """Share of the intervals of a median that hold the bank's."""
    drawn = np.random.default_rng(size).choice(values, (size, studies))
    _, low, high = ends_of_medians(drawn)
    truth = float(np.median(values))
    return float(((low <= truth) & (truth <= high)).mean())


def share_held(probability: float, size: int, studies: int = 100_000) -> float:
    """Share of the intervals of a share that hold the true one."""
    low, high = ends_of_shares(np.random.default_rng(size).binomial(size, probability, studies), size)
    return float(((low <= probability) & (probability <= high)).mean())


def rows() -> Iterator[tuple[str, str]]:
    """What was measured, and how it came out."""
    for name, values in changes():
        yield name, "; ".join(f"{size}: {held(values, size):.1%}" for size in SIZES)
    for probability in PROBABILITIES:
        told = "; ".join(f"{size}: {share_held(probability, size):.1%}" for size in SIZES)
        yield f"share of an outcome that comes in {probability:.1%} of all runs", told
