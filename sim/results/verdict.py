"""What happened to the image of the department in focus, in a word and in a sentence."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.statistics import UNIT, Floats, Groups, of_median, of_share, two_groups

DOWN, UP = ("collapse", "decline"), ("recovery", "rise")
OUTCOMES = (*DOWN, "stable", *UP)
UNDECIDED = "undecided"

CLEAR_CHANGE = 0.1
COLLAPSED_BELOW = 0.25
TROUGH_DEPTH = 0.03
TROUGH_BELOW = 0.4
LOW_START_BELOW = 0.35
RECOVERED_FROM = 0.3


class Verdict(NamedTuple):
    """The outcome most replicates share, `undecided` where none has a majority, and the exact interval of its share.

    `counts` has the replicates of every outcome, `first` and `last` are medians over replicates, and `groups` are the
    two groups in which they end, None where they do not.
    """

    outcome: str
    share: float
    low: float
    high: float
    replicates: int
    counts: dict[str, int]
    first: float
    last: float
    groups: Groups | None = None


def verdict(image: Floats) -> Verdict:
    """Verdict on (replicate, quarter)."""
    outcomes = classify(image)
    counts = {name: int((outcomes == name).sum()) for name in OUTCOMES}
    most, total = max(OUTCOMES, key=lambda name: counts[name]), len(outcomes)
    share = of_share(counts[most], total)
    first, last = (of_median(image[:, at]).mean for at in (0, -1))
    outcome = most if share.mean > 0.5 else UNDECIDED
    return Verdict(outcome, *share, total, counts, first, last, two_groups(image[:, -1], UNIT))


def classify(image: Floats) -> NDArray[np.str_]:
    """Outcome of every replicate from its image by quarter: (replicate, quarter) to (replicate,).

    - recovery: the image was low (below 0.35 in the first quarter, or later below 0.4 and 0.03 below the first
      quarter), and the last quarter is at least 0.1 above its lowest and at least 0.3;
    - collapse: it fell by more than 0.1 from the first quarter to the last, and ends below 0.25;
    - decline: it fell by more than 0.1, and ends higher than that;
    - rise: it rose by more than 0.1 without having been low;
    - stable: the first and the last quarter differ by at most 0.1.

    Undecided are only replicates without an image, as in a company of one department.
    """
    first, last, lowest = image[:, 0], image[:, -1], image.min(axis=1)
    fell = (lowest <= first - TROUGH_DEPTH) & (lowest < TROUGH_BELOW)
    was_low = fell | (first < LOW_START_BELOW)
    change = last - first
    return np.select(
        [
            np.isnan(change),
            was_low & (last >= lowest + CLEAR_CHANGE) & (last >= RECOVERED_FROM),
            (change < -CLEAR_CHANGE) & (last < COLLAPSED_BELOW),
            change < -CLEAR_CHANGE,
            change > CLEAR_CHANGE,
        ],
        [UNDECIDED, "recovery", "collapse", "decline", "rise"],
        "stable",
    )
