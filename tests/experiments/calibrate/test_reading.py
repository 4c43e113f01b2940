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
        ("meting,date,person,present\n", None, "a.csv:1: must have .*'meeting', .*did you mean 'meeting' by 'meting'"),
        (
            "meeting,date,person,present\nm,2024-01-01,p,1\n",
            None,
            "a.csv:1: must have a column 'department', or --departments .*, got neither",
        ),
        (LIST + "m,1,1/2/2024,,p,1,sales\n", None, "a.csv:2 date: must be a date such as .*, got '1/2/2024'"),
        (LIST + "m,1,2024-02-30,,p,1,sales\n", None, "a.csv:2 date: must be a date such as 2024-03-31"),
        (LIST + "m,1,2024-02-01,,p,perhaps,sales\n", None, "a.csv:2 present: must be 1 or 0, .*, got 'perhaps'"),
        (LIST + "m,1,2024-02-01,,p,1,sale\n", None, "a.csv:2 department: must be one of .*did you mean 'sales'"),
        (LIST + "m,1,2024-02-01,,,1,sales\n", None, "a.csv:2 person: must not be empty, got ''"),
        (LIST + "m,1\n", None, "a.csv:2: must have 7 cells, as the header has, got 2"),
        ("week,department,rate\n1,sales,85\n", None, "a.csv:2 rate: must be .* in 0..1, got '85'; did you mean 0.85"),
        ("meeting,date,person,[bold]present\n", None, ".*'present', got .*did you mean 'present' by '.bold.present'"),
        (LIST + "m,1,45292,,p,1,sales\n", None, "a.csv:2 date: must be .*'45292'; a spreadsheet's number of a day"),
        (LIST + "m,1,2024-01-01,,p\0q,1,sales\n", None, "a.csv:2: must be text without .*, got the character 0x00"),
        ("Liste\n\nmeeting,date,present\n", None, "a.csv:3: must have a column 'person'"),
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
    (tmp_path / "a.csv").write_bytes(b"week,department,rate\n1,sales,\x81\n")
    with pytest.raises(ScenarioError, match=r"a.csv:2: must be text in UTF-8 or Windows-1252, got the byte 0x81"):
        read(Sources(tmp_path / "a.csv", None), SCENARIO)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"none.csv: must be an existing file, got nothing there"):
        read(Sources(tmp_path / "none.csv", None), SCENARIO)


ROWS: list[tuple[str, ...]] = [("Runde", "2024-01-01", "Müller", "1"), ("Runde", "2024-01-31", "Eva", "0")]


def saved(tmp_path: Path, rows: list[tuple[str, ...]], **how: str) -> Path:
    """List as a spreadsheet saves it: `by` separates, `first` and `end` stand around, in some `encoding`."""
    path = tmp_path / "list.csv"
    lines = [
        how.get("by", ";").join(each) + how.get("end", "") for each in [("meeting", "date", "person", "present"), *rows]
    ]
    text = how.get("first", "") + "\r\n".join(lines) + "\r\n"
    path.write_bytes(text.encode(how.get("encoding", "utf-8")))
    return path


def rates(path: Path) -> list[float]:
    found = read(Sources(path, None, "sales"), SCENARIO)
    assert found.rates is not None
    return [float(each) for each in found.rates.rate[[0, 4], 0]]


@pytest.mark.parametrize(
    "how",
    [
        {}, {"first": "sep=;\r\n"}, {"first": '"sep=\t"\r\n', "by": "\t"}, {"first": "SEP=|\n", "by": "|"},
        {"by": "\t"}, {"by": ","}, {"end": ";;"}, {"end": ";"}, {"first": "\r\n\r\n"}, {"encoding": "cp1252"},
        {"encoding": "utf-8-sig"}, {"encoding": "utf-16"},
        {"encoding": "utf-16", "by": "\t"},
    ],
)  # fmt: skip
def test_a_list_is_read_however_a_spreadsheet_saved_it(tmp_path: Path, how: dict[str, str]) -> None:
    assert rates(saved(tmp_path, ROWS, **how)) == [1.0, 0.0]


@pytest.mark.parametrize(
    "yes_and_no",
    ["WAHR FALSCH", "ja nein", "True False", "YES no", "J N", "x 0", "1,0 0,0", "1.0 0", "100% 0%", "１ ０"],
)
def test_truths_are_read_in_the_words_of_spreadsheets(tmp_path: Path, yes_and_no: str) -> None:
    yes, no = yes_and_no.split()
    rows = [(*each[:3], yes if each[3] == "1" else no) for each in ROWS]
    assert rates(saved(tmp_path, rows)) == [1.0, 0.0]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("01.01.2024", "31.01.2024"),
        ("1.1.2024", "31.1.2024"),
        ("2024-01-01 00:00:00", "2024-01-31T08:30"),
        ("2024-1-1", "2024-1-31"),
        ("2024/01/01", "2024.01.31"),
        ("Mo, 01.01.2024", "Mittwoch 31.1.24"),
        ("01. Januar 2024", "31 Jan 2024"),
        ("1-Jan-24", "January 31, 2024"),
        ("01.01.24", "Wed, 31st January 2024"),
    ],
)
def test_dates_that_are_not_ambiguous_are_read(tmp_path: Path, first: str, last: str) -> None:
    rows = [(*each[:1], day, *each[2:]) for each, day in zip(ROWS, (first, last), strict=True)]
    assert rates(saved(tmp_path, rows)) == [1.0, 0.0]


