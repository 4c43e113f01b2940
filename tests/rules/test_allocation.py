import pytest
from hypothesis import given

from sim.rules.allocation import Allocation, decided, share
from tests.rules.declared import LEVELS, ROUNDING, by_default, is_between, repeatably, shares, within_bounds


def scarce(scarcity: float) -> Allocation:
    return by_default(Allocation)._replace(scarcity=scarcity)


def test_half_of_scarce_resources_follows_talk_and_half_follows_workload() -> None:
    assert share(scarce(0.5), agenda_share=0.2, workload_share=0.6) == pytest.approx(0.4)


def test_where_everything_is_scarce_talk_alone_decides() -> None:
    assert share(scarce(1), 0.2, 0.6) == 0.2


def test_where_nothing_is_scarce_workload_alone_decides() -> None:
    assert share(scarce(0), 0.2, 0.6) == 0.6


def test_form_takes_from_what_is_decided_and_demands_add_to_it() -> None:
    assert decided(scarce(1)._replace(weight=2), substance=0.75, haste=0) == 1.5
    assert decided(scarce(1)._replace(weight=2), substance=0.75, haste=1) == 3
    assert decided(scarce(1)._replace(weight=0), substance=1, haste=10) == 0


@repeatably
@given(within_bounds(Allocation), LEVELS, LEVELS)
def test_what_a_topic_gets_lies_between_talk_and_workload(p: Allocation, talked: float, worked: float) -> None:
    assert is_between(share(p, talked, worked), talked, worked)
    assert 0 <= share(p, talked, worked) <= 1


@repeatably
@given(LEVELS, LEVELS, LEVELS, LEVELS)
def test_the_scarcer_resources_are_the_more_talk_decides(
    one: float, other: float, talked: float, worked: float
) -> None:
    less, more = sorted((one, other))
    from_workload = [abs(share(scarce(scarcity), talked, worked) - worked) for scarcity in (less, more)]
    assert from_workload[0] <= from_workload[1] + ROUNDING


@repeatably
@given(within_bounds(Allocation), shares())
def test_resources_are_shared_out_whole(p: Allocation, talked: list[float]) -> None:
    worked = [1 / len(talked)] * len(talked)
    assert sum(share(p, *each) for each in zip(talked, worked, strict=True)) == pytest.approx(1)
