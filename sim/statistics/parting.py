"""What a difference rests on: pairs whose histories part, or a little in all of them."""

from typing import NamedTuple

import numpy as np

from sim.statistics.interval import Floats, Scale

PARTED = 0.1  # of the scale: what else the project calls a clear change


class Parting(NamedTuple):
    """Pairs that differ by more than `threshold`: `up` where the other is higher, `down` where it is lower.

    `rest` is the mean difference of the other pairs, NaN where there are none, and `carried` the share of the whole
    mean difference that those that part bring in: above 1 where the rest pulls the other way, NaN where there is no
    difference.
    """

    n: int
    up: int
    down: int
    threshold: float
    carried: float
    rest: float

    @property
    def parted(self) -> int:
        """How many pairs part."""
        return self.up + self.down


def parting(differences: Floats, scale: Scale) -> Parting:
    """Tell pairs that part from others: (pair,), without NaN; `scale` is that of the values, not of differences."""
    known = differences[~np.isnan(differences)]
    threshold = PARTED * scale.width
    up, down = known > threshold, known < -threshold
    apart, total = up | down, float(known.sum())
    rest = known[~apart]
    return Parting(
        known.size, int(up.sum()), int(down.sum()), threshold,
        float(known[apart].sum()) / total if total else np.nan,
        float(rest.mean()) if rest.size else np.nan,
    )  # fmt: skip
