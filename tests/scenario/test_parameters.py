from collections.abc import Callable

import pytest

Mistakes = Callable[..., list[str]]
NEW = "  new: {title: {en: New, de: Neu}, start: 5"


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("attendance.nrom: 1",
         "must be a parameter of persons, got 'attendance.nrom'; did you mean 'attendance.norm'?"),
        ("gossip.rate: 1", "must be a parameter of persons, got one of meetings"),
        ("voice.lead: 1", "must be a parameter of persons, got one of the company"),
        ("attendance.norm: 11", "must be a number between -10 and 10, got 11"),
        ("attendance.norm: .inf", "must be a number between -10 and 10, got .inf"),
        ("attendance.norm: true", "must be a number between -10 and 10, got true"),
        ("attendance.norm: '1'", "must be a number between -10 and 10, got '1'"),
        ("attendance: {norm: 1}",
         "must be a parameter of persons, got 'attendance'; write 'attendance.norm: ...' as one key"),
        ("weeks: 1", "must be a parameter of persons, got 'weeks'"),
    ],
)  # fmt: skip
def test_departments_set_parameters_of_persons_within_bounds(mistakes: Mistakes, key: str, told: str) -> None:
    name = key.partition(":")[0]
    assert mistakes(f"departments:\n  sales:\n    set:\n      {key}\n") == [
        f"own.yaml:5 departments.sales.set.{name}: {told}"
    ]


def test_meetings_set_parameters_of_meetings_and_of_people_in_them(mistakes: Mistakes) -> None:
    assert mistakes("meetings: {budget: {set: {ritual.level: 0.9, attendance.norm: 1}}}\n") == []
    assert mistakes("meetings: {budget: {set: {voice.lead: 1}}}\n") == [
        "own.yaml:2 meetings.budget.set.voice.lead: must be a parameter of meetings or persons, got one of the company"
    ]
    assert mistakes("meetings: {budget: {set: {attendance.available: 1}}}\n") == [
        "own.yaml:2 meetings.budget.set.attendance.available:"
        " must be a parameter that acts in meetings, as it is set for some, got one that acts on whole weeks"
    ]


@pytest.mark.parametrize("key", ["attendance.norm", "gossip.rate", "voice.lead"])
def test_intervention_without_target_changes_any_parameter(mistakes: Mistakes, key: str) -> None:
    assert mistakes(f"interventions:\n{NEW}, set: {{{key}: 1}}}}\n") == []


@pytest.mark.parametrize("target", ["department: sales", "rank: lead", "department: [sales], rank: [lead, staff]"])
def test_intervention_for_people_changes_only_their_parameters(mistakes: Mistakes, target: str) -> None:
    assert mistakes(f"interventions:\n{NEW}, target: {{{target}}}, set: {{attendance.norm: 1}}}}\n") == []
    assert mistakes(f"interventions:\n{NEW}, target: {{{target}}}, set: {{gossip.rate: 1}}}}\n") == [
        "own.yaml:3 interventions.new.set.gossip.rate: must be a parameter of persons,"
        " as the target names departments or ranks, got one of meetings"
    ]


@pytest.mark.parametrize("target", ["meeting: budget", "meeting: budget, department: sales"])
def test_intervention_changes_people_in_some_meetings(mistakes: Mistakes, target: str) -> None:
    start = f"interventions:\n{NEW}, target: {{{target}}}, set:"
    assert mistakes(f"{start} {{attendance.norm: 1}}}}\n") == []
    assert mistakes(f"{start} {{contact.share: 1}}}}\n") == [
        "own.yaml:3 interventions.new.set.contact.share:"
        " must be a parameter that acts in meetings, as it is set for some, got one that acts on whole weeks"
    ]


def test_intervention_for_meetings_changes_only_their_parameters(mistakes: Mistakes) -> None:
    assert mistakes(f"interventions:\n{NEW}, target: {{meeting: budget}}, set: {{gossip.rate: 1}}}}\n") == []
    assert mistakes(f"interventions:\n{NEW}, target: {{meeting: budget}}, scale: {{blame.blame: 1}}}}\n") == [
        "own.yaml:3 interventions.new.scale.blame.blame: must be a parameter of meetings or persons,"
        " as the target names meetings, got one of the company"
    ]


def test_unknown_parameter_of_an_intervention_names_the_nearest_one(mistakes: Mistakes) -> None:
    assert mistakes(f"interventions:\n{NEW}, add: {{gossip.inhibti: 0.1}}}}\n") == [
        "own.yaml:3 interventions.new.add.gossip.inhibti: must be a parameter such as 'gossip.inhibit',"
        " got 'gossip.inhibti'; did you mean 'gossip.inhibit'?"
    ]


def test_what_is_added_must_be_a_finite_number(mistakes: Mistakes) -> None:
    assert mistakes(f"interventions:\n{NEW}, add: {{gossip.rate: 1e999}}}}\n") == [
        "own.yaml:3 interventions.new.add.gossip.rate: must be a finite number, got 1e999"
    ]


def test_parameter_stands_in_only_one_of_set_add_and_scale(mistakes: Mistakes) -> None:
    text = f"interventions:\n{NEW},\n    set: {{gossip.rate: 0.5}},\n    scale: {{gossip.rate: 1.1}}}}\n"
    assert mistakes(text) == [
        "own.yaml:5 interventions.new.scale.gossip.rate: must stand in only one of set, add and scale,"
        " got it in set, too"
    ]
