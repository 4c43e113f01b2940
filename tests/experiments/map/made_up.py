"""A made-up company with two stable states, whose tipping lines are known."""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.experiments.map.axes import Axis, Frame
from sim.experiments.study.laboratory import Measured
from sim.experiments.study.sections.map import MapSection, RampSection
from sim.scenario.variants import Value

START = "departments.sales.image"
UP, DOWN = 0.7, 0.1


class Bistable:
    """From the low start it is down where x < low(y), from the high one where x < high(y), each run with own luck."""

    def __init__(self, low: float, high: float, slope: float = 0.0, luck: float = 0.0, replicates: int = 20) -> None:
        self.low, self.high, self.slope = low, high, slope
        self.luck = np.random.default_rng(7).normal(0, luck, replicates) if luck else np.zeros(replicates)
        self.luck -= np.median(self.luck)
        self.asked: list[int] = []

    def measure(self, points: Sequence[Mapping[str, Value]]) -> Measured:
        """Image in the last quarter and, a little lower, in the one before."""
        self.asked.append(len(points))
        image = np.stack([self._image(each) for each in points])
        return Measured(np.stack([image, image - 0.002], axis=2), {})

    def line(self, start: str, y: float) -> float:
        """Where half of the runs of a start are down."""
        return (self.low if start == "low" else self.high) + self.slope * y

    def _image(self, point: Mapping[str, Value]) -> "np.typing.NDArray[np.float64]":
        x, y = float(point["x"]), float(point["y"])
        line = self.line("low" if float(point[START]) < 0.5 else "high", y)
        return np.where(x < line + self.luck, DOWN, UP)


def frame(cells: int, refinements: int) -> Frame:
    """Unit square."""
    values = np.linspace(0.0, 1.0, cells * 2**refinements + 1)
    return Frame(Axis("x", values, False), Axis("y", values, False), ({START: 0.2}, {START: 0.8}), "sales")


def section(cells: int, refinements: int) -> MapSection:
    """Without a ramp."""
    return MapSection(x="x", y="y", cells=cells, refinements=refinements, ramp=RampSection(replicates=0))
