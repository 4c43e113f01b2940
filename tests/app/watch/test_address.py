"""An address names a replicate, or is refused."""

import pytest

from sim.app.library import Library
from sim.app.watch.address import asked, is_small_enough, whole
from sim.errors import ScenarioError
from sim.scenario.variants import Variants
from tests.app.watch.replicates import SCENARIOS, scenario

LIBRARY = Library({name: Variants.of(SCENARIOS / f"{name}.yaml") for name in ("alibi", "presence")})


def test_an_address_that_says_nothing_opens_the_first_scenario_with_its_own_seed() -> None:
    found = asked({}, LIBRARY)
    assert (found.name, found.seed, found.week) == ("alibi", found.scenario.seed, None)


def test_of_a_single_scenario_it_opens_that_one() -> None:
    library = Library({"small_firm": Variants.of(SCENARIOS / "small_firm.yaml")})
    assert asked({}, library).name == "small_firm"


def test_scenario_seed_and_week_are_read() -> None:
    found = asked({"scenario": "presence", "seed": "0", "week": "104"}, LIBRARY)
    assert (found.name, found.seed, found.week) == ("presence", 0, 104)


def test_what_explore_has_changed_is_changed_here_too_and_stays_in_the_address() -> None:
    found = asked({"scenario": "alibi", "gossip.rate": "0.1", "seed": "5", "kept.gossip.rate": "0.3"}, LIBRARY)
    assert found.scenario.gossip.rate == 0.1  # type: ignore[attr-defined]
    assert found.query == {"scenario": "alibi", "gossip.rate": "0.1", "seed": "5"}
    assert asked(found.query, LIBRARY).scenario == found.scenario


@pytest.mark.parametrize(
    "query",
    [
        {"scenario": "../alibi"}, {"scenario": "nothing"}, {"seed": "-1"}, {"seed": "4294967296"}, {"seed": "1e3"},
        {"seed": "٣"}, {"seed": "1_0"}, {"seed": " 1"}, {"week": "0"}, {"week": "105"}, {"week": "9" * 5000},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(ScenarioError):
        asked(query, LIBRARY)


def test_a_number_that_is_not_there_is_none_and_zero_is_a_number() -> None:
    assert whole({}, "person", 0, 3) is None
    assert whole({"person": ""}, "person", 0, 3) is None
    assert whole({"person": "0"}, "person", 0, 3) == 0


def test_a_hundred_people_can_be_watched_and_two_thousand_cannot() -> None:
    assert is_small_enough(scenario("alibi"))
    assert not is_small_enough(scenario("large_firm"))
    assert not is_small_enough(scenario("alibi", "weeks=5200"))
