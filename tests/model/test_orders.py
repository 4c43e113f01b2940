"""Who is ordered to a meeting is there, who is ordered away is not, and nothing else moves."""

from typing import Any

import numpy as np
import pytest

from sim.model import Company
from sim.scenario import layout
from sim.scenario.output import AWAY, CANCELLED, COMPANY, ILL, LINKED, WEEKLY, Output
from sim.scenario.schema import Scenario
from tests.model.engines import ENGINES, Engine
from tests.model.small import firm
from tests.test_engines_equal import differences

WEEK = 6
SALES = range(6)  # head, lead and four members of staff, of whom two sit in the round
INVITED = {0, 2, 3}
ALWAYS, NEVER = {"norm": 10, "available": 1}, {"norm": -10, "available": 1}
QUIET: dict[str, Any] = {"explanation": {"clash": 0}}
A, B, C = range(3)
NONE, HONEST, EXTERNAL = range(3)


@pytest.fixture(params=ENGINES)
def run(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


def ordered(*orders: dict[str, Any], **sections: Any) -> Scenario:
    """A firm with orders for its round in the week of these tests; everybody has 20 customers."""
    given = [{"week": WEEK, "meeting": "round", "who": "sales", **each} for each in orders]
    return firm(orders=given, **{"portfolio": {"customers_per_person": 20}, **sections})


def number_of(company: Scenario, meeting: str) -> int:
    return layout.names(company).meetings.index(meeting)


def events(company: Scenario, left: Output, kind: int, week: int = WEEK, meeting: str = "round") -> np.ndarray:
    """Person, other and value of each event of a kind at a meeting of a week."""
    found = left.events
    is_here = (found[:, 0] == week) & (found[:, 1] == kind) & (found[:, 2] == number_of(company, meeting))
    rows: np.ndarray = found[is_here][:, 3:]
    return rows


def persons(*rows: np.ndarray) -> set[int]:
    return {int(person) for each in rows for person in each[:, 0]}


def classes(company: Scenario, rows: np.ndarray) -> set[int]:
    """Classes of the customers that events are about, all of them of the person's own."""
    portfolio = layout.build(company).portfolio
    for person, other, _ in rows.astype(int):
        assert portfolio.first[person] <= other < portfolio.first[person + 1]
    return set(portfolio.rank[rows[:, 1].astype(int)].tolist())


def until(left: Output, week: int) -> tuple[bytes, ...]:
    """Everything of the weeks before one."""
    before = left.events[left.events[:, 0] < week]
    return left.weekly[: week - 1].tobytes(), left.company[: week - 1].tobytes(), before.tobytes()


def test_who_is_ordered_there_comes_against_every_reason(run: Engine) -> None:
    company = ordered({"go": True}, attendance=NEVER, **QUIET)
    free, left = run(company.model_copy(update={"orders": []}), 1, 0), run(company, 1, 0)
    assert persons(events(company, free, AWAY)) == INVITED
    assert persons(events(company, left, AWAY), events(company, left, ILL)) == set()
    assert persons(events(company, left, AWAY, WEEK + 1)) == INVITED


def test_who_is_ordered_away_visits_one_of_that_class_against_every_reason(run: Engine) -> None:
    company = ordered({"go": False, "customer": "C"}, attendance=ALWAYS, **QUIET)
    free, left = run(company.model_copy(update={"orders": []}), 1, 0), run(company, 1, 0)
    assert persons(events(company, free, AWAY)) == set()
    gone = events(company, left, AWAY)
    assert persons(gone) == INVITED
    assert classes(company, gone) == {C}
    assert persons(events(company, left, AWAY, WEEK + 1)) == set()


@pytest.mark.parametrize("go", [True, False])
def test_weeks_before_an_order_are_as_without_it_and_its_own_is_not(run: Engine, go: bool) -> None:
    company = ordered({"go": go}, attendance={"norm": -10 if go else 10})
    free, left = run(company.model_copy(update={"orders": []}), 1, 0), run(company, 1, 0)
    assert until(free, WEEK) == until(left, WEEK)
    assert until(free, WEEK + 1) != until(left, WEEK + 1)


@pytest.mark.parametrize(("go", "norm"), [(True, 10), (False, -10)])
def test_order_to_do_what_one_would_do_anyway_changes_nothing(run: Engine, go: bool, norm: float) -> None:
    """The same customers are at hand, and the same dates clash: an order takes a choice away, and no luck."""
    company = ordered({"go": go}, attendance={"norm": norm, "available": 0.8}, privilege={"share": 0})
    free = run(company.model_copy(update={"orders": []}), 1, 0)
    assert differences(free, run(company, 1, 0)) == []


def test_illness_comes_first(run: Engine) -> None:
    company = ordered({"go": True, "customer": "A"}, attendance={"norm": -10, "available": 0.5})
    seen = set()
    for seed in range(8):
        left = run(company, seed, 0)
        ill, cancelled = persons(events(company, left, ILL)), persons(events(company, left, CANCELLED))
        assert ill | cancelled >= INVITED
        assert not ill & cancelled
        seen |= ill
    assert seen >= INVITED


@pytest.mark.parametrize(("told", "value"), [("nothing", NONE), ("honest", HONEST), ("external", EXTERNAL)])
def test_customer_of_an_order_to_come_is_cancelled_for_certain_and_told_that(
    run: Engine, told: str, value: int
) -> None:
    company = ordered({"go": True, "customer": "A", "told": told}, attendance=NEVER, **QUIET)
    left = run(company, 1, 0)
    cancelled = events(company, left, CANCELLED)
    assert persons(cancelled) == INVITED
    assert classes(company, cancelled) == {A}
    assert set(cancelled[:, 2]) == {value}
    week = dict(zip(COMPANY, left.company[WEEK - 1], strict=True))
    assert week["cancelled"] == len(INVITED)
    assert week["explained"] == (0 if told == "nothing" else len(INVITED))


def test_words_alone_are_told_where_a_date_clashes_by_chance(run: Engine) -> None:
    silent = {"clash": 1, "honest": 0, "external": 0}
    company = ordered({"go": True, "told": "honest"}, attendance=ALWAYS, explanation=silent)
    left = run(company, 1, 0)
    assert set(events(company, left, CANCELLED)[:, 2]) == {HONEST}
    assert set(events(company, left, CANCELLED, WEEK + 1)[:, 2]) == {NONE}


def test_customer_alone_is_told_what_people_usually_tell(run: Engine) -> None:
    company = ordered({"go": True, "customer": "B"}, attendance=NEVER, explanation={"clash": 0, "honest": 1})
    assert set(events(company, run(company, 1, 0), CANCELLED)[:, 2]) == {HONEST}


def test_only_those_named_are_ordered(run: Engine) -> None:
    company = ordered({"go": False, "who": "sales.staff.2"}, {"go": False, "who": ["sales.head"]}, attendance=ALWAYS)
    assert persons(events(company, run(company, 1, 0), AWAY)) == {0, 3}


def test_people_without_customers_ordered_away_are_just_not_there(run: Engine) -> None:
    company = ordered({"go": False, "who": "production"}, attendance=ALWAYS)
    column, production = WEEKLY.index("attendance"), 1
    # Of ten invitations, six are to the team, two to the round of the head, and three to the round.
    attendance = run(company, 1, 0).weekly[WEEK - 2 : WEEK + 1, production, column]
    assert attendance.tolist() == [1.0, pytest.approx(1 - 3 / 11), 1.0]


def test_privilege_does_not_help_against_an_order(run: Engine) -> None:
    every = {"attendance": ALWAYS, "privilege": {"share": 1}}
    orders = [{"go": True, "who": who} for who in ("sales", "production")]
    company = ordered(*orders, **every)
    column = WEEKLY.index("attendance")
    week = run(company, 1, 0).weekly[WEEK - 1, :, column]
    free = run(company.model_copy(update={"orders": []}), 1, 0).weekly[WEEK - 1, :, column]
    assert (week > free).all()


def test_who_is_ordered_away_joins_by_no_video(run: Engine) -> None:
    company = ordered({"go": False}, attendance=NEVER, hybrid={"share": 1})
    left = run(company, 1, 0)
    assert persons(events(company, left, LINKED, WEEK - 1)) == INVITED
    assert persons(events(company, left, LINKED)) == set()


ALL = {"sales": {"head": 1, "staff": 4}, "production": {"head": 1}}
TWO = {"first": {"roster": ALL, "slot": 2}, "round": {"roster": ALL, "slot": 2}}


@pytest.mark.parametrize("meeting", ["first", "round"])
def test_who_is_ordered_to_one_of_two_meetings_at_a_time_is_not_at_the_other(run: Engine, meeting: str) -> None:
    company = ordered({"go": True, "meeting": meeting}, attendance=ALWAYS, meetings=TWO)
    left = run(company, 1, 0)
    other = next(name for name in TWO if name != meeting)
    both = set(SALES) - {1}
    assert persons(events(company, left, ILL, meeting=other)) >= both
    assert not persons(events(company, left, ILL, meeting=meeting)) & both


def test_order_to_a_meeting_of_which_there_are_several_is_to_all_of_them(run: Engine) -> None:
    copies = {"round": {"roster": {"sales": {"staff": 1}, "production": {"head": 1}}, "slot": 2, "per_people": 4}}
    company = ordered({"go": False}, attendance=ALWAYS, meetings=copies)
    names = [name for name in layout.names(company).meetings if name.startswith("round")]
    assert len(names) == 3
    left = run(company, 1, 0)
    gone = [persons(events(company, left, AWAY, meeting=name)) for name in names]
    assert gone == [{2}, {3}, {4}]
    one = ordered({"go": False, "meeting": names[1]}, attendance=ALWAYS, meetings=copies)
    left = run(one, 1, 0)
    assert [persons(events(one, left, AWAY, meeting=name)) for name in names] == [set(), {3}, set()]


def test_an_agent_of_ones_own_obeys_as_well_unless_it_says_otherwise() -> None:
    from sim.model import Salesperson

    class Stubborn(Salesperson):
        def obey(self, order: Any, meeting: Any) -> float:  # noqa: ARG002
            return self.choose(meeting)

    company = ordered({"go": True}, attendance=NEVER, **QUIET)
    for person_type, n_there in ((Salesperson, 3), (Stubborn, 0)):
        model = Company(company, person_types={"sales": person_type})
        for _ in range(WEEK):
            model.step()
        there = {seat.person.number for seat in list(model.meetings)[number_of(company, "round")].present}
        assert len(there & set(SALES)) == n_there


@pytest.mark.parametrize("week", [1, 15])
def test_orders_of_the_first_and_of_the_last_week_are_obeyed_as_well(run: Engine, week: int) -> None:
    company = ordered({"go": False, "week": week}, attendance=ALWAYS, **QUIET)
    assert company.weeks == 15
    assert persons(events(company, run(company, 1, 0), AWAY, week)) == INVITED
