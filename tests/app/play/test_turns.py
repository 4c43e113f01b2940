import numpy as np
import pytest

from sim.app.ensembles import Ensembles
from sim.app.play.game import Game
from sim.app.play.recap import Runs
from sim.app.play.stage import Luck, Paths, Stage
from sim.app.play.turns import LOOKS, turns
from tests.app.play.games import game, made_up


@pytest.fixture
def runs(ensembles: Ensembles, alibi: Stage) -> Runs:
    return Luck(ensembles, alibi)


def weighing(weights: list[float], spread: float = 0.0) -> Runs:
    """Games whose image at the end falls by a weight for each quarter with any customer first."""

    def found(played: Game, replicates: int, months: int) -> Paths:
        luck = np.random.default_rng(3).normal(0.0, 1.0, (len(weights), replicates))
        away = [
            any(not all(each.meeting_first) for each in played.choices[3 * n : 3 * n + 3]) for n in range(len(weights))
        ]
        level = 0.6 - sum((w + spread * luck[n]) * gone for n, (w, gone) in enumerate(zip(weights, away, strict=True)))
        flat = np.repeat(np.clip(np.broadcast_to(level, replicates), 0, 1)[:, None], 104, axis=1)
        return Paths(flat, flat, np.ones_like(flat))

    return found


def test_each_quarter_is_turned_round_alone(runs: Runs) -> None:
    asked: list[Game] = []

    def noted(played: Game, replicates: int, months: int) -> Paths:
        asked.append(played)
        return runs(played, replicates, months)

    own = game("m", 9)
    turns(noted, own, 8)
    assert asked[0] == own
    for quarter, turned in enumerate(asked[1:]):
        differ = [month for month in range(9) if turned.choices[month] != own.choices[month]]
        assert differ == list(range(3 * quarter, 3 * quarter + 3))


def test_the_quarter_that_counts_most_is_the_one_with_the_largest_sure_change(runs: Runs) -> None:
    found = turns(runs, game("m", 12))
    assert found.point is not None
    assert found.point.sure
    assert abs(found.point.change.difference) == max(abs(each.change.difference) for each in found.quarters)
    assert found.point.change.high < 0


def test_no_quarter_counts_where_nothing_matters() -> None:
    found = turns(made_up({0.0: 0.5, 1.0: 0.5}), game("mc"))
    assert not any(each.sure for each in found.quarters)
    assert found.point is None
    assert not found.is_alone


def test_one_quarter_matters_more_than_any_other_only_where_that_is_sure() -> None:
    clear = turns(weighing([0.02, 0.02, 0.3]), game("m", 9))
    assert clear.point is not None
    assert (clear.point.quarter, clear.is_alone) == (2, True)
    close = turns(weighing([0.30, 0.0, 0.31], spread=0.05), game("m", 9), LOOKS[1])
    assert close.point is not None
    assert [each.sure for each in close.quarters] == [True, False, True]
    assert not close.is_alone


def test_a_quarter_that_changes_as_much_the_other_way_keeps_it_from_mattering_most() -> None:
    found = turns(weighing([-0.3, 0.02, 0.31], spread=0.05), game("m", 9))
    assert found.point is not None
    assert not found.is_alone


def test_a_quarter_is_sure_after_correction_for_all_of_them() -> None:
    """At just the size at which one quarter alone is sure, it is not where it was looked for among eight."""
    sizes = np.linspace(0.02, 0.1, 33)
    alone = next(size for size in sizes if turns(weighing([size]), game("m", 3)).point is not None)
    assert turns(weighing([alone, *[0.0] * 7]), game("m")).point is None


def test_a_game_of_one_month_has_one_quarter(runs: Runs) -> None:
    assert len(turns(runs, game("mc", 1), 8).quarters) == 1
