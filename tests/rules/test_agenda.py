import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.agenda import Agenda, with_quota
from tests.rules.declared import by_default, repeatably, shares, within_bounds

QUOTA = by_default(Agenda)._replace(quota=0.3)


def agenda(p: Agenda, before: list[float], n_of_customers: int) -> list[float]:
    """Shares of all topics after the quota; the first `n_of_customers` are the customers'."""
    customer_share = sum(before[:n_of_customers])
    return [with_quota(p, share, customer_share, number < n_of_customers) for number, share in enumerate(before)]


def test_quota_lifts_customers_to_the_floor_at_the_cost_of_all_others() -> None:
    assert agenda(QUOTA, [0.1, 0.6, 0.3], 1) == pytest.approx([0.3, 0.6 * 7 / 9, 0.3 * 7 / 9])


def test_several_customer_topics_share_the_floor_as_they_shared_before() -> None:
    assert agenda(QUOTA, [0.06, 0.04, 0.45, 0.45], 2) == pytest.approx([0.18, 0.12, 0.35, 0.35])


def test_quota_that_is_met_changes_nothing() -> None:
    assert agenda(QUOTA, [0.3, 0.5, 0.2], 1) == [0.3, 0.5, 0.2]


def test_quota_of_everything_leaves_nothing_for_others() -> None:
    assert agenda(Agenda(quota=1), [0.2, 0.8], 1) == pytest.approx([1, 0])


@pytest.mark.parametrize("n_of_customers", [0, 1])
def test_quota_cannot_bring_up_what_nobody_in_the_room_has_in_mind(n_of_customers: int) -> None:
    assert agenda(QUOTA, [0.0, 0.6, 0.4], n_of_customers) == [0.0, 0.6, 0.4]


@repeatably
@given(within_bounds(Agenda), shares(), st.integers(0, 6))
def test_agenda_is_shared_out_whole_and_the_quota_is_a_floor(p: Agenda, before: list[float], n: int) -> None:
    after = agenda(p, before, n)
    assert sum(after) == pytest.approx(1)
    assert min(after) >= 0
    if sum(before[:n]) > 0:
        assert sum(after[:n]) == pytest.approx(max(p.quota, sum(before[:n])))