@pytest.mark.parametrize(("yes", "no"), [("x", ""), ("X", " "), ("1", ""), ("x", "-"), ("✓", "–")])
def test_a_list_by_hand_may_mark_presence_only(tmp_path: Path, yes: str, no: str) -> None:
    rows = [(*each[:3], yes if each[3] == "1" else no) for each in ROWS]
    assert rates(saved(tmp_path, rows)) == [1.0, 0.0]


@pytest.mark.parametrize("marks", [("x", "0", ""), ("x", "-", ""), ("", "", ""), ("x", "e", ""), ("ja", "nein", "-")])
def test_what_is_no_single_mark_leaves_an_empty_cell_open(tmp_path: Path, marks: tuple[str, ...]) -> None:
    rows = "".join(f"m,1,2024-01-0{day},,p,{mark},sales\n" for day, mark in enumerate(marks, 1))
    assert problems(tmp_path, LIST + rows)[-1].startswith("a.csv:4 present: must be 1 or 0")


@pytest.mark.parametrize("title", ["Anwesenheit 2024", "Stand:, Januar, 2024\r\n", '"Liste, Vertrieb";;;'])
def test_german_names_of_columns_below_a_title_are_read(tmp_path: Path, title: str) -> None:
    path = saved(tmp_path, ROWS, first=f"{title}\r\n")
    text = path.read_text(encoding="utf-8").replace("meeting;date;person;present", "Besprechung;Datum;Person;Anwesend")
    path.write_text(text, encoding="utf-8")
    assert rates(path) == [1.0, 0.0]


def test_names_of_columns_and_departments_may_have_other_capitals(tmp_path: Path) -> None:
    found = reading(tmp_path, " Week ;DEPARTMENT;Rate;\n1,0;Sales;85 %;\n").rates
    assert found is not None
    assert found.rate[0, 0] == 0.85
    assert problems(tmp_path, "Week,week,department,rate\n") == ["a.csv:1: must name every column once, got 'week'"]


def test_columns_without_a_name_are_let_be(tmp_path: Path) -> None:
    found = reading(tmp_path, "week;;department;rate;\n1;note;sales;1;\n").rates
    assert found is not None
    assert found.rate[0, 0] == 1.0


def test_the_same_mistake_is_told_three_times_and_then_counted(tmp_path: Path) -> None:
    rows = "".join(f"m,1,{day}/1/2024,,p,1,sales\n" for day in range(1, 31))
    told = problems(tmp_path, LIST + rows + "m,1,2024-01-01,,p,1,nobody\n")
    assert len(told) == 4
    assert told[0].startswith("a.csv:2 date: must be a date")
    assert told[2].endswith("got '3/1/2024'; the same in 27 further lines")
    assert told[3].startswith("a.csv:32 department")


def test_lines_are_counted_from_the_top_of_the_file(tmp_path: Path) -> None:
    assert problems(tmp_path, "sep=;\nweek;department;rate\n1;sales;2\n")[0].startswith("a.csv:3 rate")


@pytest.mark.parametrize("written", ["1/2/2024", "24-01-02", "1. Ja 2024", "31. Februar 2024", "1. Ju 2024", "2024"])
def test_dates_that_are_ambiguous_or_none_are_refused(tmp_path: Path, written: str) -> None:
    (told,) = problems(tmp_path, LIST + f"m,1,{written},,p,1,sales\n")
    assert told.startswith("a.csv:2 date: must be a date")


@pytest.mark.parametrize(
    ("start", "word"),
    [(b"PK\x03\x04", "a workbook; save it as CSV"), (b"%PDF-1.7", "a PDF"), (b"\x89PNG\r\n", "a picture"),
     (b"\x1f\x8b\x08", "a compressed file"), (b"\n<!DOCTYPE html>", "a web page"),
     (b"\xef\xbb\xbf<HTML>", "a web page")],
)  # fmt: skip
def test_what_is_no_table_is_told_by_its_kind(tmp_path: Path, start: bytes, word: str) -> None:
    (tmp_path / "a.csv").write_bytes(start + b"\x00\xff")
    with pytest.raises(ScenarioError, match=f"a.csv: must be a table as text, CSV, got {word}"):
        read(Sources(tmp_path / "a.csv", None), SCENARIO)
