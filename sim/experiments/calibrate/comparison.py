"""What is compared: summary statistics of one simulated history, and the same of the one that was observed.

Only what the data hold is looked at: attendance of a department by quarter, over the weeks that have data and
weighted as they are; how absence persists and how people differ, where lists name people; every answer of a survey.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.calibrate.observed import Note, Observed, Occasions, same_occasion_missed, spread_over_people
from sim.results.measures import WEEKS_PER_QUARTER
from sim.scenario.layout import Layout
from sim.scenario.output import AWAY, ILL, LINKED, MAX_EVENTS, WEEKLY, Output, event_capacity
from sim.scenario.timeline import Timeline

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ATTENDANCE = WEEKLY.index("attendance")


class AttendanceCell(NamedTuple):
    """Attendance of a department in a quarter."""

    department: int
    weeks: Ints  # from 0
    weights: Floats  # sums to 1
    seen: float  # invitations observed; NaN where unknown
    invited: float  # invitations of the model in the same weeks


class SurveyCell(NamedTuple):
    """One answer of a survey."""

    measure: int  # column of WEEKLY
    department: int
    week: int  # from 0
    error: float


class Comparison(NamedTuple):
    """The statistics, in the order of `names`."""

    names: list[str]
    observed: Floats  # (statistic,)
    attendance: list[AttendanceCell]
    surveys: list[SurveyCell]
    model: Occasions | None  # the model's own invitations; `absent` is not filled in
    keys: Ints  # (occasion,) week, meeting and person of each as one number
    people: bool  # whether persistence is compared
    spread: list[int]  # departments whose spread over people is compared
    notes: list[Note]

    @property
    def traced(self) -> bool:
        """Whether single absences are needed."""
        return self.model is not None


def build(
    observed: Observed, layout: Layout, timeline: Timeline, departments: list[str], privilege: bool
) -> Comparison:
    """Plan of a comparison, with the observed values."""
    names: list[str] = []
    values: list[float] = []
    notes: list[Note] = []
    cells = _attendance_cells(observed, layout, departments, notes)
    for _, (name, value) in cells:
        names.append(name)
        values.append(value)
    surveys = []
    for measure, survey in observed.surveys.items():
        for week, d in zip(*np.nonzero(~np.isnan(survey.value)), strict=True):
            surveys.append(SurveyCell(WEEKLY.index(measure), int(d), int(week), float(survey.error[week, d])))
            names.append(f"{measure}.{departments[d]}.w{week + 1}")
            values.append(float(survey.value[week, d]))
    model: Occasions | None = None
    keys, people = np.zeros(0, dtype=np.int64), False
    spread: list[int] = []
    if observed.occasions is not None:
        if privilege:
            notes.append(Note("privilege", {}))
        elif event_capacity(layout, timeline) >= MAX_EVENTS:
            notes.append(Note("large", {}))
        else:
            model, keys, people, spread = _individual(observed, layout, departments, names, values)
    return Comparison(names, np.array(values), [each for each, _ in cells], surveys, model, keys, people, spread, notes)


def _individual(
    observed: Observed, layout: Layout, departments: list[str], names: list[str], values: list[float]
) -> tuple[Occasions | None, Ints, bool, list[int]]:
    seen = observed.occasions
    assert seen is not None
    own = np.unique(seen.department)
    model, keys = invitations(layout, observed.last_week, own)
    found, shuffled = same_occasion_missed(seen.series, seen.absent)
    people = found == found
    if people:
        names.append("persistence")
        values.append(found - shuffled)
    spread = []
    for d in own.tolist():
        value = spread_over_people(seen.person[seen.department == d], seen.absent[seen.department == d])
        if (
            value == value
            and spread_over_people(model.person[model.department == d], model.absent[model.department == d]) == 0
        ):
            spread.append(d)
            names.append(f"spread.{departments[d]}")
            values.append(value)
    return (model, keys, people, spread) if people or spread else (None, keys, False, [])


def _attendance_cells(
    observed: Observed, layout: Layout, departments: list[str], notes: list[Note]
) -> list[tuple[AttendanceCell, tuple[str, float]]]:
    if observed.rates is None:
        return []
    rate, seen = observed.rates
    invited = weekly_invitations(layout, observed.last_week)
    found = []
    for d, name in enumerate(departments):
        known = np.flatnonzero(~np.isnan(rate[: observed.last_week, d]))
        usable = known[invited[known, d] > 0]
        if known.size > usable.size:
            notes.append(Note("without_meeting", {"department": name, "weeks": int(known.size - usable.size)}))
        if usable.size and np.nansum(seen[usable, d]) > invited[usable, d].sum():
            counts = {"seen": int(np.nansum(seen[usable, d])), "there": int(invited[usable, d].sum())}
            notes.append(Note("more_data", {"department": name, **counts}))
        for quarter in np.unique(usable // WEEKS_PER_QUARTER):
            weeks = usable[usable // WEEKS_PER_QUARTER == quarter]
            weights = np.nan_to_num(seen[weeks, d], nan=1.0)
            total = float(seen[weeks, d].sum())
            cell = AttendanceCell(d, weeks, weights / weights.sum(), total, float(invited[weeks, d].sum()))
            value = float((cell.weights * rate[weeks, d]).sum())
            found.append((cell, (f"attendance.{name}.q{quarter + 1}", value)))
    return found


def weekly_cells(observed: Observed, layout: Layout) -> list[AttendanceCell]:
    """Attendance of every single week that has data."""
    if observed.rates is None:
        return []
    rate, seen = observed.rates
    invited = weekly_invitations(layout, observed.last_week)
    known = np.argwhere(~np.isnan(rate[: observed.last_week]) & (invited > 0))
    return [
        AttendanceCell(int(d), np.array([week]), np.ones(1), float(seen[week, d]), float(invited[week, d]))
        for week, d in known
    ]


def weekly_invitations(layout: Layout, weeks: int) -> Floats:
    """Invitations of the model by week and department; deputies are not invited."""
    found = np.zeros((weeks, layout.departments.topic.size))
    for m, people in enumerate(_own_seats(layout)):
        held = range(int(layout.meetings.offset[m]), weeks, int(layout.meetings.every[m]))
        found[list(held)] += np.bincount(layout.people.department[people], minlength=found.shape[1])
    return found


def invitations(layout: Layout, weeks: int, departments: Ints) -> tuple[Occasions, Ints]:
    """Every invitation of the departments' people, in the order of time within each seat, and its key."""
    rows = []
    for m, people in enumerate(_own_seats(layout)):
        held = range(int(layout.meetings.offset[m]), weeks, int(layout.meetings.every[m]))
        rows += [(m, i, week) for i in people[np.isin(layout.people.department[people], departments)] for week in held]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    meeting, person, week = table.T
    n_people = layout.people.department.size
    occasions = Occasions(
        meeting * n_people + person, person, layout.people.department[person], np.zeros(len(table), dtype=np.bool_)
    )
    return occasions, _keys(layout, week + 1, meeting, person)


