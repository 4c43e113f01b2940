import pytest
from hypothesis import given

from sim.rules.attention import Attention, hear, return_to_job
from tests.rules.declared import LEVELS, by_default, is_between, repeatably, shares, within_bounds

HALF = by_default(Attention)._replace(interest=0.5, job=0.25)


def test_interest_moves_half_way_to_what_was_talked_about() -> None:
    assert hear(HALF, interest=0.2, agenda=0.6, presence=1) == pytest.approx(0.4)


def test_half_a_presence_hears_half() -> None:
    assert hear(HALF, interest=0.2, agenda=0.6, presence=0.5) == pytest.approx(0.3)


def test_interest_drifts_a_quarter_of_the_way_back_to_the_job() -> None:
    assert return_to_job(HALF, interest=0.4, job_interest=0.8) == pytest.approx(0.5)


def test_who_is_not_there_hears_nothing() -> None:
    assert hear(HALF, 0.2, 0.6, presence=0) == 0.2


def test_without_a_job_pull_nobody_returns() -> None:
    assert return_to_job(HALF._replace(job=0), 0.4, 0.8) == 0.4


@repeatably
@given(within_bounds(Attention), LEVELS, LEVELS, LEVELS, LEVELS)
def test_interest_never_overshoots(p: Attention, interest: float, agenda: float, job: float, presence: float) -> None:
    heard = hear(p, interest, agenda, presence)
    assert 0 <= heard <= 1
    assert is_between(heard, interest, agenda)
    assert is_between(return_to_job(p, heard, job), heard, job)


@repeatably
@given(within_bounds(Attention), shares(), LEVELS)
def test_interests_still_sum_to_one(p: Attention, agenda: list[float], presence: float) -> None:
    job = [1 / len(agenda)] * len(agenda)
    heard = [hear(p, *each, presence) for each in zip(job, agenda, strict=True)]
    assert sum(heard) == pytest.approx(1)
    assert sum(return_to_job(p, *each) for each in zip(heard, job, strict=True)) == pytest.approx(1)
