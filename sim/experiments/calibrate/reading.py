"""Attendance lists, attendance rates and surveys from their files."""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.errors import ScenarioError
from sim.experiments.calibrate.csv_table import Row, Table
from sim.experiments.calibrate.observed import SURVEYED, Note, Observed, Occasions, Rates, Survey
from sim.scenario.files import given_path
from sim.scenario.schema import Structure
from sim.scenario.tree import Problem, nearest, quoted

# Spread of single answers where a survey says how many were asked and not how they differed: a standard
# deviation of a quarter of the scale is what five-point ratings and constant sums usually have.
ASSUMED_SPREAD = {"image": 0.25, "influence": 15.0}
SCALE = {"image": 1.0, "influence": 100.0}
MOST_POINTS = 100.5  # of influence in a week: 100 are shared out, and rounding may add a little


class Sources(NamedTuple):
    """Where the observations are, and how they meet the scenario."""

    attendance: Path | None
    survey: Path | None
    departments: str | None = None  # a file `person,department`, or the one department of everybody
    start: date | None = None  # the day that lies in week 1


class Record(NamedTuple):
    """One person at one session."""

    row: Row
    meeting: str
    day: date
    person: str
    present: bool
    department: str


def read(sources: Sources, scenario: Structure) -> Observed:
    """Observations of a scenario's departments.

    Raises
    ------
    ScenarioError
        With every mistake in the files.
    """
    if sources.attendance is None and sources.survey is None:
        raise ScenarioError("calibrate: must have observations, got neither --attendance nor --survey")
    notes: list[Note] = []
    rates, occasions = _attendance(sources, scenario, notes)
    surveys = {} if sources.survey is None else _survey(sources.survey, scenario)
    known = [*([rates.rate] if rates else []), *(each.value for each in surveys.values())]
    last = max(int(np.flatnonzero(~np.isnan(each).all(axis=1)).max()) + 1 for each in known)
    files = [each for each in (sources.attendance, sources.survey) if each is not None]
    return Observed(
        rates, occasions, surveys, last, notes,
        {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in files},
    )  # fmt: skip


def _attendance(sources: Sources, scenario: Structure, notes: list[Note]) -> tuple[Rates | None, Occasions | None]:
    if sources.attendance is None:
        return None, None
    table = Table(sources.attendance)
    if "rate" in table.columns:
        return _rates(table, scenario), None
    table.demand("meeting", "date", "person", "present")
    return _lists(table, sources, scenario, notes)


def _rates(table: Table, scenario: Structure) -> Rates:
    table.demand("week", "department", "rate")
    names = list(scenario.departments)
    rate, count = (np.full((scenario.weeks, len(names)), np.nan) for _ in range(2))

    def parse(row: Row) -> bool | None:
        week, department = row.whole("week", 1, scenario.weeks), row.one_of("department", names)
        value = row.number("rate", 0, 1)
        n = row.number("count", 1, 1e9) if row.holds("count") else np.nan
        if week is None or department is None or value is None or n is None:
            return None
        at = week - 1, names.index(department)
        _once(row, table, rate[at], "week")
        rate[at], count[at] = value, n
        return True

    table.read(parse)
    return Rates(rate, count)


def _survey(path: Path, scenario: Structure) -> dict[str, Survey]:
    table = Table(path)
    measured = [each for each in SURVEYED if each in table.columns]
    if not measured:
        table.demand("image")
    table.demand("week", "department")
    names = list(scenario.departments)
    shape = (scenario.weeks, len(names))
    found = {each: Survey(np.full(shape, np.nan), np.zeros(shape)) for each in measured}

    def parse(row: Row) -> bool | None:
        week, department = row.whole("week", 1, scenario.weeks), row.one_of("department", names)
        for measure in (each for each in measured if row.holds(each) or len(measured) == 1):
            value, error = row.number(measure, 0, SCALE[measure]), _error(row, measure)
            if week is None or department is None or value is None or error is None:
                continue
            at = week - 1, names.index(department)
            _once(row, table, found[measure].value[at], "week")
            found[measure].value[at], found[measure].error[at] = value, error
            if measure == "influence":
                _shared_out(row, table, found[measure].value[at[0]], value)
        return True

    table.read(parse)
    return {name: each for name, each in found.items() if not np.isnan(each.value).all()}


def _error(row: Row, measure: str) -> float | None:
    """Standard error of a value of a survey."""
    if row.holds("sd"):
        return row.number("sd", 0, SCALE[measure])
    if not row.holds("count"):
        return 0.0
    n = row.number("count", 1, 1e9)
    return None if n is None else float(ASSUMED_SPREAD[measure] / np.sqrt(n))


