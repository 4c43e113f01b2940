"""The diary: what happened, one event after the other."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.scenario.output import EVENT_KINDS, EVENTS


class Numbered(Protocol):
    """A person, a meeting, a customer or a department."""

    number: int


class Event(NamedTuple):
    """Something that happened; `sim.scenario.output` says what `other` and `value` are for each kind."""

    week: int  # from 1
    kind: str
    meeting: Numbered | None = None
    person: Numbered | None = None
    other: Numbered | None = None
    value: float = 0.0


class Diary(list[Event]):
    """Events, up to a limit."""

    def __init__(self, capacity: int) -> None:
        super().__init__()
        self.capacity = capacity

    def note(self, event: Event) -> None:
        """Write down an event, if there is room."""
        if len(self) < self.capacity:
            self.append(event)

    def table(self) -> NDArray[np.float64]:
        """Events as numbers (event, column of EVENTS)."""
        rows = [
            (
                each.week,
                EVENT_KINDS.index(each.kind),
                *map(_number, (each.meeting, each.person, each.other)),
                each.value,
            )
            for each in self
        ]
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(EVENTS))


def _number(of: Numbered | None) -> int:
    return -1 if of is None else of.number
