import numpy as np
import pytest

from sim.app.play.calendar import MONTHS, WEEKS
from sim.app.play.choice import TOLD, Choice
from sim.app.play.game import Game, scenario_of
from sim.app.play.interventions import DEMANDS, NORMS, WORDS, interventions
from sim.app.play.stage import Stage
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.schema import RANKS
from sim.scenario.timeline import build
from tests.app.play.games import steady


def by_week(stage: Stage, choices: tuple[Choice, ...], key: str) -> np.ndarray:
    """Values of a parameter in force for the played department: (week, rank)."""
    timeline = build(scenario_of(Game("alibi", 1, choices), stage.variants, len(choices)))
    rows = slice(stage.own * len(RANKS), (stage.own + 1) * len(RANKS))
    found: np.ndarray = timeline.person[timeline.phase][:, rows, PARAMETERS[key].column]
    return found


def test_nothing_decided_changes_nothing() -> None:
    assert interventions((), "sales") == {}


def test_every_week_has_the_norm_that_was_decided(alibi: Stage) -> None:
    choices = steady("mccmm")
    wanted = [NORMS["meeting" if first else "customers"] for each in choices for first in each.meeting_first]
    assert np.array_equal(by_week(alibi, choices, "attendance.norm"), np.repeat(np.array(wanted)[:, None], 3, axis=1))


def test_every_month_has_the_words_and_demands_that_were_decided(alibi: Stage) -> None:
    choices = tuple(
        each._replace(told=TOLD[month % 3], demand=month % 2 == 1) for month, each in enumerate(steady("mc"))
    )
    decided = [choice for choice in choices for _ in choice.meeting_first]
    honest, external = np.array([WORDS[each.told] for each in decided]).T
    assert np.array_equal(by_week(alibi, choices, "explanation.honest")[:, 0], honest)
    assert np.array_equal(by_week(alibi, choices, "explanation.external")[:, 0], external)
    assert by_week(alibi, choices, "demand.strength")[:, 0].tolist() == [DEMANDS[each.demand] for each in decided]


def test_other_departments_are_left_alone(alibi: Stage) -> None:
    timeline = build(scenario_of(Game("alibi", 1, steady("mc")), alibi.variants))
    others = np.delete(timeline.person, range(alibi.own * 3, alibi.own * 3 + 3), axis=1)
    assert np.array_equal(others, np.repeat(others[:1], len(others), axis=0))


@pytest.mark.parametrize("pattern", ["mc", "cm", "m", "c"])
def test_the_busiest_game_has_few_enough_interventions(pattern: str) -> None:
    busy = tuple(each._replace(demand=month % 2 == 0) for month, each in enumerate(steady(pattern)))
    found = interventions(busy, "sales")
    assert len(found) <= 77
    assert max(each.end or 0 for each in found.values()) == WEEKS
    assert len(busy) == MONTHS
