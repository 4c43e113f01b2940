"""Replicates are the same however they are asked for."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from numpy.typing import NDArray

from sim.chance import MAX_SEED
from sim.kernel import replicate, simulate
from sim.scenario import layout, timeline
from sim.scenario.output import COMPANY, EVENT_KINDS, EVENTS, MEETINGS, PEOPLE, WEEKLY, Output
from sim.scenario.schema import Structure

Load = Callable[..., Structure]
Columns = tuple[str, ...]


def run(scenario: Structure, first: int, count: int, seed: int = 1) -> list[Output]:
    return simulate(layout.build(scenario), timeline.build(scenario), seed, first, count, trace=True)


def assert_equal(some: list[Output], others: list[Output]) -> None:
    """Same replicates with the same numbers; not-a-number equals itself."""
    assert len(some) == len(others)
    for one, other in zip(some, others, strict=True):
        for mine, yours in zip(one, other, strict=True):
            assert_array_equal(mine, yours)


def leaves(part: Any) -> Iterator[Any]:
    """All that nested tuples are made of in the end."""
    if isinstance(part, tuple):
        for each in part:
            yield from leaves(each)
    else:
        yield part


def without_number(values: NDArray[np.float64], columns: Columns) -> set[str]:
    """Columns in which something is not a number; nothing is infinite."""
    assert not np.isinf(values).any()
    return {name for number, name in enumerate(columns) if np.isnan(values[..., number]).any()}


@pytest.fixture(scope="module")
def ten(company: Load) -> list[Output]:
    return run(company(), 0, 10)


@pytest.mark.parametrize("sizes", [(5, 5), (1, 9), (8, 2), (3, 3, 3, 1), (1,) * 10])
def test_replicates_in_chunks_equal_replicates_in_one_go(
    company: Load, ten: list[Output], sizes: tuple[int, ...]
) -> None:
    chunks: list[Output] = []
    for size in sizes:
        chunks += run(company(), len(chunks), size)
    assert_equal(chunks, ten)


@pytest.mark.parametrize("count", range(1, 10))
def test_as_many_replicates_come_as_were_asked_for(company: Load, ten: list[Output], count: int) -> None:
    assert_equal(run(company(), 0, count), ten[:count])


def test_a_later_replicate_needs_none_before_it(company: Load, ten: list[Output]) -> None:
    assert_equal(run(company(), 7, 1), ten[7:8])


def test_the_same_again_is_the_same(company: Load, ten: list[Output]) -> None:
    assert_equal(run(company(), 0, 10), ten)


@pytest.mark.parametrize("n_threads", [1, 2, 4])
def test_any_number_of_threads_gives_the_same_numbers(company: Load, ten: list[Output], n_threads: int) -> None:
    scenario = company()
    arrays = layout.build(scenario), timeline.build(scenario)
    with ThreadPoolExecutor(n_threads) as pool:
        chunks = pool.map(lambda first: simulate(*arrays, 1, first, 2, trace=True), range(0, 10, 2))
        assert_equal([each for chunk in chunks for each in chunk], ten)


def test_every_company_runs_on_the_same_machine_code(company: Load) -> None:
    """A company of another type would have to be compiled for half a minute, without a word."""
    others = [
        (),
        ("portfolio.customers_per_person=0",),
        ("meetings=null", "weeks=1"),
        ("meetings=null", "departments.works=null"),
    ]
    for overrides in others:
        for trace in (True, False):
            scenario = company(*overrides)
            simulate(layout.build(scenario), timeline.build(scenario), 1, 0, 1, trace=trace)
    assert len(replicate.run.signatures) == 1


def test_no_replicates_are_no_work(company: Load) -> None:
    assert run(company(), 0, 0) == []


def test_replicates_and_seeds_have_luck_of_their_own(company: Load, ten: list[Output]) -> None:
    runs = [*ten, *run(company(), 0, 2, seed=2), *run(company(), MAX_SEED, 1), *run(company(), 0, 1, seed=MAX_SEED)]
    assert len({each.weekly.tobytes() for each in runs}) == len(runs)


def test_the_layout_is_left_as_it_was(company: Load) -> None:
    scenario = company()
    built = layout.build(scenario)
    simulate(built, timeline.build(scenario), 1, 0, 2, trace=True)
    for one, other in zip(leaves(built), leaves(layout.build(scenario)), strict=True):
        assert_array_equal(one, other)


def test_only_replicate_0_leaves_events(company: Load, ten: list[Output]) -> None:
    assert len(ten[0].events) > 0
    assert [len(each.events) for each in ten[1:]] == [0] * 9
    assert [len(each.events) for each in run(company(), 1, 3)] == [0] * 3


def test_without_a_trace_nothing_is_left_and_nothing_else_changes(company: Load, ten: list[Output]) -> None:
    scenario = company()
    untraced = simulate(layout.build(scenario), timeline.build(scenario), 1, 0, 2, trace=False)
    assert [len(each.events) for each in untraced] == [0, 0]
    assert_equal(untraced, [each._replace(events=each.events[:0]) for each in ten[:2]])


def test_events_are_of_known_kinds_in_the_order_of_the_weeks(company: Load, ten: list[Output]) -> None:
    week, kind, meeting, person = (ten[0].events[:, EVENTS.index(name)] for name in EVENTS[:4])
    assert set(kind) == set(range(len(EVENT_KINDS)))
    assert (np.diff(week) >= 0).all()
    assert 1 <= week.min() <= week.max() <= company().weeks
    assert -1 <= meeting.min() <= meeting.max() < len(ten[0].meetings)
    assert -1 <= person.min() <= person.max() < len(ten[0].people)


def test_arrays_have_the_shapes_of_the_company(company: Load, ten: list[Output]) -> None:
    named = layout.names(company())
    weeks = company().weeks
    for each in ten:
        assert each.weekly.shape == (weeks, len(named.departments), len(WEEKLY))
        assert each.company.shape == (weeks, len(COMPANY))
        assert each.people.shape == (len(named.people), len(PEOPLE))
        assert each.meetings.shape == (len(named.meetings), len(MEETINGS))
        assert each.events.shape[1] == len(EVENTS)


def test_everything_is_a_number_where_people_meet_every_week(ten: list[Output]) -> None:
    for each in ten:
        assert without_number(each.people, PEOPLE) == {"goodwill"}  # of those without customers
        known = each._replace(people=np.delete(each.people, PEOPLE.index("goodwill"), axis=1))
        assert all(np.isfinite(array).all() for array in known)


def test_the_goodwill_of_all_is_that_of_everybodys_own_customers(company: Load, ten: list[Output]) -> None:
    """All own as many customers, of the same classes."""
    portfolio = layout.build(company()).portfolio
    owners = np.diff(portfolio.first) > 0
    for each in ten:
        own = each.people[:, PEOPLE.index("goodwill")]
        assert np.isnan(own).tolist() == (~owners).tolist()
        assert own[owners].mean() == pytest.approx(each.company[-1, COMPANY.index("goodwill")])


def test_without_customers_revenue_and_goodwill_are_no_numbers(company: Load) -> None:
    for each in run(company("portfolio.customers_per_person=0"), 0, 2):
        assert without_number(each.company, COMPANY) == {"revenue", "goodwill"}
        assert without_number(each.weekly, WEEKLY) == set()


def test_in_weeks_without_meetings_there_is_no_share_of_them(company: Load) -> None:
    rarely = ["departments.sales.team_size=100", "meetings.planning.every=4", "meetings.budget.every=4"]
    alone = ["departments.sales={lead: 0, staff: 0}", "departments.works={lead: 0, staff: 0}"]
    seats = ["meetings.planning.roster={sales: {lead: 0, staff: 0}, works: {lead: 0, staff: 0}}"]
    budget = ["meetings.budget.roster={sales: {lead: 0}, works: {lead: 0}}"]
    for each in run(company(*rarely, *alone, *seats, *budget), 0, 2):
        assert without_number(each.weekly, WEEKLY) == {"attendance", "airtime", "agenda"}
        invited = ~np.isnan(each.weekly[:, 0, WEEKLY.index("attendance")])
        assert invited.tolist() == [week % 4 == 0 for week in range(16)]


def test_without_meetings_nobody_knows_anybody(company: Load) -> None:
    scenario = company(
        "meetings=null", "departments.sales={lead: 0, staff: 0}", "departments.works={lead: 0, staff: 0}"
    )
    unknown = {"image", "attendance", "visibility", "esteem", "airtime", "agenda"}
    for each in run(scenario, 0, 2):
        assert without_number(each.weekly, WEEKLY) == unknown
        assert without_number(each.people, PEOPLE) == {
            "attendance", "standing", "visibility", "esteem", "airtime", "goodwill",
        }  # fmt: skip


def test_a_meeting_that_was_never_held_has_no_airtime(company: Load) -> None:
    for each in run(company("meetings.budget={every: 52, offset: 51}"), 0, 2):
        assert without_number(each.meetings, MEETINGS) == {"airtime_top3", "customer_share"}
