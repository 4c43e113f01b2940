from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.attendance import Attendance, comes_to_meeting, goes_to_customer, probability, remember, stays_away
from tests.rules.declared import LEVELS, ROUNDING, by_default, is_between, repeatably, within_bounds

MEETING = by_default(Attendance)._replace(norm=1, role=2, ease=4, heard=2)
CUSTOMER = by_default(Attendance)._replace(reserve=1.5, alibi=0.5)
N_UNIFORMS = 4000
UNIFORMS = [(number + 0.5) / N_UNIFORMS for number in range(N_UNIFORMS)]


def ill(available: float, spell: float) -> Attendance:
    return by_default(Attendance)._replace(available=available, spell=spell)


def chance_of_staying_away(p: Attendance, was_away: bool) -> float:
    return sum(stays_away(p, was_away, uniform) for uniform in UNIFORMS) / N_UNIFORMS


def test_utility_of_a_meeting_adds_up() -> None:
    assert comes_to_meeting(MEETING, ease=0.75, heard=0.25, role_model=0.75, ritual=0.3) == pytest.approx(
        4 * 0.25 - 2 * 0.25 + 1 + 2 * 0.25 - 0.3
    )


def test_utility_of_a_customer_adds_up() -> None:
    assert goes_to_customer(CUSTOMER, appeal=2, preaching=0.25) == pytest.approx(2 - 1.5 + 0.5 + 0.25)


def test_who_feels_neither_good_nor_bad_inside_comes_as_the_norm_says() -> None:
    assert comes_to_meeting(MEETING, 0.5, 0.5, 0.5, 0.0) == MEETING.norm


def test_log_three_more_for_the_meeting_means_three_times_out_of_four() -> None:
    assert probability(meeting=log(3), customer=0) == pytest.approx(0.75)


def test_equal_pulls_make_it_a_toss_up() -> None:
    assert probability(1.25, 1.25) == 0.5


@repeatably
@given(within_bounds(Attendance), LEVELS, LEVELS, LEVELS, LEVELS)
def test_ease_being_heard_and_the_heads_example_never_keep_anybody_away(
    p: Attendance, one: float, other: float, ease: float, heard: float
) -> None:
    less, more = sorted((one, other))
    assert comes_to_meeting(p, less, heard, 0.5, 0) <= comes_to_meeting(p, more, heard, 0.5, 0) + ROUNDING
    assert comes_to_meeting(p, ease, less, 0.5, 0) <= comes_to_meeting(p, ease, more, 0.5, 0) + ROUNDING
    assert comes_to_meeting(p, ease, heard, less, 0) <= comes_to_meeting(p, ease, heard, more, 0) + ROUNDING


@repeatably
@given(within_bounds(Attendance), st.floats(0, 40), st.floats(0, 15), st.floats(0, 10))
def test_ritual_preaching_and_the_alibi_never_bring_anybody_in(
    p: Attendance, appeal: float, preaching: float, ritual: float
) -> None:
    here = comes_to_meeting(p, 0.5, 0.5, 0.5, ritual=0)
    there = goes_to_customer(p._replace(alibi=0), appeal, preaching=0)
    assert comes_to_meeting(p, 0.5, 0.5, 0.5, ritual) <= here
    assert goes_to_customer(p._replace(alibi=abs(p.alibi)), appeal, preaching) >= there


@repeatably
@given(st.floats(-100, 100), st.floats(-100, 100), st.floats(0, 100))
def test_probability_is_a_level_and_grows_with_the_meetings_utility(here: float, there: float, more: float) -> None:
    assert 0 < probability(here, there) <= probability(here + more, there) + ROUNDING <= 1 + ROUNDING


def test_spells_of_two_weeks_end_every_second_week() -> None:
    assert chance_of_staying_away(ill(available=0.8, spell=2), was_away=True) == 0.5
    assert chance_of_staying_away(ill(available=0.8, spell=2), was_away=False) == pytest.approx(0.125)


def test_who_is_always_available_never_falls_ill() -> None:
    assert chance_of_staying_away(ill(available=1, spell=2), was_away=False) == 0


def test_who_is_never_available_never_comes_back() -> None:
    assert chance_of_staying_away(ill(available=0, spell=1), was_away=True) == 1
    assert chance_of_staying_away(ill(available=0, spell=1), was_away=False) == 1


def test_spells_last_longer_than_said_where_nobody_could_be_away_so_often_otherwise() -> None:
    assert chance_of_staying_away(ill(available=0.2, spell=1), was_away=False) == 1
    assert chance_of_staying_away(ill(available=0.2, spell=1), was_away=True) == 0.75


@repeatably
@given(st.floats(0.05, 1), st.floats(1, 26))
def test_share_of_weeks_away_is_what_availability_leaves(available: float, spell: float) -> None:
    falls_ill = chance_of_staying_away(ill(available, spell), was_away=False)
    comes_back = 1 - chance_of_staying_away(ill(available, spell), was_away=True)
    assert falls_ill / (falls_ill + comes_back) == pytest.approx(1 - available, abs=0.01)


def test_one_of_two_heads_who_comes_counts_half() -> None:
    assert remember(by_default(Attendance)._replace(memory=0.1), 0.4, came=True, n_heads=2) == pytest.approx(0.43)


def test_with_a_memory_of_one_only_the_last_time_counts() -> None:
    for came in (True, False):
        assert remember(by_default(Attendance)._replace(memory=1), 0.4, came, n_heads=1) == came


@repeatably
@given(within_bounds(Attendance), LEVELS, st.booleans(), st.integers(1, 1000))
def test_role_model_moves_towards_what_the_head_did(p: Attendance, before: float, came: bool, n_heads: int) -> None:
    after = remember(p, before, came, n_heads)
    assert 0 <= after <= 1
    assert is_between(after, before, float(came))
