"""Data for calibrations as files: of one history of a small firm with known parameters, or of no history at all."""

import csv
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim import kernel
from sim.experiments.calibrate.comparison import Comparison, absences, invitations
from sim.experiments.calibrate.simulator import shortened
from sim.scenario import layout, timeline
from sim.scenario.variants import Value, Variants

SCENARIO = "scenarios/small_firm.yaml"
SURVEYED_EVERY = 8
SURVEY_ERROR = 0.05
MONDAY = date(2024, 1, 1)
DEPARTMENTS = ("sales", "production", "finance")


class Files(NamedTuple):
    """Where the data are."""

    attendance: Path
    survey: Path


class Case(NamedTuple):
    """Data of a history before something is done to them."""

    files: Files
    values: Mapping[str, Value]
    seed: int
    weeks: int


def observe(folder: Path, values: Mapping[str, Value], seed: int, weeks: int) -> Files:
    """Attendance list and survey of one history of the small firm, as files."""
    scenario = Variants.of(SCENARIO).scenario(values)
    company = layout.build(scenario)
    output = kernel.simulate(company, shortened(timeline.build(scenario), weeks), seed, 0, 1, trace=True)[0]
    names = layout.names(scenario)
    occasions, keys = invitations(company, weeks, np.arange(len(names.departments)))
    plan = Comparison([], np.zeros(0), [], [], occasions, keys, people=True, spread=[], notes=[])
    missed = absences(plan, company, output.events).absent
    n_people, n_meetings = len(names.people), len(names.meetings)
    found = Files(folder / "attendance.csv", folder / "survey.csv")
    rows: list[list[Any]] = [["meeting", "number", "date", "session", "person", "present", "department"]]
    for key, person, department, absent in zip(keys, occasions.person, occasions.department, missed, strict=True):
        week, meeting = int(key) // n_people // n_meetings, int(key) // n_people % n_meetings
        day = MONDAY + timedelta(weeks=week - 1, days=int(company.meetings.slot[meeting]) // 2)
        own = names.departments[department]
        rows.append([names.meetings[meeting], week, day, "", names.people[person], int(not absent), own])
    _write(found.attendance, rows)
    chance = np.random.default_rng([seed, 8])
    rows = [["week", "department", "image", "sd"]]
    for week in range(3, weeks, SURVEYED_EVERY):
        for d, name in enumerate(names.departments):
            answer = output.weekly[week, d, 0] + SURVEY_ERROR * chance.standard_normal()
            rows.append([week + 1, name, round(min(1.0, max(0.0, float(answer))), 4), SURVEY_ERROR])
    _write(found.survey, rows)
    return found


def _swing(case: Case) -> None:
    """Everybody comes in one quarter, and half of them in the next."""
    _rates(case, lambda week, _: 0.97 if (week - 1) // 13 % 2 == 0 else 0.45)


def _flicker(case: Case) -> None:
    """All departments' image jumps up and down from one survey to the next."""
    _image(case, lambda number: 0.85 if number % 2 else 0.15)


def _swapped(case: Case) -> None:
    """One department always comes, another one hardly ever."""
    rates = dict(zip(DEPARTMENTS, (1.0, 0.2, 0.5), strict=True))
    _rates(case, lambda _, department: rates[department])


def _halves(case: Case) -> None:
    """Half of the people are always there, the others never."""
    people = sorted({row["person"] for row in _read(case.files.attendance)})
    _lists(case, lambda row, _: people.index(row["person"]) % 2)


def _alternate(case: Case) -> None:
    """Everybody comes every second time."""
    _lists(case, lambda _, times: times % 2)


def _ideal(case: Case) -> None:
    """All departments stand as high as they can."""
    _image(case, lambda _: 0.97)


def _away(case: Case) -> None:
    """The model's own data, of a parameter far outside the ranges."""
    observe(case.files.attendance.parent, {**case.values, "attendance.available": 0.55}, case.seed, case.weeks)


def _rumour(case: Case) -> None:
    """The model's own data, but that one department's image falls at once and for ever."""
    rows = _read(case.files.survey)
    first = min(int(row["week"]) for row in rows)
    for row in rows:
        if row["department"] == "finance":
            row["image"] = "0.9" if int(row["week"]) == first else "0.2"
    _write_rows(case.files.survey, rows)


IMPOSSIBLE: dict[str, Callable[[Case], None]] = {
    "flicker": _flicker, "swapped": _swapped, "halves": _halves, "alternate": _alternate, "ideal": _ideal,
    "away": _away, "rumour": _rumour, "swing": _swing,
}  # fmt: skip


def impossible(kind: str, folder: Path, values: Mapping[str, Value], seed: int, weeks: int) -> Files:
    """Data that no parameters in the usual ranges can make, of some kind."""
    case = Case(observe(folder, values, seed, weeks), values, seed, weeks)
    IMPOSSIBLE[kind](case)
    return case.files


def _rates(case: Case, rate: Callable[[int, str], float]) -> None:
    rows = [[week, name, rate(week, name), 12] for week in range(1, case.weeks + 1) for name in DEPARTMENTS]
    _write(case.files.attendance, [["week", "department", "rate", "count"], *rows])


def _image(case: Case, image: Callable[[int], float]) -> None:
    weeks = enumerate(range(4, case.weeks + 1, 4))
    rows = [[week, name, image(number), 0.03] for number, week in weeks for name in DEPARTMENTS]
    _write(case.files.survey, [["week", "department", "image", "sd"], *rows])


def _lists(case: Case, present: Callable[[dict[str, str], int], int]) -> None:
    rows, times = _read(case.files.attendance), dict[tuple[str, str], int]()
    for row in rows:
        seat = row["meeting"], row["person"]
        times[seat] = times.get(seat, 0) + 1
        row["present"] = str(present(row, times[seat]))
    _write_rows(case.files.attendance, rows)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    _write(path, [list(rows[0]), *(list(row.values()) for row in rows)])


def _write(path: Path, rows: list[list[Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
