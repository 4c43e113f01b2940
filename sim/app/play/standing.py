"""How a game stands, as a room compares it."""

from typing import NamedTuple

import numpy as np

from sim.app.library import Library
from sim.app.play.calendar import MONTHS, MONTHS_PER_QUARTER, weeks_before
from sim.app.play.game import Game
from sim.app.play.stage import Floats, Paths, one, stage
from sim.statistics import Scale


class Standing(NamedTuple):
    """Means over the last three months or those there are: image 0..1, revenue relative to plan, in the game's luck."""

    image: float
    revenue: float


def outcome(game: Game, library: Library, months: int | None = None) -> Standing:
    """Standing after so many months, or after those decided; months not decided are like the last one that was.

    Raises
    ------
    ScenarioError
        Where there is no such scenario, or it cannot be played.
    """
    through = max(1, min(MONTHS, len(game.choices) if months is None else months))
    made = stage(library.variants(game.scenario))
    image, revenue = last_quarter(one(made, game, through), through)
    return Standing(float(image[0]), float(revenue[0]))


def last_quarter(paths: Paths, months: int) -> tuple[Floats, Floats]:
    """Image, and revenue relative to plan, over the last three months or those there are: (replicate,) each."""
    weeks = slice(weeks_before(max(0, months - MONTHS_PER_QUARTER)), weeks_before(months))
    revenue = np.nansum(paths.revenue[:, weeks], axis=1) / np.nansum(paths.plan[:, weeks], axis=1)
    return np.nanmean(paths.image[:, weeks], axis=1), revenue


def scale_of_revenue(paths: Paths) -> Scale:
    """Scale of revenue relative to plan, which is known beforehand: from nothing to the whole potential."""
    return Scale(0.0, 1.0 / float(np.nanmin(paths.plan)))
