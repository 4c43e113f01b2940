"""What some months brought, counted from their events and measures in the game's own run; no words yet."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.app.play.calendar import span
from sim.app.play.choice import Choice
from sim.app.play.situation import Collision, Situation
from sim.app.play.stage import Floats, Stage
from sim.scenario.output import AWAY, COMPANY, DECISION, DELEGATE, ILL, LINKED, REVIEW, STOPPED, TALK, WEEKLY, Output

COLUMN = {name: number for number, name in enumerate(WEEKLY)}
FIRM = {name: number for number, name in enumerate(COMPANY)}


class Held(NamedTuple):
    """A meeting that collided, as it took place.

    `present` of `invited` people of the department were there. `to_customers` is what it gave customers, NaN where it
    decides nothing; `fair` what would have been their share by the seats.
    """

    collision: Collision
    meeting_first: bool
    present: int
    invited: int
    to_customers: float
    fair: float


class Talk(NamedTuple):
    """Somebody of `speaker`, a department, spoke about an absent colleague of the department in a meeting."""

    week: int
    series: int
    speaker: int
    tone: int  # -1, 0, 1


class Level(NamedTuple):
    """A level at the end of the month before, and at the end."""

    before: float
    after: float


class Month(NamedTuple):
    """One or several months of a game, `first` to `last`: what was pleasant, and what it cost."""

    first: int
    last: int
    visits: int
    pleasant_visits: int
    goodwill: Level
    revenue: Level  # relative to plan
    cancelled: int
    explained: int
    held: tuple[Held, ...]
    deciding: int  # meetings that decided and to which the department was invited
    deciding_without: int  # those of them in which nobody of the department was
    talks: tuple[Talk, ...]
    stopped: int  # talks that a colleague in the room stopped
    image: Level
    influence: Level  # points of 100
    attendance: float
    reviewed: float  # revenue relative to plan at the quarter's review, NaN without one
    blamed: bool


def month(stage: Stage, output: Output, decided: Sequence[tuple[Situation, Choice]]) -> Month:
    """Count consecutive months of a run with events, from what they brought and how that was decided."""
    first, last = decided[0][0].month, decided[-1][0].month
    weeks = slice(span(first).start, span(last).stop)
    week = output.events[:, 0]
    events = output.events[(week > weeks.start) & (week <= weeks.stop)]
    weekly, firm = output.weekly[:, stage.own], output.company
    sums = firm[weeks].sum(axis=0)
    without = _without(stage, events)
    reviews = events[events[:, 1] == REVIEW]
    accused = reviews[:, 4] == stage.own
    return Month(
        first=first,
        last=last,
        visits=int(sums[FIRM["visits"]]),
        pleasant_visits=int(sums[FIRM["c_visits"]]),
        goodwill=_level(firm[:, FIRM["goodwill"]], weeks),
        revenue=_level(firm[:, FIRM["revenue"]] / firm[:, FIRM["plan"]], weeks),
        cancelled=int(sums[FIRM["cancelled"]]),
        explained=int(sums[FIRM["explained"]]),
        held=tuple(
            _held(stage, events, collision, first)
            for situation, choice in decided
            for collision, first in zip(situation.collisions, choice.meeting_first, strict=True)
        ),
        deciding=len(without),
        deciding_without=sum(without),
        talks=tuple(_talks(stage, events)),
        stopped=int(np.isin(_about(events, STOPPED), _own_people(stage)).sum()),
        image=_level(weekly[:, COLUMN["image"]], weeks),
        influence=_level(weekly[:, COLUMN["influence"]], weeks),
        attendance=float(np.nanmean(weekly[weeks, COLUMN["attendance"]])),
        reviewed=float(reviews[0, 5]) if len(reviews) else float("nan"),
        blamed=bool(accused.any()),
    )


def _level(values: Floats, weeks: slice) -> Level:
    """Levels in the last week before and of a month; the first month starts from its own first week."""
    return Level(float(values[max(0, weeks.start - 1)]), float(values[weeks.stop - 1]))


def _own_people(stage: Stage) -> range:
    first = stage.layout.departments.first_person
    return range(int(first[stage.own]), int(first[stage.own + 1]))


def _about(events: Floats, kind: int) -> Floats:
    found: Floats = events[events[:, 1] == kind, 4]
    return found


def _talks(stage: Stage, events: Floats) -> list[Talk]:
    department, series = stage.layout.people.department, stage.layout.meetings.series
    spoken = events[(events[:, 1] == TALK) & np.isin(events[:, 4], _own_people(stage))]
    return [
        Talk(int(week), int(series[int(m)]), int(department[int(speaker)]), int(tone))
        for week, _, m, speaker, _, tone in spoken
    ]


def seated(stage: Stage, events: Floats, m: int, week: int) -> tuple[int, int]:
    """How many people of the department were in a meeting, of how many invited."""
    seats = slice(*stage.layout.meetings.first_seat[m : m + 2])
    who, stands_for = stage.layout.meetings.person[seats], stage.layout.meetings.principal[seats]
    own = stage.layout.people.department[who] == stage.own
    here = events[(events[:, 0] == week) & (events[:, 2] == m)]
    people = _own_people(stage)
    missing = np.isin(here[:, 1], (AWAY, ILL)) & np.isin(here[:, 3], people)
    linked = (here[:, 1] == LINKED) & np.isin(here[:, 3], people)
    sent = (here[:, 1] == DELEGATE) & np.isin(here[:, 4], people)
    invited = int((own & (stands_for < 0)).sum())
    return invited - int(missing.sum()) + int(linked.sum()) + int(sent.sum()), invited


def _without(stage: Stage, events: Floats) -> list[bool]:
    """Of every decision taken where the department has a seat: whether nobody of it was there."""
    found = []
    for row in events[events[:, 1] == DECISION]:
        present, invited = seated(stage, events, int(row[2]), int(row[0]))
        if invited > 0:
            found.append(present <= 0)
    return found


def _held(stage: Stage, events: Floats, collision: Collision, first: bool) -> Held:
    """Meeting of a collision; where a firm holds several of the kind, all of them together."""
    series = 1 + list(stage.base.meetings).index(collision.meeting)
    copies = np.flatnonzero(stage.layout.meetings.series == series)
    counts = [seated(stage, events, int(m), collision.week) for m in copies]
    is_one = (events[:, 0] == collision.week) & (events[:, 1] == DECISION) & np.isin(events[:, 2], copies)
    decided = events[is_one, 5]
    ideal = stage.layout.departments.customer_ideal > 0.0
    fair = stage.layout.meetings.workload[copies][:, ideal].sum(axis=1).mean()
    given = float(decided.mean()) if decided.size else float("nan")
    present, invited = (sum(each) for each in zip(*counts, strict=True))
    return Held(collision, first, present, invited, given, float(fair))
