import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.voice import (
    PRODUCT,
    SMALLER,
    Voice,
    attentive_esteem,
    loudness,
    product,
    rank_weight,
    relative,
    share,
    smaller,
    weight,
)
from sim.scenario.schema import RANKS
from tests.rules.declared import LEVELS, ROUNDING, by_default, repeatably, within_bounds

VOICE = Voice(staff=1, lead=2, head=4, assertiveness=3, deference=0)
SEATS = st.lists(st.tuples(st.floats(0.1, 40), st.floats(0.01, 1), LEVELS), min_size=1, max_size=8)


def test_rank_and_assertiveness_make_loud() -> None:
    assert weight(VOICE, rank=1, assertiveness=0.5) == pytest.approx(5)


@pytest.mark.parametrize("rank", RANKS)
def test_every_rank_has_its_own_weight(rank: str) -> None:
    assert rank_weight(VOICE, RANKS.index(rank)) == getattr(VOICE, rank)


def test_one_listener_grants_attention_times_esteem() -> None:
    assert attentive_esteem(PRODUCT, visibility=0.5, esteem=0.8) == product(0.5, 0.8) == pytest.approx(0.4)


def test_in_another_form_a_listener_grants_the_smaller_of_the_two() -> None:
    assert attentive_esteem(SMALLER, visibility=0.5, esteem=0.8) == smaller(0.5, 0.8) == 0.5
    assert attentive_esteem(SMALLER, visibility=0.5, esteem=0.2) == smaller(0.5, 0.2) == 0.2


@repeatably
@given(st.sampled_from([PRODUCT, SMALLER]), LEVELS, LEVELS)
def test_in_any_form_both_are_needed(form: float, visibility: float, esteem: float) -> None:
    granted = attentive_esteem(form, visibility, esteem)
    assert visibility * esteem <= granted <= min(visibility, esteem)
    assert attentive_esteem(form, 0, esteem) == attentive_esteem(form, visibility, 0) == 0


def test_voice_is_loudness_times_what_the_others_grant_in_the_mean() -> None:
    assert loudness(VOICE, weight=2, presence=1, granted=0.6, n_others=3) == pytest.approx(0.4)
    assert loudness(VOICE, weight=2, presence=0.5, granted=0.6, n_others=3) == pytest.approx(0.2)


def test_with_full_deference_half_the_standing_has_a_quarter_of_the_voice() -> None:
    full = VOICE._replace(deference=1)
    assert loudness(full, weight=2, presence=1, granted=1.2, n_others=3) == pytest.approx(2 * 0.4**2)
    assert loudness(full, weight=2, presence=1, granted=0.6, n_others=3) == pytest.approx(2 * 0.2**2)


def test_who_is_alone_needs_nobody_to_listen() -> None:
    assert loudness(VOICE, weight=2, presence=1, granted=0, n_others=0) == 2
    assert loudness(VOICE, weight=2, presence=0.5, granted=0, n_others=0) == 1


def test_a_quarter_of_the_voice_is_a_quarter_of_the_talk() -> None:
    assert share(loud=0.5, total=2, presence=1, total_presence=2) == 0.25


def test_however_little_anybody_is_noticed_talk_goes_by_voice() -> None:
    assert share(loud=0.0005, total=0.002, presence=1, total_presence=2) == 0.25


def test_where_nobody_is_noticed_talk_goes_by_presence() -> None:
    assert share(loud=0, total=0, presence=0.5, total_presence=2.5) == pytest.approx(0.2)


def test_half_of_a_fair_share_counts_half_and_more_than_a_fair_share_counts_once() -> None:
    assert relative(0.1, n_present=5) == pytest.approx(0.5)
    assert relative(0.5, n_present=5) == 1


@repeatably
@given(within_bounds(Voice), SEATS)
def test_talk_is_shared_out_whole(p: Voice, seats: list[tuple[float, float, float]]) -> None:
    n_others = len(seats) - 1
    loud = [loudness(p, each, presence, granted * n_others, n_others) for each, presence, granted in seats]
    present = [presence for _, presence, _ in seats]
    shares = [share(one, sum(loud), there, sum(present)) for one, there in zip(loud, present, strict=True)]
    assert sum(shares) == pytest.approx(1)
    assert all(0 <= each <= 1 + ROUNDING and 0 <= relative(each, len(seats)) <= 1 for each in shares)


@repeatably
@given(within_bounds(Voice), LEVELS, LEVELS, LEVELS, LEVELS)
def test_deference_gives_voice_to_whoever_stands_higher(
    p: Voice, one: float, other: float, some: float, further: float
) -> None:
    """As a share of the talk between two people who are alike but for their standing."""
    low, high = sorted((one, other))
    less, more = (p._replace(deference=each) for each in sorted((some, further)))
    quiet, loud = ([loudness(each, 1, 1, granted, 1) for granted in (low, high)] for each in (less, more))
    assert share(quiet[0], sum(quiet), 1, 2) + ROUNDING >= share(loud[0], sum(loud), 1, 2)


@repeatably
@given(within_bounds(Voice), st.integers(0, 2), LEVELS, LEVELS)
def test_assertiveness_never_makes_anybody_quieter(p: Voice, rank: int, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert 0 < weight(p, rank, less) <= weight(p, rank, more)


def test_heads_weigh_more_than_leads_and_leads_more_than_staff() -> None:
    staff, lead, head = (rank_weight(by_default(Voice), rank) for rank in range(3))
    assert staff < lead < head
