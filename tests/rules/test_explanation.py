import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.explanation import EXTERNAL_CONSTRAINT, MATTERED_MORE, NONE, Explanation, is_made_good, kind, loss
from tests.rules.declared import CLEAR_LEVELS, LEVELS, by_default, repeatably, within_bounds

WORDS = by_default(Explanation)._replace(cancel=0.5, honest=0.2, external=0.5, repair_honest=0.25, repair_external=0.75)
TOLD = (NONE, MATTERED_MORE, EXTERNAL_CONSTRAINT)


def test_a_fifth_hears_the_honest_reason_and_half_of_the_others_an_excuse() -> None:
    assert [kind(WORDS, uniform) for uniform in (0.1, 0.19)] == [MATTERED_MORE] * 2
    assert [kind(WORDS, uniform) for uniform in (0.21, 0.59)] == [EXTERNAL_CONSTRAINT] * 2
    assert [kind(WORDS, uniform) for uniform in (0.61, 0.99)] == [NONE] * 2


def test_words_repair_a_part_of_the_loss() -> None:
    lost = [loss(WORDS, 0.8, told) for told in TOLD]
    assert lost == pytest.approx([0.4, 0.3, 0.1])


def test_who_always_says_what_mattered_more_never_makes_excuses() -> None:
    assert {kind(WORDS._replace(honest=1), uniform) for uniform in (2**-33, 0.5, 1 - 2**-33)} == {MATTERED_MORE}


def test_who_never_explains_says_nothing() -> None:
    assert {kind(WORDS._replace(honest=0, external=0), uniform) for uniform in (2**-33, 0.5)} == {NONE}


def test_nothing_is_lost_where_there_is_no_goodwill() -> None:
    assert loss(WORDS, 0, NONE) == 0


@pytest.mark.parametrize(
    ("told", "customer_share", "made_good"),
    [
        (MATTERED_MORE, 0.3, True),
        (EXTERNAL_CONSTRAINT, 0.3, True),
        (MATTERED_MORE, 0.2, True),
        (MATTERED_MORE, 0.1, False),
        (NONE, 0.3, False),
    ],
)
def test_words_are_proved_true_where_customers_get_their_fair_share(
    told: int, customer_share: float, made_good: bool
) -> None:
    assert is_made_good(told, customer_share, fair_share=0.2) is made_good


@repeatably
@given(CLEAR_LEVELS)
def test_goodwill_after_a_cancelled_date_orders_none_mattered_more_external(goodwill: float) -> None:
    none, mattered_more, external = (goodwill - loss(by_default(Explanation), goodwill, told) for told in TOLD)
    assert none < mattered_more < external < goodwill


@repeatably
@given(within_bounds(Explanation), LEVELS, st.sampled_from(TOLD))
def test_nobody_loses_more_goodwill_than_there_is(p: Explanation, goodwill: float, told: int) -> None:
    assert 0 <= loss(p, goodwill, told) <= goodwill
    assert loss(p, goodwill, told) <= loss(p, goodwill, NONE)


@repeatably
@given(within_bounds(Explanation), LEVELS)
def test_customers_hear_one_of_three_things(p: Explanation, uniform: float) -> None:
    assert kind(p, uniform) in TOLD