def _own_seats(layout: Layout) -> list[Ints]:
    meetings = layout.meetings
    bounds = zip(meetings.first_seat[:-1], meetings.first_seat[1:], strict=True)
    return [meetings.person[a:b][meetings.principal[a:b] < 0] for a, b in bounds]


def _keys(layout: Layout, week: Ints, meeting: Ints, person: Ints) -> Ints:
    return (week * layout.meetings.every.size + meeting) * layout.people.department.size + person


def absences(comparison: Comparison, layout: Layout, events: Floats) -> Occasions:
    """The model's invitations with those missed, from the events of a traced replicate."""
    assert comparison.model is not None
    table = events[:, :4].astype(np.int64)
    missed = table[np.isin(table[:, 1], (AWAY, ILL))]
    linked = table[table[:, 1] == LINKED]  # noted as away as well, but they came, if only by video
    away, joined = (_keys(layout, each[:, 0], each[:, 2], each[:, 3]) for each in (missed, linked))
    keys = np.setdiff1d(away, joined)
    return comparison.model._replace(absent=np.isin(comparison.keys, keys))


def statistics(comparison: Comparison, layout: Layout, output: Output, chance: np.random.Generator) -> Floats:
    """Statistics of one simulated history, observed as the real one was: with the sampling noise of its data."""
    weekly = output.weekly
    found = [attended(cell, weekly, chance) for cell in comparison.attendance]
    errors = chance.standard_normal(len(comparison.surveys))
    for cell, error in zip(comparison.surveys, errors, strict=True):
        found.append(float(weekly[cell.week, cell.department, cell.measure] + cell.error * error))
    if comparison.traced:
        seen = absences(comparison, layout, output.events)
        if comparison.people:
            again, shuffled = same_occasion_missed(seen.series, seen.absent)
            # Without any absence there is nothing to persist.
            found.append(again - shuffled if again == again else 0.0)
        found += [
            spread_over_people(seen.person[seen.department == d], seen.absent[seen.department == d])
            for d in comparison.spread
        ]
    return np.nan_to_num(np.array(found, dtype=np.float64))


def attended(cell: AttendanceCell, weekly: Floats, chance: np.random.Generator) -> float:
    """Attendance in a cell, seen through as many invitations as the data have."""
    values = weekly[cell.weeks, cell.department, ATTENDANCE]
    rate = float((cell.weights * values).sum())
    if cell.seen < cell.invited:
        # Fewer were counted than the model invites: a sample of its invitations, drawn without replacement.
        came = round(rate * cell.invited)
        rate = chance.hypergeometric(came, round(cell.invited) - came, round(cell.seen)) / round(cell.seen)
    return rate
