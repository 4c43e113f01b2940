import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.rooms.sheet import COLUMNS, FORMULA, harmless, sheet
from sim.language import translator
from tests.app.rooms.made import judged, months, view_of

T = translator("en")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_every_decision_is_a_row_with_levels_at_the_end_of_quarters() -> None:
    found = rows(sheet(view_of({"Ada": months("mcm", "mattered", demand=True), "Bo": months("c")}), judged, T))
    assert [(each["player"], each["month"], each["meeting_first"], each["weeks"]) for each in found] == [
        ("Ada", "1", "4", "4"), ("Ada", "2", "0", "4"), ("Ada", "3", "5", "5"), ("Bo", "1", "0", "4"),
    ]  # fmt: skip
    assert [each["image_after_quarter"] for each in found] == ["", "", f"{9 / 13:.4f}", ""]
    assert (found[0]["told"], found[0]["demand"]) == ("mattered", "1")


def test_a_german_spreadsheet_gets_semicolons_and_decimal_commas() -> None:
    text = sheet(view_of({"A;da": months("mcm", "mattered", demand=True)}), judged, translator("de"))
    found = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert [each["player"] for each in found] == ["A;da"] * 3
    assert found[2]["image_after_quarter"] == f"{9 / 13:.4f}".replace(".", ",")
    assert "," not in text.partition("\r\n")[0]


def test_an_empty_room_is_a_head_alone() -> None:
    assert sheet(view_of({}), judged, T).strip() == ",".join(COLUMNS)


def test_anonymous_players_have_numbers() -> None:
    assert rows(sheet(view_of({"": months("m")}), judged, T))[0]["player"] == "Person 1"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', " =1", "＝1"])
def test_names_that_begin_like_formulas_are_text(name: str) -> None:
    assert rows(sheet(view_of({name: months("m")}), judged, T))[0]["player"] == f"'{name}"


@given(st.text(max_size=30))
def test_no_cell_is_a_formula(text: str) -> None:
    assert not harmless(text).lstrip().startswith(FORMULA)


def test_a_name_with_commas_and_quotes_stays_one_cell() -> None:
    assert rows(sheet(view_of({'A,"b"': months("m")}), judged, T))[0]["player"] == 'A,"b"'
