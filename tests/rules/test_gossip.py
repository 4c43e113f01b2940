import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.gossip import (
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    PROPORTIONAL,
    STEPS,
    Gossip,
    is_stopped,
    listen,
    proportional,
    steps,
    valence,
)
from tests.rules.declared import LEVELS, by_default, repeatably, within_bounds

TALK = by_default(Gossip)._replace(inhibit=0.5, neutral=0.5, negativity=1, negative=0.4, positive=0.2)
FORMS = (PROPORTIONAL, STEPS)
TONES = st.sampled_from((NEGATIVE, NEUTRAL, POSITIVE))
N_ALLIES = st.integers(0, 50)


def test_gossip_stops_when_allies_are_present() -> None:
    """One ally of two lets talk go on half of the time, two a quarter of the time."""
    assert [is_stopped(TALK, 1, uniform) for uniform in (0.49, 0.51)] == [False, True]
    assert [is_stopped(TALK, 2, uniform) for uniform in (0.24, 0.26)] == [False, True]


def test_half_of_talk_is_neutral_and_the_rest_splits_by_esteem() -> None:
    assert [valence(TALK, 0.5, uniform) for uniform in (0.1, 0.49)] == [NEUTRAL] * 2
    assert [valence(TALK, 0.5, uniform) for uniform in (0.51, 0.74)] == [NEGATIVE] * 2
    assert [valence(TALK, 0.5, uniform) for uniform in (0.76, 0.99)] == [POSITIVE] * 2


def test_odds_of_three_make_three_judgements_of_four_bad_at_middling_esteem() -> None:
    tones = [valence(TALK._replace(neutral=0, negativity=3), 0.5, uniform) for uniform in (0.1, 0.4, 0.74, 0.76)]
    assert tones == [NEGATIVE, NEGATIVE, NEGATIVE, POSITIVE]


def test_bad_talk_takes_a_share_of_esteem_and_good_talk_adds_one_of_what_is_missing() -> None:
    for tone, after in ((NEGATIVE, 0.64), (POSITIVE, 0.82)):
        assert listen(PROPORTIONAL, TALK, 0.8, 0.5, tone) == proportional(TALK, 0.8, 0.5, tone) == pytest.approx(after)


def test_in_another_form_talk_takes_and_adds_as_much_whatever_there_is() -> None:
    for esteem in (0.2, 0.8):
        for tone, change in ((NEGATIVE, -0.1), (POSITIVE, 0.05)):
            after = listen(STEPS, TALK, esteem, 0.5, tone)
            assert after == steps(TALK, esteem, 0.5, tone) == pytest.approx(esteem + change)


def test_steps_end_at_the_bounds() -> None:
    assert listen(STEPS, TALK, 0.1, 1, NEGATIVE) == 0
    assert listen(STEPS, TALK, 0.95, 1, POSITIVE) == 1


@pytest.mark.parametrize("form", FORMS)
def test_neutral_talk_changes_nothing(form: float) -> None:
    assert listen(form, TALK, 0.7, 1, NEUTRAL) == 0.7


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("tone", [NEGATIVE, POSITIVE])
def test_nobody_listens_to_a_speaker_without_esteem(form: float, tone: int) -> None:
    assert listen(form, TALK, 0.7, esteem_for_speaker=0, tone=tone) == 0.7


def test_without_allies_nobody_stops_gossip() -> None:
    assert not is_stopped(TALK._replace(inhibit=1), 0, uniform=1 - 2**-33)


def test_a_single_ally_who_never_keeps_quiet_stops_all_gossip() -> None:
    assert is_stopped(TALK._replace(inhibit=1), 1, uniform=2**-33)


@pytest.mark.parametrize(("esteem", "tone"), [(0, NEGATIVE), (1, POSITIVE)])
def test_the_despised_are_never_praised_and_the_admired_never_run_down(esteem: float, tone: int) -> None:
    assert {valence(TALK, esteem, uniform) for uniform in (0.51, 0.75, 1 - 2**-33)} == {tone}


def test_bad_talk_moves_listeners_further_than_good_talk() -> None:
    rules = by_default(Gossip)
    for form in FORMS:
        assert 0.5 - listen(form, rules, 0.5, 1, NEGATIVE) > listen(form, rules, 0.5, 1, POSITIVE) - 0.5 > 0


@repeatably
@given(within_bounds(Gossip), N_ALLIES, N_ALLIES, LEVELS)
def test_another_ally_never_lets_gossip_go_on_that_was_stopped(p: Gossip, one: int, other: int, uniform: float) -> None:
    assert is_stopped(p, min(one, other), uniform) <= is_stopped(p, max(one, other), uniform)


@repeatably
@given(within_bounds(Gossip), LEVELS, LEVELS, LEVELS)
def test_the_more_esteem_the_kinder_the_talk(p: Gossip, one: float, other: float, uniform: float) -> None:
    assert valence(p, min(one, other), uniform) <= valence(p, max(one, other), uniform)


@repeatably
@given(st.sampled_from(FORMS), within_bounds(Gossip), st.tuples(LEVELS, LEVELS), TONES)
def test_in_any_form_esteem_stays_a_level_and_moves_with_the_tone(
    form: float, p: Gossip, levels: tuple[float, float], tone: int
) -> None:
    esteem, for_speaker = levels
    after = listen(form, p, esteem, for_speaker, tone)
    assert 0 <= after <= 1
    assert (after - esteem) * tone >= 0


@repeatably
@given(within_bounds(Gossip), LEVELS, TONES)
def test_the_forms_move_those_alike_who_think_middling(p: Gossip, for_speaker: float, tone: int) -> None:
    one, other = (listen(form, p, 0.5, for_speaker, tone) for form in FORMS)
    assert one == pytest.approx(other)
