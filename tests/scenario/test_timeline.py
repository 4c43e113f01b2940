"""Tables of parameters: whom a change reaches, and in which meetings."""

from pathlib import Path

import numpy as np
import pytest

from sim.scenario import layout, load, timeline
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.timeline import Timeline
from tests.model.engines import by_kernel

NORM = PARAMETERS["attendance.norm"].column
SALES, WORKS = slice(0, 3), slice(3, 6)
STARTS = (5, 9)
BUDGET = 6  # first row of the people's rules in this meeting


def built(company: Path, text: str) -> Timeline:
    own = company.parent / "own.yaml"
    own.write_text(f"extends: {company.name}\n{text}", encoding="utf-8")
    return timeline.build(load(own))


def test_people_follow_one_set_of_rules_where_no_meeting_has_its_own(company: Path) -> None:
    found = built(company, "")
    assert found.block.tolist() == [0, 0, 0]
    assert found.person.shape[1] == 6


def test_a_meeting_sets_parameters_of_the_people_in_it_beyond_those_of_their_departments(company: Path) -> None:
    found = built(company, "meetings: {budget: {set: {attendance.norm: 2}}}\n")
    assert found.block.tolist() == [0, 0, BUDGET]
    norm = found.person[0, :, NORM]
    assert norm[SALES].tolist() == [9.0] * 3
    assert norm[WORKS].tolist() == [0.5] * 3
    assert norm[BUDGET:].tolist() == [2.0] * 6


@pytest.mark.parametrize(
    ("target", "reached"),
    [
        ("department: works", [3, 4, 5, 9, 10, 11]),
        ("department: works, rank: lead, meeting: budget", [10]),
        ("meeting: [budget]", list(range(6, 12))),
    ],
)
def test_an_intervention_reaches_people_everywhere_or_in_some_meetings(
    company: Path, target: str, reached: list[int]
) -> None:
    text = f"""\
meetings: {{budget: {{set: {{attendance.ease: 4}}}}}}
interventions:
  new: {{title: {{en: New, de: Neu}}, start: 5, target: {{{target}}}, add: {{attendance.norm: -1}}}}
"""
    found = built(company, text)
    before, after = (found.person[found.phase[week], :, NORM] for week in (3, 4))
    assert np.flatnonzero(before != after).tolist() == reached


def test_a_norm_for_one_meeting_brings_people_there_and_nowhere_else(company: Path) -> None:
    own, shares = company.parent / "own.yaml", {}
    stay_away = "initial: {ease: 0, heard: 0}\ndepartments: {sales: {set: {attendance.norm: -10}}}\n"
    for name in ("budget", "planning"):
        slots = {"budget": "slot: 3", "planning": "slot: 7"}
        slots[name] += ", set: {attendance.norm: 10}"
        meetings = "".join(f"  {each}: {{{keys}}}\n" for each, keys in slots.items())
        text = f"extends: {company.name}\n{stay_away}meetings:\n{meetings}"
        own.write_text(text, encoding="utf-8")
        scenario = load(own)
        series = layout.build(scenario).meetings.series
        _, invited, present = by_kernel(scenario).meetings[:, :3].T
        shares[name] = [present[series == number].sum() / invited[series == number].sum() for number in (1, 2)]
    assert shares["planning"][0] > 0.9 > shares["budget"][0]
    assert shares["budget"][1] > 0.9 > shares["planning"][1]


def test_interventions_together_never_carry_a_parameter_beyond_its_bounds(company: Path) -> None:
    """Each of them keeps within the bounds alone, or the file would be refused."""
    changes = {"norm": "target: {department: works}, add: {attendance.norm: 8}", "talk": "scale: {gossip.rate: 1.4}"}
    lines = [
        f"  {name}_{start}: {{title: {{en: N, de: N}}, start: {start}, {change}}}\n"
        for start in STARTS
        for name, change in changes.items()
    ]
    found = built(company, f"interventions:\n{''.join(lines)}")
    rate = PARAMETERS["gossip.rate"].column
    one, both = (found.phase[start - 1] for start in STARTS)
    before = PARAMETERS["attendance.norm"].parameter.default
    assert found.person[one, WORKS, NORM].tolist() == [before + 8] * 3
    assert found.person[both, WORKS, NORM].tolist() == [10.0] * 3
    assert found.meeting[one, :, rate] == pytest.approx(0.98)
    assert found.meeting[both, :, rate].tolist() == [1.0] * 3


def test_an_intervention_for_heads_reaches_nobody_of_another_rank(company: Path) -> None:
    of_heads = "target: {rank: head}, set: {attendance.norm: 3}"
    found = built(company, f"interventions:\n  new: {{title: {{en: New, de: Neu}}, start: 5, {of_heads}}}\n")
    before, after = (found.person[found.phase[week], :, NORM] for week in (3, 4))
    # Departments have three ranks each, the head is the last.
    assert np.flatnonzero(before != after).tolist() == [2, 5]


def test_an_intervention_grows_over_its_ramp_and_is_gone_after_its_last_week(company: Path) -> None:
    slow = "start: 5, ramp: 3, end: 10, target: {department: works}, add: {attendance.norm: 2}"
    found = built(company, f"interventions:\n  slow: {{title: {{en: Slow, de: Langsam}}, {slow}}}\n")
    norm = found.person[found.phase, 3, NORM]
    assert norm[:12] - norm[0] == pytest.approx([0, 0, 0, 0, 0.5, 1, 1.5, 2, 2, 2, 0, 0])
