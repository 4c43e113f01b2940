"""Outcomes as values: what is measured, when, and how that is written."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.outcomes.measures import BETTER, MEASURES, NEITHER, WORSE
from sim.results.verdict import COLLAPSED_BELOW

FATES = {"collapse": WORSE, "decline": WORSE, "stable": NEITHER, "recovery": BETTER, "rise": BETTER}
PROBABILITY = 0.9


class Series(NamedTuple):
    """A measure over time, of a department or of the company."""

    measure: str
    department: str | None = None  # the focus of the scenario, if left out

    def __str__(self) -> str:
        return self.measure if self.department is None else f"{self.measure}.{self.department}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One number per replicate; equal outcomes have the same text, however they were written."""

    @property
    def text(self) -> str:
        """The outcome in the language that `parse` reads."""
        raise NotImplementedError

    @property
    def unit(self) -> str:
        """`level`, `share`, `points`, `weeks`, or what is counted per week."""
        raise NotImplementedError

    @property
    def direction(self) -> int:
        """1 where more is better for the department, -1 where less is, 0 where neither."""
        raise NotImplementedError

    @property
    def is_event(self) -> bool:
        """Whether it is 1 or 0 in a replicate, so that its mean is a probability."""
        return False

    @property
    def may_never_come(self) -> bool:
        """Whether NaN stands for a week that lies beyond the end of the run."""
        return False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Average(Outcome):
    """A measure over some weeks, in the measure's own unit."""

    series: Series

    @property
    def unit(self) -> str:
        """Unit of the measure."""
        return MEASURES[self.series.measure].unit

    @property
    def direction(self) -> int:
        """Direction of the measure."""
        return MEASURES[self.series.measure].direction


@dataclass(frozen=True, slots=True)
class Mean(Average):
    """Mean of a measure from one week to another; of revenue and c_visits the ratio of sums."""

    first: int
    last: int

    @property
    def text(self) -> str:
        """`image.sales at week 104` or `image.sales over weeks 92..104`."""
        when = f"at week {self.first}" if self.first == self.last else f"over weeks {self.first}..{self.last}"
        return f"{self.series} {when}"


@dataclass(frozen=True, slots=True)
class Quarter(Average):
    """Mean of a measure over the first or the last quarter of the run, as in its summary."""

    which: Literal["first", "last"]

    @property
    def text(self) -> str:
        """`image.sales in the last quarter`."""
        return f"{self.series} in the {self.which} quarter"


@dataclass(frozen=True, slots=True)
class Crossing(Outcome):
    """First week, from 1, in which a measure is below or above a level; NaN where it never is."""

    series: Series
    below: bool
    level: float

    @property
    def text(self) -> str:
        """`weeks until image.sales falls below 0.25`."""
        return f"weeks until {self.series} {'falls below' if self.below else 'rises above'} {written(self.level)}"

    @property
    def unit(self) -> str:
        """Weeks."""
        return "weeks"

    @property
    def direction(self) -> int:
        """Later is better where what is good falls, and sooner where it rises."""
        return MEASURES[self.series.measure].direction * (1 if self.below else -1)

    @property
    def may_never_come(self) -> bool:
        """NaN is never."""
        return True


@dataclass(frozen=True, slots=True)
class Fate(Outcome):
    """1 where this is what happened to the image of the department in focus, else 0; NaN where it has none."""

    name: str

    @property
    def text(self) -> str:
        """`collapse`."""
        return self.name

    @property
    def unit(self) -> str:
        """Share of replicates, as the mean is."""
        return "share"

    @property
    def direction(self) -> int:
        """Good, bad or neither."""
        return FATES[self.name]

    @property
    def is_event(self) -> bool:
        """It happens or not."""
        return True


TIME_TO_COLLAPSE = Crossing(Series("image"), True, COLLAPSED_BELOW)


class Goal(NamedTuple):
    """An outcome that is to be at least or at most so much in at least this share of replicates."""

    outcome: Outcome
    at_least: bool
    level: float
    probability: float = PROBABILITY
    strict: bool = False  # whether the level itself is not enough

    @property
    def text(self) -> str:
        """`image.sales at week 104 >= 0.55 with 0.9`."""
        relation = (">" if self.at_least else "<") + ("" if self.strict else "=")
        return f"{self.outcome.text} {relation} {written(self.level)} with {written(self.probability)}"

    def met(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether each value meets the goal; a week that never came is late, and what does not exist meets none."""
        known = np.where(np.isnan(values), np.inf, values) if self.outcome.may_never_come else values
        if self.at_least:
            return known > self.level if self.strict else known >= self.level
        return known < self.level if self.strict else known <= self.level


def written(number: float) -> str:
    """Shortest text that reads as the same number."""
    return repr(float(number)).removesuffix(".0")
