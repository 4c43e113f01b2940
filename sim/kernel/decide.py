"""Whether somebody comes, mostly without computing how probable it is.

The probability grows with the difference of the utilities, so it lies between its values at the two nearest points
of a grid, and a uniform number beyond either has decided (the squeeze of rejection sampling, Marsaglia 1977). Only
for the few in between it is computed, so that the answer is always that of the rule.
"""

from typing import Any

import numpy as np

from sim.kernel.compiled import inlined
from sim.kernel.lanes import LANES, anybody, choose, in_lane, numbered, take
from sim.rules import attendance

FARTHEST = 16.0
STEPS_PER_UNIT = 8.0
# Far above what rounding takes from the probability or from the place on the grid.
MARGIN = 1e-12
STEPS = range(int(2 * FARTHEST * STEPS_PER_UNIT) + 2)
GRID = np.array([attendance.probability(step / STEPS_PER_UNIT - FARTHEST, 0.0) for step in STEPS])


@inlined
def comes(uniform: Any, meeting: Any, customer: Any) -> Any:
    """Where `uniform` is below the probability of attending."""
    difference = meeting - customer
    is_near = (difference > -FARTHEST) & (difference < FARTHEST)
    step = int(choose(is_near, difference + FARTHEST, 0.0) * STEPS_PER_UNIT)
    yes = is_near & (uniform < take(GRID, step) - MARGIN)
    is_open = ~(yes | (is_near & (uniform > take(GRID, step + 1) + MARGIN)))
    if anybody(is_open):
        for lane in range(LANES):
            if in_lane(is_open, lane):
                probability = attendance.probability(in_lane(meeting, lane), in_lane(customer, lane))
                yes = yes | ((numbered(0) == lane) & (in_lane(uniform, lane) < probability))
    return yes
