"""What a scenario may say and hardly means."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from sim.cli.main import main
from sim.cli.new import write
from sim.language import translator
from sim.scenario import load
from sim.scenario.doubts import doubts, lines
from sim.scenario.idle import NEEDS, OFF
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.output import Output
from sim.scenario.variants import Variants
from tests.model.engines import by_kernel

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))

FIRM = """\
title: {en: A, de: A}
story: {en: A, de: A}
weeks: 20
departments:
  sales: {title: {en: S, de: V}, topic: customers, faces_customers: true, head: 1, staff: 7}
  works: {title: {en: W, de: W}, head: 1, staff: 31}
meetings:
  one: {title: {en: R, de: R}, roster: {sales: {head: 1}, works: {head: 1}}, set: {allocation.weight: 1}}
"""
Told = Callable[..., list[str]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Doubts of a firm with something more in its file."""

    def of(more: str, *changes: tuple[str, str]) -> list[str]:
        text = FIRM
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "firm.yaml"
        path.write_text(text + more, encoding="utf-8")
        variants = Variants.of(path)
        return [each.replace(f"{path}:", "") for each in lines(doubts(variants.base), variants.source.tree)]

    return of


def keys(found: list[str]) -> list[str]:
    return [each.partition(": ")[0] for each in found]


def test_a_firm_like_that_of_the_theory_raises_no_doubt(told: Told) -> None:
    assert told("") == []


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_scenarios_that_come_along_raise_none(path: Path) -> None:
    assert doubts(load(path)) == []


def test_neither_does_the_starter(tmp_path: Path) -> None:
    write(tmp_path / "my.yaml")
    assert doubts(load(tmp_path / "my.yaml")) == []


def test_few_resources_of_the_customers_are_told_with_the_numbers(told: Told) -> None:
    (found,) = told("", ("staff: 7", "staff: 3"))
    assert found.startswith("5 departments.sales: its topic starts with 11% of the resources")
    assert "fully from 26% on (service.need), so service falls towards 43%" in found


def test_a_need_of_ones_own_settles_it(told: Told) -> None:
    assert told("service: {need: 0.14}\nrevenue: {plan: 0.4}\n", ("staff: 7", "staff: 3")) == []


def test_a_second_department_with_the_topic_of_the_customers_is_told_with_both_shares(told: Told) -> None:
    more = "  service: {title: {en: S, de: S}, topic: customers, head: 1, staff: 7}\n"
    found = told("", ("meetings:", f"{more}meetings:"))
    assert keys(found) == ["5 departments.sales", "7 departments.service.topic"]
    assert "they have 33% with it and 17% without it" in found[1]


def test_without_customers_nothing_is_said_of_their_resources(told: Told) -> None:
    assert told("portfolio: {customers_per_person: 0}\n", ("staff: 7", "staff: 3")) == []


def test_meetings_that_nobody_can_attend_all_are_told_once_for_a_half_day(told: Told) -> None:
    more = "".join(
        f"  m{n}: {{title: {{en: M, de: M}}, slot: {slot}, roster: {{sales: {{head: 1}}, works: {{staff: 1}}}}}}\n"
        for n, slot in enumerate((0, 0, 3))
    )
    (found,) = told(more)
    assert found.startswith(
        "10 meetings.m1.slot: in half-day 0, 3 meetings of one week seat 3 of the rank head from sales"
    )


def test_meetings_in_turns_share_a_half_day(told: Told) -> None:
    more = "  m: {title: {en: M, de: M}, every: 2, offset: 1, roster: {sales: {head: 1}, works: {staff: 1}}}\n"
    assert told(more, ("one: {title", "one: {every: 2, title")) == []
    assert keys(told(more)) == ["9 meetings.m.slot"]


def test_a_presence_norm_for_people_without_customers_is_told(told: Told) -> None:
    found = told("", ("staff: 31", "staff: 31, set: {attendance.norm: 1, attendance.available: 0.9}"))
    assert keys(found) == ["6 departments.works.set.attendance.norm"]
    assert "changes nothing: only people with customers" in found[0]


def intervention(name: str, said: str, start: int = 2) -> str:
    return f"  {name}: {{title: {{en: A, de: A}}, start: {start}, {said}}}\n"


def test_so_is_one_that_an_intervention_brings_to_them_alone(told: Told) -> None:
    alone = intervention("a", "target: {department: [works]}, add: {attendance.norm: 1}")
    everybody = intervention("b", "add: {attendance.alibi: 1}")
    assert keys(told(f"interventions:\n{alone}{everybody}")) == ["10 interventions.a.add.attendance.norm"]


