"""How often the intervals that a sweep tells of a point hold the truth, on points of a company that ends in two groups.

The truth of a point is that of all runs of a bank together; studies are blocks of a few replicates, each used once.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.outcomes import Outcome, parse, scale
from sim.experiments.study.laboratory import Laboratory
from sim.scenario.variants import Variants
from sim.statistics import UNIT, Scale, ends_of_means, ends_of_medians, ends_of_shares

Floats = NDArray[np.float64]

SCENARIO = Path("scenarios/small_firm.yaml")
WEEKS = 52
NORMS = (0.0, 0.8, 1.2, 1.6)
BANK = 4800
SIZES = (8, 24, 40)
LIKELY = (0.01, 0.05, 0.2, 0.5)
DRAWN = 4000


class Held(NamedTuple):
    """Shares of the intervals that hold the truth: of means, of medians, of the probability of an event."""

    mean: float
    median: float
    share: float
    reach: float  # mean half-width of the interval of a mean, as a share of its scale


def bank(outcomes: list[Outcome], replicates: int = BANK) -> Floats:
    """Runs of the small firm from a low start at some presence norms: (replicate, point, outcome)."""
    with Laboratory(Variants.of(SCENARIO, [f"weeks={WEEKS}"]), outcomes, seed=5) as laboratory:
        points = [{"departments.sales.image": 0.2, "attendance.norm": each} for each in NORMS]
        return laboratory.measure(points, replicates).values.transpose(1, 0, 2)


def held(values: Floats, of: Scale, event: Floats, size: int) -> Held:
    """Look at every block of so many replicates of (replicate, point) values, and events alike."""
    mean, median, share = values.mean(axis=0), np.median(values, axis=0), event.mean(axis=0)
    found, reach = np.zeros(3), 0.0
    blocks = len(values) // size
    for block in range(blocks):
        own = slice(block * size, (block + 1) * size)
        means, medians = ends_of_means(values[own], of), ends_of_medians(values[own])
        ends = ends_of_shares(event[own].sum(axis=0), size)
        for at, (truth, low, high) in enumerate(((mean, *means[1:]), (median, *medians[1:]), (share, *ends))):
            found[at] += ((low <= truth) & (truth <= high)).mean()
        reach += float((means[2] - means[1]).mean()) / 2 / of.width
    told = (found / blocks).tolist()
    return Held(told[0], told[1], told[2], reach / blocks)


def made_up(rare: float, size: int, studies: int = DRAWN) -> float:
    """Share of intervals of a mean that hold it where one run in so many ends at the other end of the scale."""
    rng = np.random.default_rng(size)
    values = np.where(rng.random((size, studies)) < rare, 1.0, 0.02 * rng.random((size, studies)))
    truth = rare + 0.01 * (1 - rare)
    _, low, high = ends_of_means(values, UNIT)
    return float(((low <= truth) & (truth <= high)).mean())


def rows() -> Iterator[tuple[str, str]]:
    """What was measured, and how it came out."""
    texts = ("image.sales in the last quarter", "revenue in the last quarter", "collapse")
    outcomes = [parse(each) for each in texts]
    base = Variants.of(SCENARIO, [f"weeks={WEEKS}"]).base
    values = bank(outcomes)
    for size in SIZES:
        for at, outcome in enumerate(outcomes[:2]):
            found = held(values[..., at], scale(outcome, base), values[..., 2], size)
            told = f"mean {found.mean:.1%} (± {found.reach:.2f}), median {found.median:.1%}, share {found.share:.1%}"
            yield f"{outcome.text}, {size} replicates: intervals held", told
    for rare in LIKELY:
        for size in SIZES:
            yield f"one in {1 / rare:.0f} runs parts, {size} replicates: mean held", f"{made_up(rare, size):.1%}"
