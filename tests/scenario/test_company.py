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
        ("departments: {sales: {staff: 999_999}}".replace("_", ""),
         "departments: must have 1 to 1000000 people in all, got 1000012"),
    ],
)  # fmt: skip
def test_company_that_does_not_fit_together_is_refused(mistakes: Mistakes, text: str, told: str) -> None:
    assert mistakes(text) == [f"own.yaml:2 {told}"]


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
