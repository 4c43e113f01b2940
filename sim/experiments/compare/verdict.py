"""What an interval says of a difference, and how many replicates more would say it."""

import math
from typing import NamedTuple

from sim.experiments.paired import NORMAL, Paired

BETTER, WORSE, HIGHER, LOWER = "better", "worse", "higher", "lower"
WITHIN, UNDECIDED, NOTHING = "within", "undecided", "nothing"
DECIDED = (BETTER, WORSE, HIGHER, LOWER)
POWER = 0.8416212335729143  # the 80 % point of the normal distribution


class Verdict(NamedTuple):
    """A word; `more` are the replicates that would probably decide, None where none can tell."""

    word: str
    more: int | None = None


def judge(found: Paired, direction: int, margin: float, replicates: int) -> Verdict:
    """Verdict on a difference.

    Parameters
    ----------
    found
        The difference.
    direction
        1 where more is better, -1 where less is, 0 where neither.
    margin
        Differences up to this are too small to matter.
    replicates
        All that were run; pairs may be fewer.
    """
    if found.n == 0:
        return Verdict(NOTHING)
    if math.isnan(found.low):
        return Verdict(UNDECIDED)
    if -margin <= found.low and found.high <= margin:
        return Verdict(WITHIN)
    if found.low > 0 or found.high < 0:
        sign = 1 if found.low > 0 else -1
        return Verdict({1: BETTER, -1: WORSE}[sign * direction] if direction else HIGHER if sign > 0 else LOWER)
    return Verdict(UNDECIDED, more_replicates(found, margin, replicates))


def more_replicates(found: Paired, margin: float, replicates: int) -> int:
    """Replicates more after which four of five such comparisons would be decided.

    If the true difference is the one found, it takes an interval that leaves out either zero or the margins, whichever
    is further away from the difference.
    """
    size = abs(found.difference)
    room = max(size, margin - size)
    if room == 0.0:
        return replicates
    pairs = (found.spread * (NORMAL + POWER) / room) ** 2
    return max(1, math.ceil(pairs * replicates / found.n - replicates))
