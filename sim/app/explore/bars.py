"""Interventions as bars that can be moved: what a row of the time line shows."""

from typing import NamedTuple

from sim.language import Translator
from sim.scenario.schema import Structure


class Bar(NamedTuple):
    """An intervention: its number in the charts, the weeks it is in force, and how strongly, now and by itself.

    `length` is what it lasts besides its first week; None where it lasts to the end.
    """

    name: str
    title: str
    number: int
    start: int
    length: int | None
    weeks: int
    strength: float
    own_strength: float

    @property
    def left(self) -> float:
        """Place of its start, as a percentage of the track."""
        return 100 * (self.start - 1) / self.weeks

    @property
    def width(self) -> float:
        """Its length, as a percentage of the track."""
        last = self.weeks if self.length is None else min(self.weeks, self.start + self.length)
        return 100 * (last - self.start + 1) / self.weeks


def bars(now: Structure, base: Structure, t: Translator) -> list[Bar]:
    """Row per intervention; `base` is the scenario without any change."""
    return [
        Bar(
            name, t.own(each.title), number, each.start, None if each.end is None else each.end - each.start,
            now.weeks, each.strength, base.interventions[name].strength,
        )
        for number, (name, each) in enumerate(now.interventions.items(), start=1)
    ]  # fmt: skip
