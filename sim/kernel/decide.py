"""Whether somebody comes, mostly without computing how probable it is.

The probability grows with the difference of the utilities, so it lies between its values at the two nearest points
of a grid, and a uniform number beyond either has decided (the squeeze of rejection sampling, Marsaglia 1977). Only
for the few in between it is computed, so that the answer is always that of the rule.
"""

import numpy as np

from sim.kernel.compiled import inlined
from sim.rules import attendance

FARTHEST = 16.0
STEPS_PER_UNIT = 8.0
# Far above what rounding takes from the probability or from the place on the grid.
MARGIN = 1e-12
STEPS = range(int(2 * FARTHEST * STEPS_PER_UNIT) + 2)
GRID = np.array([attendance.probability(step / STEPS_PER_UNIT - FARTHEST, 0.0) for step in STEPS])


@inlined
def comes(uniform: float, meeting: float, customer: float) -> bool:
    """Whether `uniform` is below the probability of attending."""
    difference = meeting - customer
    if -FARTHEST < difference < FARTHEST:
        step = np.uint32((difference + FARTHEST) * STEPS_PER_UNIT)
        if uniform < GRID[step] - MARGIN:
            return True
        if uniform > GRID[step + np.uint32(1)] + MARGIN:
            return False
    return bool(uniform < attendance.probability(meeting, customer))
