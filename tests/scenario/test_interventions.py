from collections.abc import Callable

import pytest

Mistakes = Callable[..., list[str]]


def _new(rest: str, start: int = 5) -> str:
    return f"interventions:\n  new: {{title: {{en: New, de: Neu}}, start: {start}, {rest}}}\n"


CHANGE = "set: {attendance.norm: 1}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("end: 4, " + CHANGE, "end: must not be before the start in week 5, got 4"),
        ("target: {department: slaes}, " + CHANGE,
         "target.department: must name a department, got 'slaes'; did you mean 'sales'?"),
        ("target: {department: [works, slaes]}, " + CHANGE,
         "target.department: must name a department, got 'slaes'; did you mean 'sales'?"),
        ("target: {meeting: [bugdet]}, set: {gossip.rate: 1}",
         "target.meeting: must name a meeting, got 'bugdet'; did you mean 'budget'?"),
        ("target: {department: []}, " + CHANGE,
         "target.department: must name at least one department, got an empty list"),
        ("target: {rank: []}, " + CHANGE, "target.rank: must name at least one rank, got an empty list"),
        ("target: {department: works, rank: head}, " + CHANGE,
         "target: must reach somebody, got nobody of that rank there"),
        ("target: {department: works, rank: staff, meeting: budget}, " + CHANGE,
         "target: must reach somebody who is invited there, got nobody of them"),
    ],
)  # fmt: skip
def test_intervention_that_cannot_happen_is_refused(mistakes: Mistakes, text: str, told: str) -> None:
    assert mistakes(_new(text)) == [f"own.yaml:3 interventions.new.{told}"]


@pytest.mark.parametrize("nothing", ["end: 9", "set: {}", "set: {}, add: {}, scale: {}"])
def test_intervention_that_changes_nothing_is_refused(mistakes: Mistakes, nothing: str) -> None:
    assert mistakes(_new(nothing)) == [
        "own.yaml:3 interventions.new: must change something, got neither set nor add nor scale"
    ]


def test_intervention_after_the_last_week_is_refused(mistakes: Mistakes) -> None:
    assert mistakes(_new(CHANGE, start=52)) == []
    assert mistakes(_new(CHANGE, start=53)) == [
        "own.yaml:3 interventions.new.start: must be at most 52, the last week, got 53"
    ]


def test_run_that_is_cut_short_may_miss_interventions(mistakes: Mistakes) -> None:
    assert mistakes(_new(CHANGE, start=50), "weeks=20") == []


def test_run_that_is_made_longer_makes_room_for_later_interventions(mistakes: Mistakes) -> None:
    assert mistakes("", "weeks=80", "interventions.quota.start=70") == []
    assert mistakes("", "interventions.quota.start=70") == [
        "overrides interventions.quota.start: must be at most 52, the last week, got 70"
    ]


def test_rank_that_only_some_departments_have_can_be_reached(mistakes: Mistakes) -> None:
    assert mistakes(_new("target: {rank: head}, " + CHANGE)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("add: {gossip.rate: 0.5}", "add.gossip.rate: must keep the value between 0 and 1, got 0.7 + 0.5 = 1.2"),
        ("scale: {gossip.rate: 2}", "scale.gossip.rate: must keep the value between 0 and 1, got 0.7 × 2 = 1.4"),
        ("add: {gossip.rate: -0.8}", "add.gossip.rate: must keep the value between 0 and 1, got 0.7 + -0.8 = -0.1"),
    ],
)  # fmt: skip
def test_intervention_alone_must_stay_within_bounds(mistakes: Mistakes, text: str, told: str) -> None:
    assert mistakes(_new(text)) == [f"own.yaml:3 interventions.new.{told}"]


def test_bounds_are_checked_against_what_a_department_sets(mistakes: Mistakes) -> None:
    assert mistakes(_new("target: {department: works}, add: {attendance.norm: 2}")) == []
    assert mistakes(_new("target: {department: sales}, add: {attendance.norm: 2}")) == [
        "own.yaml:3 interventions.new.add.attendance.norm: must keep the value between -10 and 10, got 9 + 2 = 11"
    ]


def test_bounds_are_checked_against_what_a_meeting_sets(mistakes: Mistakes) -> None:
    assert mistakes(_new("target: {meeting: planning}, add: {gossip.inhibit: 0.4}")) == []
    assert mistakes(_new("target: {meeting: [planning, budget]}, add: {gossip.inhibit: 0.4}")) == [
        "own.yaml:3 interventions.new.add.gossip.inhibit: must keep the value between 0 and 1, got 0.8 + 0.4 = 1.2"
    ]


def test_interventions_that_overlap_may_go_beyond_bounds_together(mistakes: Mistakes) -> None:
    text = _new("add: {agenda.quota: 0.6}") + "  more: {title: {en: A, de: A}, start: 5, add: {agenda.quota: 0.6}}\n"
    assert mistakes(text) == []
