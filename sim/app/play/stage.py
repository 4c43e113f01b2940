"""A company made ready to be played: what does not change from decision to decision is built once."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.app.ensembles import Ensembles
from sim.app.play.game import Game, scenario_of
from sim.results import focus
from sim.scenario import layout, timeline
from sim.scenario.output import COMPANY, WEEKLY, Output
from sim.scenario.schema import Structure
from sim.scenario.variants import Variants

Floats = NDArray[np.float64]

IMAGE = WEEKLY.index("image")
REVENUE, PLAN = COMPANY.index("revenue"), COMPANY.index("plan")


class Stage(NamedTuple):
    """A scenario's file, its company as arrays, and the number of the department that is played."""

    variants: Variants
    base: Structure
    layout: layout.Layout
    own: int


class Paths(NamedTuple):
    """What became of the department, run by run and week by week: (replicate, week) each."""

    image: Floats
    revenue: Floats
    plan: Floats


class _Same:
    """A scenario as a key: the same object, not an equal one, which would take longer than building its layout."""

    def __init__(self, variants: Variants) -> None:
        self.variants = variants

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.variants is self.variants

    def __hash__(self) -> int:
        return id(self.variants)


def stage(variants: Variants) -> Stage:
    """Stage of a scenario."""
    return _stage(_Same(variants))


@lru_cache(maxsize=32)
def _stage(same: _Same) -> Stage:
    base = same.variants.base
    return Stage(same.variants, base, layout.build(base), list(base.departments).index(focus(base)))


def replay(stage: Stage, game: Game, months: int, *, trace: bool = True) -> Output:
    """History of a game's first months in the luck that all players share, with its events."""
    from sim.kernel import simulate

    scenario = scenario_of(game, stage.variants, months)
    return simulate(stage.layout, timeline.build(scenario), scenario.seed, 0, 1, trace=trace)[0]


@dataclass(frozen=True)
class Luck:
    """Ensembles of a stage's games; with `patience`, in seconds, there may be fewer replicates than wanted."""

    ensembles: Ensembles
    stage: Stage
    patience: float | None = None

    def __call__(self, game: Game, replicates: int, months: int) -> Paths:
        """Decisions of a game met by different luck; the first one is that of the game."""
        scenario = scenario_of(game, self.stage.variants, months)
        found = self.ensembles.ask(scenario, replicates, patience=self.patience)
        return Paths(found.series("image", focus(self.stage.base)), found.series("revenue"), found.series("plan"))


def one(stage: Stage, game: Game, months: int) -> Paths:
    """Decisions of a game met by its own luck alone."""
    found = replay(stage, game, months, trace=False)
    image, firm = found.weekly[None, :, stage.own, IMAGE], found.company[None]
    return Paths(image, firm[:, :, REVENUE], firm[:, :, PLAN])
