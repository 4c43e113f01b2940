from collections.abc import Callable

import pytest

Mistakes = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("meetings: {budget: {roster: {slaes: {head: 1}}}}",
         "meetings.budget.roster.slaes: must name a department, got 'slaes'; did you mean 'sales'?"),
        ("meetings: {budget: {roster: {works: {lead: 3}}}}",
         "meetings.budget.roster.works.lead: must be at most 2, the number of leads in works, got 3"),
        ("meetings: {budget: {roster: {works: {head: 1}}}}",
         "meetings.budget.roster.works.head: must be at most 0, the number of heads in works, got 1"),
        ("meetings: {budget: {roster: {sales: {head: 0}, works: {lead: 0}}}}",
         "meetings.budget.roster: must seat somebody, got no seats"),
        ("meetings: {budget: {every: 2, offset: 2}}",
         "meetings.budget.offset: must be less than 'every', which is 2, got 2"),
        ("focus: sails", "focus: must name a department, got 'sails'; did you mean 'sales'?"),
        ("portfolio: {classes: {A: {share: 0.5, potential: 1, comfort: 0}}}",
         "portfolio.classes: must have shares that sum to 1, got 0.5"),
        ("portfolio: {classes: {A: {share: 1, potential: 0.9, comfort: 0}}}",
         "portfolio.classes: must have potentials that sum to 1, got 0.9"),
        ("portfolio: {classes: {A: {share: 0, potential: 0.8, comfort: 0}, B: {share: 1, potential: 0.2, comfort: 0}}}",
         "portfolio.classes.A.share: must be above 0, as customers of this class hold potential, got 0"),
        ("departments: {sales: {staff: 999_999}}".replace("_", ""),
         "departments: must have 1 to 1000000 people in all, got 1000012"),
    ],
)  # fmt: skip
def test_company_that_does_not_fit_together_is_refused(mistakes: Mistakes, text: str, told: str) -> None:
    assert mistakes(text) == [f"own.yaml:2 {told}"]


def test_a_class_without_customers_and_without_potential_is_fine(mistakes: Mistakes) -> None:
    classes = "{A: {share: 1, potential: 1, comfort: 0}, B: {share: 0, potential: 0, comfort: 0}}"
    assert mistakes(f"portfolio: {{classes: {classes}}}") == []


def test_a_department_shrunk_below_its_seats_is_told_where_it_was_shrunk(mistakes: Mistakes) -> None:
    assert mistakes("departments:\n  sales: {head: 0, staff: 1}\n") == [
        "own.yaml:3 departments.sales.staff: must be at least 2,"
        " the number of their seats in planning (company.yaml:8), got 1",
        "own.yaml:3 departments.sales.head: must be at least 1,"
        " the number of their seats in planning (company.yaml:8), got 0",
    ]


def test_several_meetings_with_too_few_people_are_told_by_the_largest(mistakes: Mistakes) -> None:
    assert mistakes("", "departments.works.lead=0") == [
        "overrides departments.works.lead: must be at least 2, the number of their seats in budget "
        "(company.yaml:11), got 0"
    ]


def test_a_seat_in_a_later_file_than_the_people_is_told_where_it_was_added(mistakes: Mistakes) -> None:
    assert mistakes("meetings: {planning: {roster: {sales: {lead: 2}}}}\n") == [
        "own.yaml:2 meetings.planning.roster.sales.lead: must be at most 1, the number of leads in sales, got 2"
    ]


def test_a_seat_of_a_removed_department_names_the_line_that_removed_it(mistakes: Mistakes) -> None:
    assert mistakes("departments:\n  works: null\n") == [
        f"company.yaml:{line} meetings.{meeting}.roster.works: must name a department, got 'works';"
        " it is removed in own.yaml:3"
        for line, meeting in ((8, "planning"), (11, "budget"))
    ]


def test_company_without_people_is_refused(mistakes: Mistakes) -> None:
    text = """\
departments:
  sales: {head: 0, lead: 0, staff: 0}
  works: {lead: 0, staff: 0}
meetings: {planning: null, budget: null}
"""
    assert mistakes(text) == ["own.yaml:2 departments: must have 1 to 1000000 people in all, got 0"]


def test_shares_may_miss_one_by_a_rounding_error(mistakes: Mistakes) -> None:
    thirds = ", ".join(f"{name}: {{share: 0.3333333, potential: 0.3333333, comfort: 0}}" for name in "ABC")
    assert mistakes(f"portfolio: {{classes: {{{thirds}}}}}\n") == []
