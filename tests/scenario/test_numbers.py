"""Which number was probably meant."""

import pytest

from sim.scenario.numbers import hint, meant, plainly


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0,4", "0.4"), ("４", "4"), ("−3", "-3"), ("−0,5", "-0.5"), ("٤", "4"), ("1 000", "1000"), ("1'000", "1000"),
        ("20 %", "0.2"), ("12,5%", "0.125"), ("1\u00a0000,5", None), ("1,2,3", None), ("four", None), ("", None),
        ("0.4", None), ("4" * 50, None), ("½", None),
    ],
)  # fmt: skip
def test_a_number_written_otherwise_is_recognised(text: str, number: str | None) -> None:
    assert meant(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.000", "1000"),
        ("1,000", "1000"),
        ("12.345.678", "12345678"),
        ("2,0", "2"),
        ("104.0", "104"),
        ("2,5", None),
        ("80.5", None),
    ],
)
def test_marks_of_thousands_are_recognised_where_a_whole_number_is_wanted(text: str, number: str | None) -> None:
    assert meant(text, whole=True) == number


def test_a_hint_is_a_question_or_nothing() -> None:
    assert hint("0,4") == "; did you mean 0.4?"
    assert hint("much") == ""
    assert hint("1,5", low=0.0, high=1.0) == ""
    assert hint("0.4") == ""
    assert hint("0.4", is_quoted=True) == "; did you mean 0.4?"


def test_relations_and_commas_of_a_sentence_are_written_as_they_are_read() -> None:
    assert plainly("image ≥ 0,45 with 0,9") == "image >= 0.45 with 0.9"
    assert plainly("weeks 1..4, image ⩽ ４") == "weeks 1..4, image <= 4"
    assert plainly("image >= 0,55 with 90 %") == "image >= 0.55 with 0.9"
