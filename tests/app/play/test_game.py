import pytest

from sim.app.library import Library
from sim.app.play.calendar import MONTHS, weeks_before
from sim.app.play.choice import stretched
from sim.app.play.game import Game, filled, is_playable, scenario_of
from sim.app.play.stage import Stage
from sim.errors import ScenarioError
from sim.scenario.schema import Scenario
from tests.app.play.games import game, steady


def test_a_game_is_a_scenario_that_the_schema_accepts(alibi: Stage) -> None:
    found = scenario_of(game("mc"), alibi.variants)
    assert Scenario.model_validate(found.model_dump()) == found
    assert (found.seed, found.weeks) == (7, 104)


def test_a_game_leaves_the_scenario_of_the_file_as_it_is(alibi: Stage) -> None:
    before = alibi.base.model_dump_json()
    scenario_of(game("m"), alibi.variants)
    assert alibi.base.model_dump_json() == before


def test_a_game_without_decisions_is_the_scenario_as_it_is(alibi: Stage) -> None:
    found = scenario_of(Game("alibi", alibi.base.seed), alibi.variants)
    assert found == alibi.base.model_copy(update={"weeks": 104})


def test_months_not_decided_are_like_the_last_one_that_was() -> None:
    decided = steady("mccm", months=2)
    assert filled(decided, 5) == (*decided, *(stretched(decided[-1], month) for month in (2, 3, 4)))
    assert filled(decided, 1) == decided[:1]
    assert filled((), 5) == ()


def test_a_game_ends_with_the_month_that_was_asked_for(alibi: Stage) -> None:
    assert [scenario_of(game("m", 2), alibi.variants, n).weeks for n in (1, 2, 3, MONTHS)] == [
        weeks_before(n) for n in (1, 2, 3, MONTHS)
    ]


def test_a_month_decided_for_other_weeks_than_it_has_is_refused(alibi: Stage) -> None:
    first, second, third = steady("m", months=3)
    with pytest.raises(ScenarioError, match=r"^choices: month 1 must have 4 weeks, got 5"):
        scenario_of(Game("alibi", 1, (third, second, first)), alibi.variants)


def test_every_scenario_that_is_offered_is_playable_but_the_huge_and_the_privileged(library: Library) -> None:
    assert {name for name in library.names() if not is_playable(library.base(name))} == {"large_firm", "power_absence"}


def test_a_scenario_that_cannot_be_played_is_refused(library: Library) -> None:
    with pytest.raises(ScenarioError, match=r"^scenario: must be one that can be played, got 'power_absence'"):
        scenario_of(Game("power_absence", 1), library.variants("power_absence"))
