"""How a game stands, as a room compares it."""

import math
from typing import NamedTuple

import numpy as np

from sim.app.ensembles import Ensembles
from sim.app.library import Library
from sim.app.play.calendar import MONTHS, MONTHS_PER_QUARTER, weeks_before
from sim.app.play.game import Game
from sim.app.play.stage import Floats, Luck, Paths, one, stage
from sim.statistics import Scale

REPLICATES = 24  # of the mean over other luck


class Standing(NamedTuple):
    """Means over the last three months or those there are: image 0..1, revenue relative to plan, in the game's luck.

    `expected_image` and `expected_revenue` are means over other luck as well, NaN where none was asked for.
    """

    image: float
    revenue: float
    expected_image: float = math.nan
    expected_revenue: float = math.nan


def outcome(
    game: Game, library: Library, ensembles: Ensembles | None = None, months: int | None = None
) -> Standing:  # fmt: skip
    """Standing after so many months, or after those decided; months not decided are like the last one that was.

    Raises
    ------
    ScenarioError
        Where there is no such scenario, or it cannot be played.
    """
    through = max(1, min(MONTHS, len(game.choices) if months is None else months))
    made = stage(library.variants(game.scenario))
    image, revenue = last_quarter(one(made, game, through), through)
    own = Standing(float(image[0]), float(revenue[0]))
    if ensembles is None:
        return own
    image, revenue = last_quarter(Luck(ensembles, made)(game, REPLICATES, through), through)
    return own._replace(expected_image=float(image.mean()), expected_revenue=float(revenue.mean()))


def last_quarter(paths: Paths, months: int) -> tuple[Floats, Floats]:
    """Image, and revenue relative to plan, over the last three months or those there are: (replicate,) each."""
    weeks = slice(weeks_before(max(0, months - MONTHS_PER_QUARTER)), weeks_before(months))
    revenue = np.nansum(paths.revenue[:, weeks], axis=1) / np.nansum(paths.plan[:, weeks], axis=1)
    return np.nanmean(paths.image[:, weeks], axis=1), revenue


def scale_of_revenue(paths: Paths) -> Scale:
    """Scale of revenue relative to plan, which is known beforehand: from nothing to the whole potential."""
    return Scale(0.0, 1.0 / float(np.nanmin(paths.plan)))
