"""The measures one may look at."""

from typing import NamedTuple

from sim.statistics import Scale


class Measure(NamedTuple):
    """A measure: of the department in focus or of the company, and how its numbers are said.

    `scale` is what 1 is in the unit that is shown; `greatest` is the most it can be, in that unit, and `margin` the
    difference that is too small to matter; `top` is the end of its axis, or None where that depends on the values.
    """

    of_department: bool
    scale: float
    digits: int
    greatest: float
    margin: float
    top: float | None

    @property
    def bounds(self) -> Scale:
        """Least and greatest value, in the unit that is shown."""
        return Scale(0.0, self.greatest)


# Levels and shares have a scale of 1, of which a fiftieth is too small to matter; of influence it is half a point.
MEASURES = {
    "image": Measure(True, 1.0, 2, 1.0, 0.02, 1.0),
    "influence": Measure(True, 1.0, 1, 100.0, 0.5, None),
    "attendance": Measure(True, 100.0, 0, 100.0, 2.0, 100.0),
    "resources": Measure(True, 100.0, 0, 100.0, 2.0, None),
    "revenue": Measure(False, 100.0, 0, 100.0, 2.0, None),
}
SHOWN = ("image", "revenue")