def test_interventions_that_undo_each_other_are_told(told: Told) -> None:
    one = intervention("a", "set: {gossip.rate: 0.1}")
    other = intervention("b", "set: {gossip.rate: 0.2}", start=5)
    (found,) = told(f"interventions:\n{one}{other}")
    assert found.startswith("11 interventions.b.set.gossip.rate: replaces what a sets")
    assert "from week 5 to 20" in found


@pytest.mark.parametrize(
    "other",
    [
        intervention("b", "end: 30, set: {attendance.available: 0.8}", start=11),
        intervention("b", "target: {department: works}, set: {attendance.available: 0.8}"),
        intervention("b", "add: {attendance.available: -0.1}"),
    ],
)
def test_those_that_do_not_meet_are_not(told: Told, other: str) -> None:
    one = intervention("a", "end: 10, target: {department: sales}, set: {attendance.available: 0.9}")
    assert told(f"interventions:\n{one}{other}") == []


@pytest.mark.parametrize(
    ("said", "key"),
    [("set: {gossip.rate: 0.5}", "set.gossip.rate"), ("add: {gossip.rate: 0}", "add.gossip.rate"),
     ("scale: {gossip.rate: 1}", "scale.gossip.rate"), ("strength: 0, add: {gossip.rate: 0.1}", "strength")],
)  # fmt: skip
def test_changes_that_change_nothing_are_told(told: Told, said: str, key: str) -> None:
    assert keys(told(f"interventions:\n{intervention('a', said)}gossip: {{rate: 0.5}}\n")) == [
        f"10 interventions.a.{key}"
    ]


@pytest.mark.parametrize(("first", "second"), [("add: {K: 1}", "add: {K: -1}"), ("scale: {K: 2}", "scale: {K: 0.5}")])
def test_interventions_that_come_to_nothing_together_are_told(told: Told, first: str, second: str) -> None:
    def both(other: str) -> list[str]:
        pair = intervention("a", first) + intervention("b", other, start=5)
        return told(f"interventions:\n{pair}".replace("K", "attendance.norm"))

    (found,) = both(second)
    assert keys([found]) == [f"11 interventions.b.{second.partition(':')[0]}.attendance.norm"]
    assert "undoes what a does" in found
    assert "from week 5 to 20" in found
    assert both(second.replace("1}", "0.9}").replace("0.5", "0.6")) == []


def test_meetings_that_never_take_place_are_told_the_only_deciding_one_as_such(told: Told) -> None:
    late = ("one: {title", "one: {every: 52, offset: 40, title")
    (found,) = told("", late)
    assert found.startswith("8 meetings.one.offset: is not due within the 20 weeks of the run")
    assert "in week 41), and no other meeting decides anything" in found
    (found,) = told("allocation: {weight: 1}\n", late)
    assert "decides" not in found


def test_a_company_in_which_nothing_is_decided_is_told(told: Told) -> None:
    nothing = ("weight: 1", "weight: 0")
    assert keys(told("", nothing)) == ["7 meetings"]
    assert told("interventions:\n" + intervention("a", "set: {allocation.weight: 1}"), nothing) == []


def test_people_who_are_never_there_are_told(told: Told) -> None:
    assert keys(told("attendance: {available: 0}\n")) == ["9 attendance.available"]
    found = told("", ("staff: 31", "staff: 31, set: {attendance.available: 0}"))
    assert keys(found) == ["6 departments.works.set.attendance.available"]


def test_a_meeting_of_one_person_is_told(told: Told) -> None:
    assert keys(told("", ("{head: 1}, works: {head: 1}", "{head: 1}"))) == ["8 meetings.one.roster"]


@pytest.mark.parametrize(
    ("off", "said", "key"),
    [
        ("gossip: {rate: 0}", "set: {gossip.inhibit: 0.9}", "set.gossip.inhibit"),
        ("preaching: {strength: 0}", "set: {preaching.licence: 2}", "set.preaching.licence"),
        ("preaching: {strength: 0}", "set: {preaching.wear: 0.2}", "set.preaching.wear"),
        ("explanation: {clash: 0}", "add: {explanation.honest: 0.3}", "add.explanation.honest"),
        ("hybrid: {share: 0}", "scale: {hybrid.presence: 2}", "scale.hybrid.presence"),
        ("portfolio: {customers_per_person: 0}", "set: {explanation.honest: 1}", "set.explanation.honest"),
        ("portfolio: {customers_per_person: 0}", "set: {customers.visit: 1}", "set.customers.visit"),
        ("delegation: {share: 0}", "target: {rank: staff}, set: {delegation.share: 1}", "set.delegation.share"),
    ],
)
def test_changes_of_what_is_switched_off_are_told(told: Told, off: str, said: str, key: str) -> None:
    found = told(f"{off}\ninterventions:\n{intervention('a', said)}")
    assert keys(found) == [f"11 interventions.a.{key}"]
    assert "changes nothing" in found[0]


