"""Games to test with."""

import numpy as np

from sim.app.play.calendar import MONTHS, length
from sim.app.play.choice import Choice, Told
from sim.app.play.game import Game
from sim.app.play.recap import Runs
from sim.app.play.stage import Paths


def steady(pattern: str, months: int = MONTHS, told: Told = "nothing", *, demand: bool = False) -> tuple[Choice, ...]:
    """Choices that repeat a pattern of `m` (the meeting first) and `c` (the customer first) week by week."""
    found, week = [], 0
    for month in range(months):
        weeks = tuple(pattern[(week + n) % len(pattern)] == "m" for n in range(length(month)))
        found.append(Choice(weeks, told, demand))
        week += length(month)
    return tuple(found)


def game(pattern: str, months: int = MONTHS, seed: int = 7, scenario: str = "alibi") -> Game:
    """Game of such choices."""
    return Game(scenario, seed, steady(pattern, months))


def made_up(image: dict[float, float]) -> Runs:
    """Games whose image is a function of the share of meetings, with the same luck in all of them."""

    def runs(played: Game, replicates: int, months: int) -> Paths:
        weeks = [first for each in played.choices for first in each.meeting_first]
        share = sum(weeks) / len(weeks)
        noise = np.random.default_rng(5).normal(0, 0.02, (replicates, 1))
        level = np.interp(share, list(image), list(image.values()))
        flat = np.full((replicates, len(weeks)), level) + noise
        return Paths(flat, flat, np.ones_like(flat))

    return runs
