import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.explanation import (
    EXTERNAL_CONSTRAINT,
    MATTERED_MORE,
    NONE,
    Explanation,
    chance_found_out,
    deceived,
    is_made_good,
    kind,
    loss,
    make_good,
    owed,
    proof,
    scarred,
)
from tests.rules.declared import CLEAR_LEVELS, LEVELS, ROUNDING, by_default, repeatably, within_bounds

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


def test_an_excuse_gets_back_what_is_redeemed_and_the_honest_word_everything() -> None:
    assert owed(WORDS._replace(redeem=1), EXTERNAL_CONSTRAINT, lost=0.1) == 0.1
    assert owed(WORDS._replace(redeem=0.25), EXTERNAL_CONSTRAINT, lost=0.1) == 0.025
    assert owed(WORDS._replace(redeem=0), MATTERED_MORE, lost=0.1) == 0.1


def test_an_honest_word_proved_true_leaves_the_customer_better_off_than_before() -> None:
    before, p = 0.6, WORDS._replace(proved=0.1)
    lost = loss(p, before, MATTERED_MORE)
    after = make_good(before - lost, owed(p, MATTERED_MORE, lost), proof(p, MATTERED_MORE), ceiling=1)
    assert after == pytest.approx(before + 0.1 * 0.4)


def test_an_excuse_is_no_promise_that_could_be_proved() -> None:
    assert proof(WORDS._replace(proved=1), EXTERNAL_CONSTRAINT) == 0
    assert proof(WORDS._replace(proved=1), NONE) == 0


def test_the_danger_of_being_found_out_grows_with_the_excuses_heard() -> None:
    assert [chance_found_out(WORDS._replace(discovery=0.4), n) for n in (0, 1, 2, 3)] == [0, 0.4, 0.8, 1]


def test_an_excuse_found_out_costs_goodwill_and_some_of_it_for_good() -> None:
    p = WORDS._replace(deceit=0.5, scar=0.2)
    assert deceived(p, goodwill=0.8) == 0.4
    assert scarred(p, ceiling=1) == 0.8
    assert scarred(p, scarred(p, ceiling=1)) == pytest.approx(0.64)


def test_by_default_an_excuse_found_out_costs_more_than_the_date_would_have() -> None:
    p = by_default(Explanation)
    assert deceived(p, goodwill=0.8) < 0.8 - loss(p, 0.8, NONE)


@repeatably
@given(within_bounds(Explanation), st.tuples(LEVELS, LEVELS), st.sampled_from(TOLD))
def test_what_is_proved_true_never_harms_and_never_goes_beyond_what_trust_allows(
    p: Explanation, levels: tuple[float, float], told: int
) -> None:
    before, ceiling = levels
    lost = loss(p, before, told)
    after = make_good(before - lost, owed(p, told, lost), proof(p, told), ceiling)
    assert before - lost - ROUNDING <= after <= max(before, ceiling) + ROUNDING


@repeatably
@given(within_bounds(Explanation), LEVELS, st.integers(0, 200))
def test_being_found_out_takes_no_more_than_there_is(p: Explanation, level: float, n_excuses: int) -> None:
    assert 0 <= chance_found_out(p, n_excuses) <= chance_found_out(p, n_excuses + 1) <= 1
    assert 0 <= deceived(p, level) <= level
    assert 0 <= scarred(p, level) <= level


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