def test_what_is_ordered_happens_though_it_is_off(told: Told) -> None:
    words = intervention("a", "set: {explanation.repair_honest: 1}")
    off = f"explanation: {{clash: 0, honest: 0}}\ninterventions:\n{words}"
    assert keys(told(off)) == ["11 interventions.a.set.explanation.repair_honest"]
    order = "week: 5, meeting: one, who: sales.head, go: true, customer: A"
    assert told(f"{off}orders: [{{{order}, told: honest}}]\n") == []
    assert len(told(f"{off}orders: [{{{order}, told: external}}]\n")) == 1
    assert len(told(f"{off}orders: [{{{order}}}]\n")) == 1


def test_what_another_change_switches_on_is_not_off(told: Told) -> None:
    on = intervention("a", "set: {gossip.rate: 0.5}") + intervention("b", "set: {gossip.inhibit: 0.9}", start=5)
    assert told(f"gossip: {{rate: 0}}\ninterventions:\n{on}") == []


def test_old_words_are_forgotten_while_nobody_preaches(told: Told) -> None:
    campaign = intervention("a", "end: 8, set: {preaching.strength: 1}")
    pause = intervention("b", "set: {preaching.wear: 0.2}", start=9)
    assert told(f"interventions:\n{campaign}{pause}") == []
    assert len(told(f"interventions:\n{campaign}{pause.replace('wear', 'licence')}")) == 1


@pytest.mark.parametrize(("key", "needed"), NEEDS.items())
def test_a_parameter_moves_nothing_without_what_it_needs(tmp_path: Path, key: str, needed: str) -> None:
    (tmp_path / "firm.yaml").write_text(FIRM, encoding="utf-8")
    others = {"hybrid.share": 0.5, "preaching.strength": 1.0, "explanation.honest": 0.5, "contact.share": 0.1}

    def at(end: str) -> Output:
        own = {
            each: getattr(PARAMETERS[each].parameter, end)
            for each in PARAMETERS
            if each != needed and (each == key or each.startswith(f"{key}."))
        }
        off = {needed: OFF.get(needed, 0.0)}
        # The deciding meeting of the firm has a weight of its own.
        more = {"meetings.one.set.allocation.weight": 0.0} if needed == "allocation.weight" else {}
        return by_kernel(load(tmp_path / "firm.yaml", {**others, **own, **off, **more}), 3)

    for low, high in zip(at("low"), at("high"), strict=True):
        assert np.array_equal(low, high, equal_nan=True)


def test_interventions_outside_the_run_or_its_meetings_are_told(told: Told) -> None:
    rare = ("one: {title", "one: {every: 8, title")
    missed = intervention("a", "end: 8, target: {meeting: one}, set: {ritual.level: 0.9}")
    assert keys(told(f"interventions:\n{missed}", rare)) == ["10 interventions.a.target.meeting"]
    assert told(f"interventions:\n{missed.replace('end: 8', 'end: 9')}", rare) == []


def test_doubts_are_shown_by_validate_and_run_and_in_the_report(tmp_path: Path) -> None:
    path = tmp_path / "firm.yaml"
    path.write_text(FIRM.replace("staff: 7", "staff: 3"), encoding="utf-8")
    checked = CliRunner().invoke(main, ["validate", str(path)])
    assert checked.exit_code == 0
    assert checked.stderr.startswith(f"warning: {path}:5 departments.sales: its topic starts with 11%")
    ran = CliRunner().invoke(
        main,
        ["run", str(path), "--replicates", "2", "--engine", "mesa", "--out", str(tmp_path / "o"), "--language", "de"],
    )
    assert ran.stderr.startswith(f"warning: {path}:5 departments.sales: its topic starts with 11%")
    (report,) = (tmp_path / "o").glob("*/*/report.html")
    german = next(iter(doubts(load(path)))).told(translator("de"))
    assert german.split("(")[0] in report.read_text(encoding="utf-8").replace("&#160;", "\N{NO-BREAK SPACE}")


def test_a_map_over_what_its_starts_set_is_refused_by_validate(tmp_path: Path) -> None:
    (tmp_path / "firm.yaml").write_text(FIRM.replace("weeks: 20", "weeks: 104"), encoding="utf-8")
    study = tmp_path / "study.yaml"
    study.write_text(
        "scenario: firm.yaml\nreplicates: 12\nparameters:\n  attendance.norm: {low: 0, high: 3}\n"
        "  departments.sales.image: {low: 0.1, high: 0.9}\noutcomes: {image: image.sales in the last quarter}\n"
        "map:\n  x: attendance.norm\n  y: departments.sales.image\n",
        encoding="utf-8",
    )
    checked = CliRunner().invoke(main, ["validate", str(study)])
    assert checked.exit_code == 2
    assert "study.yaml:9 map.y: must be another key than the starts set" in checked.stderr
