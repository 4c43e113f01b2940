import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.rooms.names import LONGEST, another, name_key, visible_name
from sim.app.rooms.problems import RoomError


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ada", "Ada"), ("  Ada \u00a0 Berg ", "Ada Berg"), ("A\u0308nne", "Änne"), ("Łukasz", "Łukasz"),
        ("美玲", "美玲"), ("<b>Bo</b>", "<b>Bo</b>"), ("7", "7"), ("x" * 24, "x" * 24), ("🦊", "🦊"),
    ],
)  # fmt: skip
def test_names_are_shown_as_typed_in_one_line(typed: str, shown: str) -> None:
    assert visible_name(typed) == shown


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "name_missing"), ("  \u00a0 ", "name_missing"), ("\u0301", "name_missing"),
        ("x" * 25, "name_long"), ("x" * 1_000_000, "name_long"),
        ("Ada\u202eadA", "name_signs"), ("Ada\u2066", "name_signs"), ("A\u200bda", "name_signs"),
        ("A\x00da", "name_signs"), ("Ada\nBerg", "name_signs"), ("\x1b[31mAda", "name_signs"),
        ("\u3164", "name_signs"), ("\u2800", "name_signs"), ("\ud800", "name_signs"), ("\ue000", "name_signs"),
        ("A" + "\u0301" * 9, "name_signs"),
    ],
)  # fmt: skip
def test_names_that_hide_turn_or_spill_are_refused(typed: str, reason: str) -> None:
    with pytest.raises(RoomError) as error:
        visible_name(typed)
    assert error.value.reason == reason


@given(st.text(max_size=80))
def test_a_name_that_passes_is_short_visible_and_stays_as_it_is(typed: str) -> None:
    try:
        name = visible_name(typed)
    except RoomError:
        return
    assert name
    assert sum(unicodedata.category(each)[0] != "M" for each in name) <= LONGEST
    assert not any(unicodedata.category(each)[0] == "C" for each in name)
    assert visible_name(name) == name


@pytest.mark.parametrize(
    ("one", "two"), [("Ada", "ADA"), ("STRASSE", "straße"), ("Ａda", "ada"), ("Änne", "A\u0308NNE")]
)
def test_names_that_read_the_same_have_one_key(one: str, two: str) -> None:
    assert name_key(one) == name_key(two)


def test_another_name_is_free_and_no_longer_than_allowed() -> None:
    taken = {name_key(each) for each in ("x" * 24, "x" * 22 + " 2")}
    assert another("x" * 24, taken) == "x" * 22 + " 3"