def _once(row: Row, table: Table, before: float, column: str) -> None:
    if before == before:
        rule = "be written once per department"
        table.problems.append(Problem(row.place, column, rule, f"{quoted(row.cells[column].strip())} again"))


def _shared_out(row: Row, table: Table, points: "np.ndarray[tuple[int], np.dtype[np.float64]]", added: float) -> None:
    """Refuse the row that takes a week's influence points over what there is to share out."""
    total = float(np.nansum(points))
    if total > MOST_POINTS >= total - added:
        rule = f"sum to at most {MOST_POINTS:g} over the departments of a week"
        table.problems.append(Problem(row.place, "influence", rule, f"{total:g}"))


def _lists(table: Table, sources: Sources, scenario: Structure, notes: list[Note]) -> tuple[Rates, Occasions]:
    names = list(scenario.departments)
    home = _homes(sources.departments, names, table)
    absent = table.absent("present")

    def parse(row: Row) -> Record | None:
        meeting, day, person = row.filled("meeting"), row.day("date"), row.filled("person")
        present = row.truth("present", absent)
        department = row.one_of("department", names) if home is None else _home(row, home)
        if meeting is None or day is None or person is None or present is None or department is None:
            return None
        return Record(row, meeting, day, person, present, department)

    records = table.read(parse)
    first = sources.start or min(each.day for each in records)
    monday = first - timedelta(days=first.weekday())
    for each in records:
        week = (each.day - monday).days // 7 + 1
        if not 1 <= week <= scenario.weeks:
            rule = f"lie within the {scenario.weeks} weeks from {monday}"
            table.problems.append(Problem(each.row.place, "date", rule, quoted(str(each.day))))
    table.check()
    return _counted(records, monday, scenario, notes)


def _counted(records: list[Record], monday: date, scenario: Structure, notes: list[Note]) -> tuple[Rates, Occasions]:
    """Sessions of one meeting on one day are one decision: absent is who came to none of them."""
    names = list(scenario.departments)
    decisions: dict[tuple[str, str, str, date], bool] = {}
    for each in records:
        key = (each.department, each.person, each.meeting, each.day)
        decisions[key] = decisions.get(key, False) or each.present
    ordered = sorted(decisions)
    department = np.array([names.index(each[0]) for each in ordered])
    week = np.array([(each[3] - monday).days // 7 for each in ordered])
    absent = np.array([not decisions[each] for each in ordered])
    shape = (scenario.weeks, len(names))
    count, came = np.zeros(shape), np.zeros(shape)
    np.add.at(count, (week, department), 1.0)
    np.add.at(came, (week, department), 1.0 - absent)
    rate = np.divide(came, count, out=np.full(shape, np.nan), where=count > 0)
    missed = float(np.mean([not each.present for each in records]))
    counted = {"records": len(records), "people": len({each.person for each in records}), "missed": missed}
    notes.append(Note("lists", {**counted, "decisions": len(ordered), "absent": float(absent.mean())}))
    notes.append(Note("start", {"day": monday.isoformat()}))
    occasions = Occasions(
        _numbers([each[:3] for each in ordered]), _numbers([each[:2] for each in ordered]), department, absent
    )
    return Rates(rate, np.where(count > 0, count, np.nan)), occasions


def _numbers(keys: Sequence[tuple[str, ...]]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Running number of each key among the sorted ones."""
    known = {key: number for number, key in enumerate(sorted(set(keys)))}
    return np.array([known[key] for key in keys], dtype=np.int64)


def _homes(departments: str | None, names: list[str], table: Table) -> dict[str, str] | str | None:
    """Where people belong: by the attendance list itself (None), by a file, or all to one department."""
    if departments is None:
        if "department" not in table.columns:
            table.refuse(
                "have a column 'department', or --departments with a file `person,department` or one name", "neither"
            )
        return None
    if departments in names:
        return departments
    path = given_path(departments, "departments")
    if not path.exists():
        hint = nearest(departments, names)
        rule = f"be a file `person,department` or one of {', '.join(names)}"
        raise ScenarioError(f"--departments: must {rule}, got {quoted(departments)}{hint}")
    found: dict[str, str] = {}
    mapping = Table(path)
    mapping.demand("person", "department")

    def parse(row: Row) -> bool | None:
        person, department = row.filled("person"), row.one_of("department", names)
        if person is None or department is None:
            return None
        if person in found:
            mapping.problems.append(Problem(row.place, "person", "be written once", f"{quoted(person)} again"))
        found[person] = department
        return True

    mapping.read(parse)
    return found


def _home(row: Row, home: dict[str, str] | str) -> str | None:
    if isinstance(home, str):
        return home
    person = row.cells["person"].strip()
    if person not in home:
        rule = "be somebody whose department --departments tells"
        row.problems.append(Problem(row.place, "person", rule, quoted(person)))
    return home.get(person)
