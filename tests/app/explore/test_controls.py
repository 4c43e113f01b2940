"""What may be changed: every parameter once, with bounds that hold, and a sentence in every language."""

import pytest

from sim.app.explore.controls import COMPANY, FIRST, TABS, TIMELINE, Control, controls, first
from sim.app.explore.ranges import OWN, digits
from sim.app.explore.wording import name, rule, shown
from sim.app.library import Library
from sim.language import LANGUAGES, translator
from sim.scenario.mechanisms import PARAMETERS, SECTIONS
from sim.scenario.variants import Variants
from tests.app.explore.made_up import SCENARIOS, library

LIBRARY: Library = library()
PRESENCE = LIBRARY.variants("presence")
CONTROLS = controls(PRESENCE.base)


def test_every_parameter_of_the_theory_has_a_control() -> None:
    assert {each.rule for each in CONTROLS.values()} >= PARAMETERS.keys()


def test_every_mechanism_stands_in_one_tab() -> None:
    assert sorted(each for mechanisms in TABS.values() for each in mechanisms) == sorted(SECTIONS)


@pytest.mark.parametrize("key", CONTROLS)
def test_every_control_is_a_key_of_the_scenario_and_its_range_lies_within_the_bounds(key: str) -> None:
    spec, control = PRESENCE.spec(key), CONTROLS[key]
    assert spec.kind == control.kind
    if control.kind in {"number", "integer"} and not key.endswith(".staff"):
        assert spec.low is not None
        assert spec.high is not None
        assert spec.low <= control.range.low < control.range.high <= spec.high


@pytest.mark.parametrize("key", [key for key, each in CONTROLS.items() if each.kind == "number"])
def test_both_ends_of_every_slider_make_a_scenario(key: str) -> None:
    for value in CONTROLS[key].range[:2]:
        assert PRESENCE.scenario({key: value}) is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [key for key in CONTROLS if not key.endswith((".start", ".end"))])
def test_every_control_has_a_sentence_with_its_number_inside(key: str, language: str) -> None:
    t, control = translator(language), CONTROLS[key]
    said = rule(control, control.value, PRESENCE.base, t)
    assert said.before.strip()
    assert said.value.strip()
    assert "{" not in said.before + said.after


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_has_a_name_of_its_own(language: str) -> None:
    t = translator(language)
    names = [name(each, PRESENCE.base, t) for each in CONTROLS.values() if each.tab != TIMELINE]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tab_and_mechanism_has_a_heading(language: str) -> None:
    t = translator(language)
    assert all(t.text(f"browser.explore.group.{each}") for each in (*TABS, COMPANY, TIMELINE))
    assert all(t.text(f"browser.explore.mechanism.{each}") for each in SECTIONS)


def test_the_few_that_come_first_are_controls() -> None:
    assert first(PRESENCE.base) == list(FIRST)
    assert set(FIRST) <= CONTROLS.keys()


def test_a_department_s_own_value_is_what_its_slider_moves() -> None:
    variants = Variants.of(SCENARIOS / "alibi.yaml", ["departments.sales.set={attendance.norm: 1.5}"])
    found = first(variants.base)[0]
    assert found == "departments.sales.set.attendance.norm"
    assert controls(variants.base)[found].value == 1.5
    assert variants.scenario({found: 2.5}).departments["sales"].set == {"attendance.norm": 2.5}


def test_ranges_of_our_own_are_of_parameters_that_exist() -> None:
    assert OWN.keys() <= PARAMETERS.keys()


def test_a_slider_reaches_a_value_that_lies_outside() -> None:
    norm: Control = CONTROLS["attendance.norm"]
    assert norm.reach(-8.0).low == -8.0
    assert norm.reach(1.0) == norm.range


def test_numbers_are_said_with_as_many_decimals_as_their_steps_have() -> None:
    assert digits(0.01, is_percent=True) == 0
    assert digits(0.005, is_percent=True) == 1
    assert digits(0.1, is_percent=False) == 1
    t, scenario = translator("de"), PRESENCE.base
    assert shown(CONTROLS["gossip.rate"], 0.7, scenario, t) == "70\N{NO-BREAK SPACE}%"
    assert shown(CONTROLS["attendance.norm"], -0.5, scenario, t) == "\N{MINUS SIGN}0,5"
    assert shown(CONTROLS["departments.sales.faces_customers"], True, scenario, t) == "ja"
    assert shown(CONTROLS["focus"], "sales", scenario, t) == "Vertrieb"
