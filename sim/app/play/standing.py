"""How a game stands, as a room compares it."""

import math
from typing import NamedTuple

import numpy as np

from sim.app.library import Library
from sim.app.play.calendar import MONTHS, MONTHS_PER_QUARTER, weeks_before
from sim.app.play.game import Game
from sim.app.play.stage import Floats, Paths, many, stage


class Standing(NamedTuple):
    """Means over the last three months: image 0..1 and revenue relative to plan, in the luck of the game.

    `expected_image` and `expected_revenue` are means over other luck as well, NaN where none was asked for.
    """

    image: float
    revenue: float
    expected_image: float = math.nan
    expected_revenue: float = math.nan


def outcome(game: Game, library: Library, months: int | None = None, replicates: int = 0) -> Standing:
    """Standing after so many months, or after those decided; months not decided are like the last one that was.

    Raises
    ------
    ScenarioError
        Where there is no such scenario, or it cannot be played.
    """
    through = max(1, min(MONTHS, len(game.choices) if months is None else months))
    paths = many(stage(library.variants(game.scenario)), game, max(1, replicates), through)
    image, revenue = last_quarter(paths, through)
    if replicates == 0:
        return Standing(float(image[0]), float(revenue[0]))
    return Standing(float(image[0]), float(revenue[0]), float(image.mean()), float(revenue.mean()))


def last_quarter(paths: Paths, months: int) -> tuple[Floats, Floats]:
    """Image, and revenue relative to plan, over the last three months of each run: (replicate,) each."""
    weeks = slice(weeks_before(max(0, months - MONTHS_PER_QUARTER)), weeks_before(months))
    revenue = np.nansum(paths.revenue[:, weeks], axis=1) / np.nansum(paths.plan[:, weeks], axis=1)
    return np.nanmean(paths.image[:, weeks], axis=1), revenue
