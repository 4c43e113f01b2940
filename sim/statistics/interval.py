"""What an interval is."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CONFIDENCE = 0.95


class Scale(NamedTuple):
    """Least and greatest that a value can be, known before anything is measured."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """From the least to the greatest."""
        return self.high - self.low

    @property
    def of_differences(self) -> "Scale":
        """Scale of the difference of two such values."""
        return Scale(-self.width, self.width)

    def and_of(self, other: "Scale") -> "Scale":
        """Scale that holds this one and another."""
        return Scale(min(self.low, other.low), max(self.high, other.high))


UNIT = Scale(0.0, 1.0)


class Interval(NamedTuple):
    """What was found, and the ends of its interval; NaN where there is too little to tell.

    In at least 95 of 100 studies like this one, the truth lies between the ends.
    """

    mean: float
    low: float
    high: float
