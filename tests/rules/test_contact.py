import pytest
from hypothesis import given

from sim.rules.contact import Contact, meet_customers
from tests.rules.declared import LEVELS, is_between, repeatably, shares, within_bounds


def test_a_tenth_of_the_week_with_customers_moves_interest_a_tenth_of_the_way() -> None:
    assert meet_customers(Contact(share=0.1), interest=0.2, customer_ideal=1) == pytest.approx(0.28)


def test_other_topics_give_way() -> None:
    assert meet_customers(Contact(share=0.1), interest=0.8, customer_ideal=0) == pytest.approx(0.72)


def test_who_meets_no_customers_keeps_their_interests() -> None:
    assert meet_customers(Contact(share=0), interest=0.2, customer_ideal=1) == 0.2


def test_who_meets_nobody_else_thinks_like_customers() -> None:
    assert meet_customers(Contact(share=1), interest=0.2, customer_ideal=1) == 1


@repeatably
@given(within_bounds(Contact), LEVELS, LEVELS)
def test_interest_never_overshoots_what_customers_care_about(p: Contact, interest: float, ideal: float) -> None:
    after = meet_customers(p, interest, ideal)
    assert 0 <= after <= 1
    assert is_between(after, interest, ideal)


@repeatably
@given(within_bounds(Contact), shares())
def test_interests_still_sum_to_one(p: Contact, interests: list[float]) -> None:
    ideals = [1.0] + [0.0] * (len(interests) - 1)
    assert sum(meet_customers(p, *each) for each in zip(interests, ideals, strict=True)) == pytest.approx(1)
