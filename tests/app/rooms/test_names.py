import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.rooms.likeness import is_like
from sim.app.rooms.names import LONGEST, another, name_key, visible_name
from sim.app.rooms.problems import RoomError

# A flag that is made of a black one and letters that are not shown.
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ada", "Ada"), ("  Ada \u00a0 Berg ", "Ada Berg"), ("A\u0308nne", "Änne"), ("Łukasz", "Łukasz"),
        ("美玲", "美玲"), ("<b>Bo</b>", "<b>Bo</b>"), ("7", "7"), ("x" * 24, "x" * 24), ("🦊", "🦊"),
        ("👩\u200d💻 Eva", "👩\u200d💻 Eva"), ("🏳\ufe0f\u200d🌈", "🏳\ufe0f\u200d🌈"), ("می\u200cروم", "می\u200cروم"),
        ("🧑🏽\u200d🤝\u200d🧑🏻", "🧑🏽\u200d🤝\u200d🧑🏻"), ("ක්\u200dරම", "ක්\u200dරම"),
        ("🙂\u200d↔\ufe0f", "🙂\u200d↔\ufe0f"), (ENGLAND, ENGLAND),
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
        ("A" + "\u0301" * 9, "name_signs"), ("A\u200dda", "name_signs"), ("Ada\u200d", "name_signs"),
        ("\u200cAda", "name_signs"), ("👩\u200d Eva", "name_signs"), ("💻\u200d\u200d💻", "name_signs"),
        ("A\U000e0067", "name_signs"), ("می\u202eروم", "name_signs"),
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
    assert sum(unicodedata.category(each)[0] not in "MC" for each in name) <= LONGEST
    assert all(is_joined(name, at) for at, each in enumerate(name) if unicodedata.category(each)[0] == "C")
    assert visible_name(name) == name


def is_joined(name: str, at: int) -> bool:
    return (name[at] in "\u200c\u200d" and 0 < at < len(name) - 1) or name[at] >= "\U000e0020"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "\u0410nna"), ("Anna", "\u0391nn\u0430"), ("Bob", "\u0412ob"), ("bob", "\u0412OB"),
        ("Otto", "0tto"), ("Ilse", "llse"), ("\u041d\u0418\u041d\u0410", "\u043d\u0438\u043d\u0430"),
        ("Coco", "\u0421\u043e\u0441\u043e"),
        ("Anna", "\U0001d400nna"), ("Anna", "A\u200cnna"), ("Jan", "J\u0430n"), ("🙂", "🙂\ufe0f"), ("ADA", "ada"),
    ],
)  # fmt: skip
def test_names_that_look_alike_across_a_room_are_the_same(one: str, other: str) -> None:
    assert is_like(one, ["Zoe", other])
    assert is_like(other, [one])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann", "Anna"), ("Ada", "Eda"), ("Änne", "Anne"), ("Özil", "Ozil"), ("美玲", "美鈴"), ("Person 2", "Person 7"),
        ("\u0410\u043d\u043d\u0430", "Anna"), ("\u0412\u0435\u0440\u0430", "Vera"),
    ],
)  # fmt: skip
def test_names_that_differ_to_the_eye_may_both_be_there(one: str, other: str) -> None:
    assert not is_like(one, [other])


@given(st.text(max_size=12), st.text(max_size=12))
def test_looking_alike_goes_both_ways_and_holds_for_oneself(one: str, other: str) -> None:
    assert is_like(one, [one])
    assert is_like(one, [other]) == is_like(other, [one])


@pytest.mark.parametrize(
    ("one", "two"), [("Ada", "ADA"), ("STRASSE", "straße"), ("Ａda", "ada"), ("Änne", "A\u0308NNE")]
)
def test_names_that_read_the_same_have_one_key(one: str, two: str) -> None:
    assert name_key(one) == name_key(two)


def test_another_name_is_free_and_no_longer_than_allowed() -> None:
    taken = ["x" * 24, "x" * 22 + " 2"]
    assert another("x" * 24, taken) == "x" * 22 + " 3"
