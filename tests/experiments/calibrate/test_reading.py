from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.experiments.calibrate.observed import Observed
from sim.experiments.calibrate.reading import Sources, read
from sim.scenario import load

SCENARIO = load("scenarios/small_firm.yaml")
LIST = "meeting,number,date,session,person,present,department\n"


def reading(tmp_path: Path, attendance: str | None = None, survey: str | None = None, **more: object) -> Observed:
    paths = []
    for name, text in (("a.csv", attendance), ("s.csv", survey)):
        if text is not None:
            (tmp_path / name).write_bytes(text.encode())
        paths.append(None if text is None else tmp_path / name)
    return read(Sources(*paths, **more), SCENARIO)  # type: ignore[arg-type]


def problems(tmp_path: Path, attendance: str | None = None, survey: str | None = None, **more: object) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        reading(tmp_path, attendance, survey, **more)
    return [each.replace(f"{tmp_path}/", "") for each in caught.value.problems]


def test_semicolons_decimal_commas_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    found = reading(tmp_path, "\ufeffweek;department;rate;count\r\n1;sales;0,85;40\r\n\r\n3;finance;1;10\r\n").rates
    assert found is not None
    assert (found.rate[0, 0], found.invited[0, 0], found.rate[2, 2]) == (0.85, 40, 1.0)
    assert int((~np.isnan(found.rate)).sum()) == 2


def test_weeks_begin_on_the_monday_of_the_first_day(tmp_path: Path) -> None:
    text = LIST + "m,1,2024-01-03,,p,1,sales\nm,2,2024-01-08,,p,0,sales\n"
    found = reading(tmp_path, text).rates
    assert found is not None
    assert found.rate[:2, 0].tolist() == [1.0, 0.0]


def test_a_start_shifts_the_weeks(tmp_path: Path) -> None:
    found = reading(tmp_path, LIST + "m,1,2024-01-15,,p,1,sales\n", start=date(2024, 1, 2))
    assert found.last_week == 3


def test_sessions_of_one_day_are_one_decision(tmp_path: Path) -> None:
    rows = "m,1,2024-01-03,morning,p,0,sales\nm,1,2024-01-03,afternoon,p,1,sales\nm,1,2024-01-03,morning,q,0,sales\n"
    found = reading(tmp_path, LIST + rows)
    assert found.occasions is not None
    assert found.occasions.absent.tolist() == [False, True]


def test_departments_come_from_a_file_or_one_name(tmp_path: Path) -> None:
    text = "meeting,date,person,present\nm,2024-01-03,p,1\nm,2024-01-03,q,0\n"
    (tmp_path / "d.csv").write_text("person;department\np;sales\nq;finance\n", encoding="utf-8")
    by_file, by_name = (reading(tmp_path, text, departments=each) for each in (str(tmp_path / "d.csv"), "finance"))
    assert by_file.rates is not None
    assert by_name.rates is not None
    assert by_file.rates.rate[0].tolist()[::2] == [1.0, 0.0]
    assert by_name.rates.rate[0, 2] == 0.5


def test_errors_of_answers_come_from_their_standard_error_or_count(tmp_path: Path) -> None:
    given = reading(tmp_path, survey="week,department,image,sd\n4,sales,0.5,0.04\n").surveys["image"]
    counted = reading(tmp_path, survey="week,department,influence,count\n4,sales,30,25\n").surveys["influence"]
    assert given.error[3, 0] == 0.04
    assert counted.error[3, 0] == pytest.approx(15 / 5)


def test_points_of_one_week_are_shared_out_once(tmp_path: Path) -> None:
    rows = "4,sales,60\n5,sales,60\n4,finance,40.5\n"
    held = reading(tmp_path, survey="week,department,influence\n" + rows).surveys["influence"]
    assert np.nansum(held.value[3]) == 100.5
    found = problems(tmp_path, survey="week,department,influence\n" + rows + "5,finance,41\n")
    told = "must sum to at most 100.5 over the departments of a week, got 101"
    assert found == [f"s.csv:5 influence: {told}"]


