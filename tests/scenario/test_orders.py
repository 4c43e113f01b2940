"""Orders: what there must be at that date, and one order against the other."""

from collections.abc import Callable

import pytest

from sim.scenario import load, orders
from sim.scenario.explain import explained

Mistakes = Callable[..., list[str]]
# Two meetings in one half-day, one of them not every week, beside those of the company of all tests.
MEETINGS = """\
meetings:
  quarterly: {title: {en: Q, de: Q}, roster: {sales: {head: 1, staff: 1}}, every: 4, offset: 1, slot: 5}
  council: {title: {en: C, de: R}, roster: {sales: {head: 1, lead: 1}, works: {lead: 1}}, slot: 5}
"""


def _ordered(*orders: str) -> str:
    return MEETINGS + "orders:\n" + "".join(f"  - {{{each}}}\n" for each in orders)


@pytest.mark.parametrize(
    "order",
    [
        "week: 5, meeting: budget, who: sales, go: true",
        "week: 52, meeting: budget, who: sales.head, go: false, customer: C",
        "week: 6, meeting: quarterly, who: [sales.head.1, sales.staff], go: true, customer: A, told: external",
        "week: 1, meeting: sales.team, who: sales.staff.2, go: false",
        "week: 1, meeting: sales.team.1, who: sales.staff, go: true, told: honest",
        "week: 1, meeting: council, who: [sales, works], go: true, customer: B, told: nothing",
    ],
)
def test_order_that_can_be_followed_is_taken(mistakes: Mistakes, order: str) -> None:
    assert mistakes(_ordered(order)) == []


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("week: 5, meeting: bugdet, who: sales, go: true",
         "meeting: must name a meeting, got 'bugdet'; did you mean 'budget'?"),
        ("week: 53, meeting: budget, who: sales, go: true", "week: must be at most 52, the last week, got 53"),
        ("week: 5, meeting: quarterly, who: sales, go: true",
         "week: must be a week in which quarterly takes place, every 4 weeks from week 2, got 5"),
        ("week: 5, meeting: budget, who: slaes.head, go: true",
         "who: must name people, as a department, a rank of it or one of that rank ('sales.head.1'), got 'slaes.head';"
         " did you mean 'sales.head'?"),
        ("week: 5, meeting: budget, who: works.head, go: true",
         "who: must name people, as a department, a rank of it or one of that rank ('sales.head.1'), got 'works.head';"
         " did you mean 'works.lead'?"),
        ("week: 5, meeting: budget, who: [sales, works.staff.3], go: true",
         "who: must name people with a seat in budget, got 'works.staff.3'"),
        ("week: 5, meeting: budget, who: [], go: true", "who: must name somebody, got an empty list"),
        ("week: 5, meeting: budget, who: sales, go: true, customer: D",
         "customer: must name a class of customers, got 'D'"),
        ("week: 5, meeting: budget, who: works, go: true, customer: A",
         "customer: must be left out where nobody has customers, got 'A'"),
        ("week: 5, meeting: budget, who: works, go: true, told: honest",
         "told: must be left out where nobody has customers, got 'honest'"),
        ("week: 5, meeting: budget, who: sales, go: false, told: honest",
         "told: must be left out where nobody goes, got 'honest'"),
        ("week: 0, meeting: budget, who: sales, go: true", "week: must be a whole number between 1 and 5200, got 0"),
        ("week: 5, meeting: budget, who: sales, go: maybe", "go: must be true or false, got 'maybe'"),
        ("week: 5, meeting: budget, who: 7, go: true", "who: must be a text, or a list of such, got 7"),
        ("week: 5, meeting: budget, who: sales, go: true, told: honset",
         "told: must be one of nothing, honest, external, got 'honset'; did you mean 'honest'?"),
        ("week: 5, meeting: budget, who: sales, go: true, customer: 'A 1'",
         "customer: must be a name of letters, digits and _ that starts with a letter, at most 40 long, got 'A 1'"),
        ("week: 5, meeting: budget, who: sales", "go: must be given, got nothing"),
        ("week: 5, meeting: budget, who: sales, go: true, custmer: A",
         "custmer: must be a known key, got 'custmer'; did you mean 'customer'?"),
    ],
)  # fmt: skip
def test_order_that_cannot_be_followed_is_refused(mistakes: Mistakes, order: str, told: str) -> None:
    assert mistakes(_ordered(order)) == [f"own.yaml:6 orders.{told}"]


@pytest.mark.parametrize("who", ["sales.head.0", "sales.head.2", "sales.head.x", "sales.head.1.1", "sales.", ".", ""])
def test_somebody_who_does_not_work_there_cannot_be_ordered(mistakes: Mistakes, who: str) -> None:
    [told] = mistakes(_ordered(f"week: 5, meeting: budget, who: '{who}', go: true"))
    assert told.startswith("own.yaml:6 orders.who: must name people, as a department, a rank")


