import numpy as np
import pytest

from sim.app.ensembles import Ensembles
from sim.app.play.game import Game
from sim.app.play.recap import Runs, recap, with_weeks
from sim.app.play.stage import Luck, Paths, Stage
from tests.app.play.games import game, made_up, steady


@pytest.fixture
def runs(ensembles: Ensembles, alibi: Stage) -> Runs:
    return Luck(ensembles, alibi)


def test_never_being_there_is_compared_with_the_same_luck_words_and_demands(runs: Runs) -> None:
    found = recap(runs, game("m", 12), 48)
    assert found.share == 1.0
    assert np.array_equal(found.own.image, found.present.image)
    assert found.to_present.image.difference == 0.0
    assert found.to_absent.image.high < -0.1
    assert found.to_absent.image.n == 48


def test_a_recap_of_one_month_can_be_made(runs: Runs) -> None:
    found = recap(runs, game("mc", 1), 8)
    assert found.months == 1
    assert found.own.image.shape == (8, 4)


def test_games_are_compared_over_three_months_or_those_there_are() -> None:
    found = [recap(made_up({0.0: 0.2, 1.0: 0.6}), game("mc", months), 4).months_compared for months in (1, 2, 3, 24)]
    assert found == [1, 2, 3, 3]


@pytest.mark.parametrize(("pattern", "same"), [("m", "always"), ("c", "never"), ("mc", None)])
def test_a_game_that_was_always_or_never_there_is_its_own_comparison(pattern: str, same: str | None) -> None:
    assert recap(made_up({0.0: 0.2, 1.0: 0.6}), game(pattern, 3), 4).same == same


def test_fewer_replicates_of_a_busy_server_are_paired_with_their_own() -> None:
    full = made_up({0.0: 0.2, 1.0: 0.6})

    def hurried(played: Game, replicates: int, months: int) -> Paths:
        share = sum(sum(each.meeting_first) for each in played.choices)
        return Paths(*(values[: 9 if share == 0 else 14] for values in full(played, replicates, months)))

    found = recap(hurried, game("mc"), 20)
    assert found.own.image.shape[0] == found.image.size == found.to_present.image.n == found.to_absent.image.n == 9
    assert found.to_absent.image.difference == pytest.approx(-0.2)


def test_who_was_always_or_never_there_is_shown_three_weeks_of_four(runs: Runs) -> None:
    asked: list[Game] = []

    def noted(played: Game, replicates: int, months: int) -> Paths:
        asked.append(played)
        return runs(played, replicates, months)

    assert recap(noted, game("c", 3), 8).less is not None
    assert asked[-1].choices == steady("mmmc", 3)
    assert recap(runs, game("mc", 3), 8).less is None


def test_other_weeks_leave_words_and_demands_as_they_are() -> None:
    own = Game("alibi", 7, steady("c", 4, told="mattered", demand=True))
    assert with_weeks(own, [True]).choices == steady("m", 4, told="mattered", demand=True)


def test_an_interval_of_revenue_is_of_the_scale_that_its_plan_leaves() -> None:
    def half(played: Game, replicates: int, months: int) -> Paths:
        found = made_up({0.0: 0.2, 1.0: 0.2})(played, replicates, months)
        return found._replace(plan=found.plan / 2)

    whole = recap(made_up({0.0: 0.2, 1.0: 0.2}), game("mc", 3), 30).to_absent.revenue
    doubled = recap(half, game("mc", 3), 30).to_absent.revenue
    assert doubled.reach == pytest.approx(2 * whole.reach)
