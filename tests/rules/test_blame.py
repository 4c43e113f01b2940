import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.blame import Blame, accusation, blamed, credited, felt, gap, shared, surplus, unsettled
from sim.rules.revenue import Revenue
from tests.rules.declared import LEVELS, ROUNDING, by_default, declared, repeatably, within_bounds

BLAME = by_default(Blame)._replace(blame=0.4, credit=0.2)
PLANS = st.floats(declared(Revenue)["plan"].low, declared(Revenue)["plan"].high)


def test_a_quarter_of_the_plan_missed_is_a_gap_of_a_quarter() -> None:
    assert gap(revenue=0.3, plan=0.4) == pytest.approx(0.25)


def test_a_quarter_more_than_planned_is_a_surplus_of_a_quarter() -> None:
    assert surplus(revenue=0.5, plan=0.4) == pytest.approx(0.25)


def test_half_the_say_in_the_room_halves_the_accusation() -> None:
    assert accusation(BLAME, missed=0.25, influence_share=0.5) == pytest.approx(0.05)
    assert accusation(BLAME, missed=0.25, influence_share=0) == pytest.approx(0.1)


def test_an_accusation_of_a_twentieth_takes_a_twentieth() -> None:
    assert blamed(0.6, accused=0.05) == pytest.approx(0.57)


def test_the_blamed_lose_three_times_as_much_ease_where_it_hurts_three_times_as_much() -> None:
    assert unsettled(BLAME._replace(ease=1), 0.6, accused=0.05) == blamed(0.6, accused=0.05)
    assert unsettled(BLAME._replace(ease=3), 0.6, accused=0.05) == pytest.approx(0.51)
    assert unsettled(BLAME._replace(ease=10), 0.6, accused=0.2) == 0


def test_blame_that_echoes_twice_makes_a_tenth_less_of_the_esteem_met_in_meetings() -> None:
    assert felt(BLAME._replace(echo=0), 0.6, accused=0.05) == 0.6
    assert felt(BLAME._replace(echo=2), 0.6, accused=0.05) == pytest.approx(0.54)


def test_success_lifts_whoever_is_visible_part_of_the_way_up() -> None:
    assert credited(BLAME, esteem=0.5, visibility=0.5, exceeded=0.5) == pytest.approx(0.525)


def test_a_department_shares_half_the_credit_of_people_half_in_sight() -> None:
    assert shared(BLAME._replace(shared=0.5), regard=0.5, visibility=0.5, exceeded=0.5) == pytest.approx(0.5125)
    assert shared(BLAME._replace(shared=0), regard=0.5, visibility=1, exceeded=1) == 0.5


def test_meeting_the_plan_exactly_has_no_consequences() -> None:
    assert gap(0.4, 0.4) == surplus(0.4, 0.4) == 0


def test_without_revenue_all_of_the_plan_is_missed() -> None:
    assert gap(0, 0.4) == 1


def test_who_has_all_the_say_is_never_accused() -> None:
    assert accusation(BLAME, missed=1, influence_share=1) == 0


def test_who_is_not_seen_gets_no_credit() -> None:
    assert credited(BLAME, esteem=0.5, visibility=0, exceeded=1) == 0.5


def test_failure_is_blamed_more_than_success_is_credited() -> None:
    rules = by_default(Blame)
    lost = 0.5 - blamed(0.5, accusation(rules, missed=0.5, influence_share=0))
    gained = credited(rules, 0.5, visibility=1, exceeded=0.5) - 0.5
    assert lost > gained > 0


@repeatably
@given(LEVELS, PLANS)
def test_a_plan_is_missed_or_exceeded_but_never_both(revenue: float, plan: float) -> None:
    assert 0 <= gap(revenue, plan) <= 1
    assert 0 <= surplus(revenue, plan) <= 1
    assert gap(revenue, plan) == 0 or surplus(revenue, plan) == 0


@repeatably
@given(within_bounds(Blame), LEVELS, LEVELS, LEVELS, LEVELS)
def test_blame_only_lowers_and_credit_only_raises(
    p: Blame, esteem: float, visibility: float, influence: float, share: float
) -> None:
    accused = accusation(p, share, influence)
    for after in (blamed(esteem, accused), unsettled(p, esteem, accused), felt(p, esteem, accused)):
        assert 0 <= after <= esteem
    assert esteem <= credited(p, esteem, visibility, share) <= 1
    assert esteem <= shared(p, esteem, visibility, share) <= credited(p, esteem, visibility, share) + ROUNDING


@repeatably
@given(within_bounds(Blame), LEVELS, LEVELS, LEVELS)
def test_more_say_never_means_more_blame(p: Blame, missed: float, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert accusation(p, missed, more) <= accusation(p, missed, less) + ROUNDING