@pytest.mark.parametrize(
    ("attendance", "survey", "told"),
    [
        (None, None, "calibrate: must have observations, got neither --attendance nor --survey"),
        (LIST, None, "a.csv:1: must hold rows below the header, got none"),
        ("", None, "a.csv:1: must hold a header and rows, got nothing"),
        ("meting,date,person,present\n", None, "a.csv:1: must have a column 'meeting', got .*did you mean 'meting'"),
        (
            "meeting,date,person,present\nm,2024-01-01,p,1\n",
            None,
            "a.csv:1: must have a column 'department', or --departments .*, got neither",
        ),
        (LIST + "m,1,1.2.2024,,p,1,sales\n", None, "a.csv:2 date: must be a date such as 2024-03-31, got '1.2.2024'"),
        (LIST + "m,1,2024-02-30,,p,1,sales\n", None, "a.csv:2 date: must be a date such as 2024-03-31"),
        (LIST + "m,1,2024-02-01,,p,yes,sales\n", None, "a.csv:2 present: must be one of 0, 1, got 'yes'"),
        (LIST + "m,1,2024-02-01,,p,1,sale\n", None, "a.csv:2 department: must be one of .*did you mean 'sales'"),
        (LIST + "m,1,2024-02-01,,,1,sales\n", None, "a.csv:2 person: must not be empty, got ''"),
        (LIST + "m,1\n", None, "a.csv:2: must have 7 cells, as the header has, got 2"),
        ("week,department,rate\n1,sales,85\n", None, "a.csv:2 rate: must be a number in 0..1, got '85'"),
        ("week,department,rate\n1,sales,1.234,5\n", None, "a.csv:2: must have 3 cells"),
        ("week,department,rate\n0,sales,.5\n", None, "a.csv:2 week: must be a whole number in 1..104, got '0'"),
        ("week,department,rate\n1,sales,.5\n1,sales,.6\n", None, "a.csv:3 week: must be written once per department"),
        (None, "week,department,mood\n1,sales,.5\n", "s.csv:1: must have a column 'image'"),
        (None, "week,department,image,sd\n1,sales,.5,-1\n", "s.csv:2 sd: must be a number in 0..1, got '-1'"),
        (None, "week,department,image,count\n1,sales,.5,0\n", "s.csv:2 count: must be a number in 1..1e\\+09, got '0'"),
        (None, "week,week,image\n", "s.csv:1: must name every column once, got 'week'"),
        (
            LIST + "m,1,2024-01-01,,p,1,sales\nm,1,2030-01-01,,p,1,sales\n",
            None,
            "a.csv:3 date: must lie within the 104 weeks",
        ),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_line_column_rule_and_value(
    tmp_path: Path, attendance: str | None, survey: str | None, told: str
) -> None:
    import re

    assert re.match(told, problems(tmp_path, attendance, survey)[0])


def test_every_mistake_of_a_file_is_told(tmp_path: Path) -> None:
    rows = "m,1,x,,p,1,sales\nm,1,2024-01-01,,p,2,sales\nm,1,2024-01-01,,p,1,nobody\n"
    assert len(problems(tmp_path, LIST + rows)) == 3


def test_people_without_a_department_are_told(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("person,department\nq,sales\n", encoding="utf-8")
    found = problems(tmp_path, "meeting,date,person,present\nm,2024-01-01,p,1\n", departments=str(tmp_path / "d.csv"))
    assert found == ["a.csv:2 person: must be somebody whose department --departments tells, got 'p'"]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"week,department,rate\n1,sales,\xff\n")
    with pytest.raises(ScenarioError, match=r"a.csv:2: must be text in UTF-8, got the byte 0xff"):
        read(Sources(tmp_path / "a.csv", None), SCENARIO)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"none.csv: must be an existing file, got nothing there"):
        read(Sources(tmp_path / "none.csv", None), SCENARIO)
