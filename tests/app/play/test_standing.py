import numpy as np
import pytest

from sim.app.ensembles import Ensembles
from sim.app.library import Library
from sim.app.play.game import scenario_of
from sim.app.play.stage import Luck, Stage, one, replay
from sim.app.play.standing import last_quarter, outcome
from sim.errors import ScenarioError
from sim.scenario.output import COMPANY, WEEKLY
from tests.app.play.games import game


def test_standing_is_the_mean_over_the_last_quarter_of_the_games_own_run(alibi: Stage, library: Library) -> None:
    played = game("mcc")
    output = replay(alibi, played, 24)
    found = outcome(played, library)
    assert found.image == pytest.approx(output.weekly[-13:, alibi.own, WEEKLY.index("image")].mean())
    revenue, plan = (output.company[-13:, COMPANY.index(name)].sum() for name in ("revenue", "plan"))
    assert found.revenue == pytest.approx(revenue / plan)


def test_a_game_stands_alike_in_its_own_run_and_as_the_first_of_its_ensemble(
    alibi: Stage, ensembles: Ensembles
) -> None:  # fmt: skip
    played = game("mcc", 9)
    own, others = one(alibi, played, 9), Luck(ensembles, alibi)(played, 8, 9)
    assert np.allclose(own.image[0], others.image[0], rtol=1e-6)
    assert np.allclose(last_quarter(own, 9)[1], last_quarter(others, 9)[1][0], rtol=1e-6)
    assert len({round(float(each), 6) for each in others.image[:, -1]}) == 8


def test_players_who_lag_behind_stand_as_if_they_went_on_as_before(library: Library) -> None:
    assert outcome(game("m", 2), library, months=6) == outcome(game("m", 6), library)


def test_a_game_of_one_month_has_a_standing(library: Library) -> None:
    found = outcome(game("m", 1), library)
    assert 0 < found.image < 1
    assert 0 < found.revenue < 2


def test_a_scenario_that_is_not_offered_is_refused(library: Library) -> None:
    with pytest.raises(ScenarioError, match="must be one that is offered"):
        outcome(game("m", 1, scenario="../etc"), library)


def test_a_run_does_not_know_its_future(alibi: Stage) -> None:
    short, long = (replay(alibi, game("mcc", months), months) for months in (4, 24))
    assert np.array_equal(short.weekly, long.weekly[: len(short.weekly)], equal_nan=True)
    assert scenario_of(game("mcc", 4), alibi.variants, 4).weeks == len(short.weekly)
