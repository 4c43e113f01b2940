"""A history of the model is seen as data of a real organisation would be."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from sim import kernel
from sim.experiments.calibrate.comparison import Comparison, absences, build, statistics
from sim.experiments.calibrate.observed import Observed
from sim.experiments.calibrate.reading import Sources, read
from sim.scenario import layout, load, timeline
from sim.scenario.layout import Layout
from sim.scenario.output import WEEKLY, Output
from sim.scenario.schema import Structure

SCENARIO = "scenarios/small_firm.yaml"
WEEKS = 26
SOME_JOIN = (
    "hybrid.share=0.5",
    "attendance.norm=0",
    "attendance.available=0.9",
    "attendance.spell=2",
    f"weeks={WEEKS}",
)
MONDAY = date(2024, 1, 1)


@pytest.fixture(scope="module")
def scenario() -> Structure:
    return load(SCENARIO, SOME_JOIN)


@pytest.fixture(scope="module")
def company(scenario: Structure) -> Layout:
    return layout.build(scenario)


@pytest.fixture(scope="module")
def history(scenario: Structure, company: Layout) -> Output:
    return kernel.simulate(company, timeline.build(scenario), 7, 0, 1, trace=True)[0]


def listed(folder: Path, absent: dict[tuple[int, int], list[int]], scenario: Structure) -> Observed:
    """Data of a list in which people of sales miss the given weeks of some meetings; every other date comes first."""
    lines = ["meeting,number,date,session,person,present,department"]
    for (person, meeting), weeks in absent.items():
        # Backwards would not do: what follows what is the same from both ends.
        for week in (*range(2, WEEKS + 1, 2), *range(1, WEEKS + 1, 2)):
            day = MONDAY + timedelta(weeks=week - 1)
            lines.append(f"m{meeting},{week},{day},,p{person},{int(week not in weeks)},sales")
    path = folder / "list.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read(Sources(path, None), scenario)


def comparison(observed: Observed, scenario: Structure, company: Layout) -> Comparison:
    return build(observed, company, timeline.build(scenario), list(scenario.departments), privilege=False)


def test_those_missing_are_all_but_those_who_came_or_joined_by_video(
    tmp_path: Path, scenario: Structure, company: Layout, history: Output
) -> None:
    plan = comparison(listed(tmp_path, {(1, 1): [3]}, scenario), scenario, company)
    found = absences(plan, company, history.events)
    sales = list(scenario.departments).index("sales")
    assert set(found.department) == {sales}
    assert 0 < found.absent.sum() < found.absent.size
    in_a_week = company.meetings.every.size * company.people.department.size
    for week, attendance in enumerate(history.weekly[:, sales, WEEKLY.index("attendance")], 1):
        assert found.absent[plan.keys // in_a_week == week].mean() == pytest.approx(1 - attendance)


def test_absences_that_follow_each_other_persist_more_than_a_shuffle_of_them_and_scattered_ones_less(
    tmp_path: Path, scenario: Structure, company: Layout
) -> None:
    """Whatever the order in which the list was written."""
    found = {}
    for name, weeks in {"spell": [5, 6, 7, 8, 9, 10], "scattered": [3, 7, 11, 15, 19, 23]}.items():
        folder = tmp_path / name
        folder.mkdir()
        absent = dict.fromkeys(product(range(4), range(2)), weeks)
        plan = comparison(listed(folder, absent, scenario), scenario, company)
        found[name] = plan.observed[plan.names.index("persistence")]
    # Of six absences among 26 dates, five follow one another at once or none does; a shuffle has 5 of 25 do so.
    assert found["spell"] == pytest.approx(5 / 6 - 5 / 25)
    assert found["scattered"] == pytest.approx(0 - 5 / 25)


def test_the_models_absences_are_taken_off_a_shuffle_of_them_as_well(
    tmp_path: Path, scenario: Structure, company: Layout
) -> None:
    """Weeks of illness one by one, each as likely whatever the last was: nothing persists, though much is missed."""
    given = ("attendance.available=0.5", "attendance.spell=2", "attendance.norm=10", "attendance.reserve=10")
    scattered = load(SCENARIO, (*SOME_JOIN, *given))
    company = layout.build(scattered)
    plan = comparison(listed(tmp_path, {(1, 1): [3, 4]}, scenario), scattered, company)
    at = plan.names.index("persistence")
    (output,) = kernel.simulate(company, timeline.build(scattered), 7, 0, 1, trace=True)
    assert abs(statistics(plan, company, output, np.random.default_rng(1))[at]) < 0.15
