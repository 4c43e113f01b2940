import math
import pickle

import pytest

from sim.errors import ScenarioError
from sim.scenario import fingerprint, load
from sim.scenario.timeline import build, strength
from sim.scenario.tree import Place
from sim.scenario.variants import Spec, Variants

PRESENCE = "scenarios/presence.yaml"


@pytest.fixture(scope="module")
def variants() -> Variants:
    return Variants.of(PRESENCE)


def test_a_variant_is_what_set_would_make(variants: Variants) -> None:
    made = variants.scenario({"gossip.inhibit": 0.2, "interventions.leaders_first.start": 30})
    loaded = load(PRESENCE, ["gossip.inhibit=0.2", "interventions.leaders_first.start=30"])
    assert made == loaded
    assert fingerprint(made) == fingerprint(loaded)


def test_variants_leave_the_scenario_as_it_was(variants: Variants) -> None:
    variants.scenario({"gossip.inhibit": 0.2})
    assert variants.base == load(PRESENCE)


def test_variants_can_be_sent_to_another_process(variants: Variants) -> None:
    assert pickle.loads(pickle.dumps(variants)).base == variants.base


@pytest.mark.parametrize(
    ("key", "spec"),
    [
        ("gossip.inhibit", Spec("number", 0, 1)),
        ("interventions.leaders_first.start", Spec("integer", 1, 5200)),
        ("interventions.leaders_first.end", Spec("integer", 1, 5200)),
        ("interventions.leaders_first.strength", Spec("number", 0, 1)),
        ("departments.sales.faces_customers", Spec("boolean", None, None)),
        ("departments.sales.set.attendance.norm", Spec("number", -10, 10)),
        ("focus", Spec("string", None, None)),
    ],
)
def test_specs_say_what_may_stand_at_a_key(variants: Variants, key: str, spec: Spec) -> None:
    assert variants.spec(key) == spec


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("gosip.inhibit", "study.yaml:7 gosip.inhibit: must name a single value .*; did you mean 'gossip.inhibit'"),
        ("meetings", "study.yaml:7 meetings: must name a single value"),
        ("interventions.leader_first.start", "must name an intervention .*; did you mean 'leaders_first'"),
    ],
)
def test_keys_that_hold_no_value_are_refused(variants: Variants, key: str, told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        variants.spec(key, Place("study.yaml", 7))


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("gossip.inhibit", 2.0, "design point gossip.inhibit: must be a number between 0 and 1, got 2.0"),
        ("gossip.inhibit", math.nan, "design point gossip.inhibit: must be a number between 0 and 1, got nan"),
        ("weeks", 3.5, "design point weeks: must be a whole number"),
        ("departments.sales.staff", 1, "must be at least 3"),
    ],
)
def test_wrong_values_are_told_as_in_a_file(variants: Variants, key: str, value: float, told: str) -> None:
    with pytest.raises(ScenarioError, match=told):
        variants.scenario({key: value})


def test_half_the_strength_goes_half_the_way(variants: Variants) -> None:
    every = variants.base.interventions["leaders_first"]
    half = variants.scenario({"interventions.leaders_first.strength": 0.5}).interventions["leaders_first"]
    assert [strength(half, week) for week in (1, 27, 100)] == [0.5 * strength(every, week) for week in (1, 27, 100)]


def test_no_strength_is_as_if_there_were_no_intervention(variants: Variants) -> None:
    silent = variants.scenario({f"interventions.{name}.strength": 0 for name in variants.base.interventions})
    assert len(set(build(silent).phase)) == 1


def test_efforts_move_no_result(variants: Variants) -> None:
    assert fingerprint(variants.scenario({"interventions.leaders_first.effort": 7})) == fingerprint(variants.base)
