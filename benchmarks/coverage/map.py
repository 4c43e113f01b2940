"""How often the interval of a tipping place holds the place, and a point at the line is taken for sure.

The truth is that of all runs of a bank together; studies are blocks of a few replicates from it, each used once.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.map.regions import SETTLED, STILL, stillness
from sim.experiments.map.tipping import SURELY_DOWN, UNSURE, collapsed_side, crossings
from sim.experiments.outcomes import parse
from sim.experiments.study.laboratory import Laboratory
from sim.results.verdict import COLLAPSED_BELOW
from sim.scenario.variants import Variants
from sim.statistics import of_median, of_share

Floats = NDArray[np.float64]

SCENARIO = Path("scenarios/small_firm.yaml")
WEEKS = 52
RANGE = (0.0, 2.0)
POINTS = 21
BANK = 2400
SIZES = (8, 16, 24)
MADE_UP_STUDIES = 2000
LINE = 0.515  # between two points: at one of them an interval could not miss it


class Bank(NamedTuple):
    """Images of many replicates at the points of a row: (point, replicate), in the last quarter and the one before."""

    x: Floats
    last: Floats
    before: Floats

    def truth(self) -> float:
        """Where half of all replicates are collapsed, between the two points that it lies between."""
        share = (self.last < COLLAPSED_BELOW).mean(axis=1)
        at = int(np.flatnonzero((share[:-1] > 0.5) & (share[1:] <= 0.5))[0])
        return float(np.interp(0.5, [share[at + 1], share[at]], [self.x[at + 1], self.x[at]]))

    def studies(self, size: int) -> Iterator["Bank"]:
        """Blocks of so many replicates."""
        for first in range(0, self.last.shape[1] - size + 1, size):
            own = slice(first, first + size)
            yield Bank(self.x, self.last[:, own], self.before[:, own])

    def coarser(self, step: int) -> "Bank":
        """Every so many points alone."""
        return Bank(self.x[::step], self.last[::step], self.before[::step])


class Score(NamedTuple):
    """Studies, those with one crossing whose interval holds the truth, and the mean width of closed intervals."""

    studies: int
    held: int
    width: float


def score(bank: Bank, truth: float, size: int) -> Score:
    """Look for the crossing in every block of replicates; none or several found hold nothing."""
    held, widths, studies = 0, [], 0
    for study in bank.studies(size):
        share = (study.last < COLLAPSED_BELOW).mean(axis=1)
        found = crossings(study.x, share, collapsed_side(study.last))
        studies += 1
        held += len(found) == 1 and found[0].low <= truth <= found[0].high
        widths += [each.high - each.low for each in found if np.isfinite(each.high - each.low)]
    return Score(studies, held, float(np.mean(widths)) if widths else np.nan)


def made_up(points: int, replicates: int, common: float, seed: int) -> Bank:
    """Replicates that tip at a line plus their luck, of which a share is common to all points."""
    rng = np.random.default_rng(seed)
    x = np.linspace(0.0, 1.0, points)
    luck = np.sqrt(common) * rng.normal(size=replicates) + np.sqrt(1 - common) * rng.normal(size=(points, replicates))
    image = np.where(x[:, None] < LINE + 0.15 * luck, 0.1, 0.6)
    return Bank(x, image, image)


def company(replicates: int = BANK) -> Bank:
    """Image of sales along its presence norm, from a low start."""
    x = np.linspace(*RANGE, POINTS)
    ends = (WEEKS, WEEKS - 13)
    asked = [parse(f"image.sales over weeks {end - 12}..{end}") for end in ends]
    with Laboratory(Variants.of(SCENARIO, [f"weeks={WEEKS}"]), asked, seed=5) as laboratory:
        points = [{"departments.sales.image": 0.2, "attendance.norm": each} for each in x.tolist()]
        values = laboratory.measure(points, replicates).values
    return Bank(x, values[..., 0], values[..., 1])


def drifts(bank: Bank, size: int) -> tuple[float, float, int]:
    """Shares of the medians of the change that are held, and of points called settled or moving wrongly; how many."""
    drift = bank.last - bank.before
    truth = np.median(drift, axis=1)
    held = wrong = told = 0
    for study in bank.studies(size):
        for place, each in zip(truth, study.last - study.before, strict=True):
            found = of_median(each)
            held += found.low <= place <= found.high
            wrong += stillness(found) != "unknown" and (stillness(found) == SETTLED) != (abs(place) <= STILL)
            told += 1
    return held / told, wrong / told, told


def false_sides(size: int) -> float:
    """Share of points exactly on the line that are taken for sure to lie on the collapsed side."""
    rng = np.random.default_rng(size)
    side = collapsed_side(np.where(rng.random((100_000, size)) < 0.5, 0.1, 0.6))
    return float((side[side != UNSURE] == SURELY_DOWN).sum() / side.size)


def rows() -> Iterator[tuple[str, str]]:
    """What was measured, and how it came out."""
    for common in (1.0, 0.5):
        for size in SIZES:
            found = score(made_up(33, MADE_UP_STUDIES * size, common, 1), LINE, size)
            what = f"made up, luck {common:.0%} common, {size} replicates: tipping place held, width"
            yield what, _told(found)
    bank = company()
    truth = bank.truth()
    for step in (1, 2, 4):
        for size in SIZES:
            found = score(bank.coarser(step), truth, size)
            what = f"small firm, {size} replicates, points {0.1 * step:.1f} apart: tipping place held, width"
            yield what, _told(found)
    for size in SIZES:
        held, wrong, told = drifts(bank, size)
        what = f"small firm, {size} replicates: median drift held; wrongly settled or moving"
        yield what, f"{held:.1%}; {wrong:.1%} of {told:,}"
        yield f"at the line, {size} replicates: surely collapsed", f"{false_sides(size):.2%}"


def _told(found: Score) -> str:
    share = of_share(found.held, found.studies)
    return f"{share.mean:.1%} ({share.low:.1%} to {share.high:.1%}) of {found.studies:,}; {found.width:.2f}"
