import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.play.calendar import MONTHS, length
from sim.app.play.choice import TOLD, Choice, decode, decode_all, encode, encode_all, fits, stretched
from sim.errors import ScenarioError


def choices(weeks: st.SearchStrategy[int]) -> st.SearchStrategy[Choice]:
    def of(n: int) -> st.SearchStrategy[Choice]:
        decided = st.lists(st.booleans(), min_size=n, max_size=n).map(tuple)
        return st.builds(Choice, decided, st.sampled_from(TOLD), st.booleans())

    return weeks.flatmap(of)


@given(choices(st.sampled_from([4, 5])))
def test_a_choice_is_the_same_after_having_been_a_word(choice: Choice) -> None:
    assert decode(encode(choice)) == choice


@given(choices(st.sampled_from([4, 5])))
def test_a_word_needs_no_escaping_in_a_link_or_a_table(choice: Choice) -> None:
    assert re.fullmatch(r"[a-z0-9]{6,7}", encode(choice))


@given(st.text(max_size=12))
def test_any_other_word_is_refused(text: str) -> None:
    if re.fullmatch(r"[mc]{4,5}[nmx][01]", text):
        assert encode(decode(text)) == text
    else:
        with pytest.raises(ScenarioError, match=r"^choice: must be like 'mcmmx1', got "):
            decode(text)


@pytest.mark.parametrize(
    "text", ["", "mmmn0", "mmmmmmn0", "mmmmn2", "mmmmq1", "MMMMN0", "mmmmn0\n", "mmmmn٠", "m" * 9_999]
)
def test_words_that_are_nearly_right_are_refused_shortly(text: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        decode(text)
    assert len(str(refused.value)) < 120


def test_a_list_of_months_is_the_same_after_having_been_a_word() -> None:
    months = tuple(Choice((True,) * length(month), "external", month % 2 == 1) for month in range(MONTHS))
    assert decode_all(encode_all(months)) == months
    assert decode_all("") == ()
    assert len(encode_all(months)) < 200


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("mmmmmn0", r"month 1 must have 4 weeks, got 'mmmmmn0'"),
        ("mmmmn0.mmmmn0.mmmmn0", r"month 3 must have 5 weeks"),
        ("mmmmn0.", r"choice: must be like"),
        (".".join(["mmmmn0", "mmmmn0", "mmmmmn0"] * 9), r"at most 24 months|be one of 24"),
        ("m" * 10_000, r"at most 24 months"),
    ],
)
def test_lists_that_no_game_has_are_refused(text: str, rule: str) -> None:
    with pytest.raises(ScenarioError, match=rule):
        decode_all(text)


def test_a_choice_fits_months_with_as_many_weeks() -> None:
    four = Choice((True,) * 4)
    assert [fits(four, month) for month in (-1, 0, 1, 2, MONTHS)] == [False, True, True, False, False]


@given(choices(st.sampled_from([4, 5])), st.integers(0, MONTHS - 1))
def test_a_month_like_another_fits_and_keeps_words_and_demands(choice: Choice, month: int) -> None:
    like = stretched(choice, month)
    assert fits(like, month)
    assert like[1:] == choice[1:]
    assert like.meeting_first[:4] == choice.meeting_first[:4]
