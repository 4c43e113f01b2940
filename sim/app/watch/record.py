"""What is written down of one replicate: every meeting with its seats, and everybody's standing every week."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.rules import CompanyRules
from sim.rules.agenda import Agenda
from sim.rules.allocation import Allocation
from sim.scenario.layout import Layout, Names
from sim.scenario.output import Output
from sim.scenario.schema import Structure

Floats = NDArray[np.float32]
Exact = NDArray[np.float64]
Ints = NDArray[np.int64]

# Where the holder of a seat is while the meeting is held. Deputies that nobody sent are not wanted there.
UNWANTED, PRESENT, DELEGATE, ILL, ELSEWHERE, CUSTOMER, VIDEO = range(7)
NOBODY = -1


class Said(NamedTuple):
    """Talk about somebody absent; `tone` is none where it was stopped."""

    speaker: int  # person
    absentee: int  # person
    tone: int | None
    listeners: int  # from other departments than the absentee's
    before: float  # their mean esteem for the absentee, before the talk of this meeting
    after: float


class Views(NamedTuple):
    """What those on a roster make of each other: (seat that looks, seat that is looked at)."""

    visibility: Exact
    esteem: Exact


class Voices(NamedTuple):
    """What makes up the voices in a meeting, by seat, as they were before it."""

    rules: CompanyRules
    weight: Exact  # (seat,)
    insistence: Exact  # (seat,)
    interest: Exact  # (seat, topic)
    views: Views


class Held(NamedTuple):
    """One meeting that was held."""

    meeting: int
    status: Ints  # (seat,)
    customer: Ints  # (seat,) class of the customer visited instead, or NOBODY
    presence: Exact  # (seat,)
    share: Exact  # (seat,) of the talk
    agenda: Exact  # (topic,) shares; zeros where nobody came
    given: Exact  # (topic,) shares of what is decided; likewise
    ideal: NDArray[np.bool_]  # (topic,) whether customers care about it
    rules: tuple[Agenda, Allocation]
    voices: Voices | None  # none where only one department meets, or nobody
    said: list[Said]

    @property
    def decides(self) -> bool:
        """Whether anything was shared out."""
        return self.rules[1].weight > 0.0 and bool(self.presence.any())


class Week(NamedTuple):
    """One week."""

    held: list[Held]
    ill: list[int]  # people
    visits: list[tuple[int, int]]  # person and class of the customer, in half-days free of meetings
    cancelled: list[tuple[int, int, int]]  # meeting, person, what the customer was told
    seen: Floats  # (person,) mean visibility among all who know the person
    esteem: Floats  # (person,) likewise
    ease: Floats  # (person,)
    reviews: list[tuple[int, float]]  # department that is blamed or NOBODY, revenue over plan


class Record(NamedTuple):
    """One replicate, week by week."""

    scenario: Structure
    seed: int
    layout: Layout
    names: Names
    seats: list[Ints]  # (seat,) people, by meeting
    weeks: list[Week]
    start: Week  # before the first week: without meetings
    output: Output