def test_deputies_are_nobody_whom_one_can_order(mistakes: Mistakes) -> None:
    """The lead of sales stands in for the head there, and has no seat otherwise."""
    assert mistakes(_ordered("week: 5, meeting: planning, who: sales.lead, go: true")) == [
        "own.yaml:6 orders.who: must name people with a seat in planning, got 'sales.lead'"
    ]


def test_order_for_a_customer_of_a_class_that_nobody_has_is_refused(mistakes: Mistakes) -> None:
    assert mistakes(
        _ordered("week: 5, meeting: budget, who: sales, go: true, customer: A")
        + "portfolio: {customers_per_person: 3}\n"
    ) == ["own.yaml:6 orders.customer: must name a class of which everybody has a customer, got 'A'"]


HEAD = "week: 6, meeting: council, who: sales.head, go: "
TWICE = "who: must order nobody twice for one date, got 'sales.head.1', who is ordered at own.yaml:6, too"
PLACES = "who: must order nobody to two places in one half-day, got 'sales.head.1', who is ordered at own.yaml:6, too"


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (HEAD + "true", "week: 6, meeting: council, who: sales, go: false", TWICE),
        (HEAD + "true", HEAD + "true", TWICE),
        (HEAD + "true", "week: 6, meeting: quarterly, who: sales, go: true", PLACES),
        (HEAD + "true", "week: 6, meeting: quarterly, who: sales.head.1, go: false, customer: A", PLACES),
        (HEAD + "false, customer: C", "week: 6, meeting: quarterly, who: sales.head.1, go: true", PLACES),
    ],
)
def test_orders_that_contradict_each_other_are_refused(mistakes: Mistakes, one: str, other: str, told: str) -> None:
    assert mistakes(_ordered(one, other)) == [f"own.yaml:7 orders.{told}"]


@pytest.mark.parametrize(
    "other",
    [
        "week: 6, meeting: quarterly, who: sales.head, go: false",
        "week: 6, meeting: quarterly, who: sales.staff, go: true",
        "week: 6, meeting: budget, who: sales.head, go: true",
        "week: 7, meeting: council, who: sales.head, go: true",
        "week: 6, meeting: council, who: sales.lead, go: false, customer: C",
    ],
)
def test_orders_for_other_people_times_or_for_one_place_may_stand_together(mistakes: Mistakes, other: str) -> None:
    assert mistakes(_ordered(HEAD + "true", other)) == []


def test_orders_for_more_dates_than_anybody_decides_are_refused(
    mistakes: Mistakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "MAX_DATES", 4)
    three = "week: {}, meeting: planning, who: sales, go: true"
    assert mistakes(_ordered(three.format(5), HEAD + "true")) == []
    assert mistakes(_ordered(three.format(5), three.format(6), HEAD + "true")) == [
        "own.yaml:7 orders: must order at most 4 dates of single people in all, got more"
    ]


def test_run_that_is_cut_short_may_miss_orders(mistakes: Mistakes) -> None:
    assert mistakes(_ordered("week: 50, meeting: budget, who: sales, go: true"), "weeks=20") == []


def test_mistakes_of_the_company_are_not_blamed_on_orders(mistakes: Mistakes) -> None:
    assert mistakes(
        _ordered("week: 5, meeting: budget, who: sales, go: true") + "departments: {sales: {lead: x}}\n"
    ) == ["own.yaml:7 departments.sales.lead: must be a whole number between 0 and 1000000, got 'x'"]


def test_what_is_no_list_is_told_what_it_must_be(mistakes: Mistakes) -> None:
    assert mistakes("orders: {week: 5}\n") == [
        "own.yaml:2 orders: must be a list of at most 5000 entries with week, meeting, who, go, customer, told in each,"
        " got a mapping"
    ]


def test_orders_can_be_given_on_the_command_line(company: object) -> None:
    order = "orders=[{week: 5, meeting: budget, who: sales, go: true}]"
    [found] = load("company.yaml", [order]).orders
    assert (found.week, found.meeting, found.who, found.go, found.customer, found.told) == (
        5, "budget", "sales", True, None, None,
    )  # fmt: skip


def test_a_file_on_top_has_its_own_orders_or_none(mistakes: Mistakes, company: object) -> None:
    assert mistakes(_ordered("week: 5, meeting: budget, who: sales, go: true")) == []
    assert len(load("own.yaml").orders) == 1
    assert load("own.yaml", ["orders=null"]).orders == []


def test_every_key_of_an_order_is_explained() -> None:
    assert [key for key, _ in explained("orders").entries] == ["week", "meeting", "who", "go", "customer", "told"]
    assert explained("orders.week").facts == [("unit", "week"), ("bounds", "1 to 5200")]
