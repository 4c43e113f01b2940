"""Who would be ahead with other luck."""

import numpy as np
import pytest

from sim.app.play.game import Game
from sim.app.play.recap import Runs
from sim.app.play.stage import Paths
from sim.app.rooms.other_luck import LUCKS, ahead_by_luck, shares_ahead
from tests.app.rooms.made import ROOM, months, other_luck


def by_luck(levels: dict[str, np.ndarray]) -> Runs:
    """Games told by their months, whose image and revenue are alike and depend on the luck."""

    def runs(game: Game, replicates: int, months_: int) -> Paths:
        level = next(each for pattern, each in levels.items() if months(pattern) == game.choices)
        flat = np.repeat(level[:replicates, None], 13, axis=1)
        return Paths(flat, flat, np.ones_like(flat))

    return runs


def test_who_is_ahead_by_luck_alone_is_so_in_half_of_other_lucks() -> None:
    even = np.arange(LUCKS + 1) % 2 == 0
    runs = by_luck({"mmm": np.where(even, 0.6, 0.4), "mcm": np.full(LUCKS + 1, 0.5)})
    found = shares_ahead(ROOM, {1: months("mmm"), 2: months("mcm")}, runs)
    assert [each.mean for each in found.values()] == [0.5, 0.5]
    assert found[1].low == pytest.approx(0.398, abs=0.001)
    assert found[1].high == pytest.approx(0.602, abs=0.001)


def test_the_luck_of_the_room_itself_does_not_count() -> None:
    first = np.arange(LUCKS + 1) == 0
    runs = by_luck({"mmm": np.where(first, 0.9, 0.4), "mcm": np.full(LUCKS + 1, 0.5)})
    found = shares_ahead(ROOM, {1: months("mmm"), 2: months("mcm")}, runs)
    assert (found[1].mean, found[2].mean) == (0.0, 1.0)


def test_who_stopped_early_is_not_compared() -> None:
    assert list(shares_ahead(ROOM, {1: months("mmm"), 2: months("mc"), 3: months("ccc")}, other_luck)) == [1, 3]
    assert shares_ahead(ROOM, {1: months("mmm"), 2: months("mc")}, other_luck) == {}
    assert shares_ahead(ROOM, {1: (), 2: ()}, other_luck) == {}


def test_the_same_decisions_are_ahead_together() -> None:
    found = shares_ahead(ROOM, {1: months("mmm"), 2: months("mmm")}, other_luck)
    assert found[1].mean == found[2].mean == 1.0


def test_nobody_is_beaten_by_somebody_with_less_of_one() -> None:
    image, revenue = np.array([[0.5], [0.4], [0.3]]), np.array([[0.5], [0.6], [0.5]])
    assert ahead_by_luck(image, revenue)[:, 0].tolist() == [True, True, False]
