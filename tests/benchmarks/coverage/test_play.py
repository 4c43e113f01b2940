"""What the look back prints holds, also where the same decisions end badly once in fifty lucks."""

import numpy as np

from benchmarks.coverage.play import drawn, game, judged, turned
from sim.app.play.claims import AGREES, CONTRADICTS, OPEN
from sim.app.play.game import Game
from sim.app.play.stage import Paths
from tests.app.play.games import made_up


def seldom_ruined(played: Game, replicates: int, months: int) -> Paths:
    """Image and revenue of 0.5 that fall to nothing in one of fifty lucks, but only of who is there at times."""
    first = [each for choice in played.choices for each in choice.meeting_first]
    luck = np.random.default_rng(6).random(replicates)
    level = np.where((luck < 0.02) & any(first) & (not all(first)), 0.0, 0.5)
    flat = np.repeat(level[:, None], len(first), axis=1)
    return Paths(flat, flat, np.ones_like(flat))


def test_intervals_hold_and_no_verdict_is_wrong_where_a_game_is_seldom_ruined() -> None:
    told = judged(drawn(seldom_ruined, 3_000), game("alibi", "mc", 3), 40, (60, 120))
    assert told.hold >= 0.95 * told.intervals
    assert told.wrong == 0
    assert told.verdicts["presence"][OPEN] > 20


def test_what_is_clear_is_decided_rightly() -> None:
    told = judged(drawn(made_up({0.0: 0.2, 1.0: 0.6}), 400), game("alibi", "mc", 3), 5, (100, 200))
    assert {name: dict(counts) for name, counts in told.verdicts.items()} == {
        "presence": {AGREES: 5}, "customers": {AGREES: 5}, "limits": {CONTRADICTS: 5},
    }  # fmt: skip
    assert (told.intervals, told.hold, told.wrong) == (15, 15, 0)


def test_quarters_alike_are_never_told_to_matter_most() -> None:
    found = turned(drawn(made_up({0.0: 0.2, 1.0: 0.6}), 200), game("alibi", "m", 6), 5, 100)
    assert (found.intervals, found.hold) == (10, 10)
    assert (found.told, found.told_hold) == (5, 5)
    assert (found.most, found.wrong) == (0, 0)
