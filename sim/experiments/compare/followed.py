"""Measures that are followed week by week, and what is kept of them: fans of each scenario and of the differences.

Quantiles need the runs themselves. The first replicates are kept for them, as many as fit into a fixed room; in how
many pairs a scenario is higher or lower rests on all replicates.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.results import focus
from sim.results.trailing import trailing
from sim.scenario.output import COMPANY, WEEKLY, Output
from sim.scenario.schema import Structure
from sim.statistics import Floats

FOLLOWED = ("image", "influence", "resources", "revenue")
SHOWN_WEEKS = 520
ROOM = 128 * 2**20
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
QUANTILES = ("low90", "low50", "median", "high50", "high90")
VALUE, DIFFERENCE = "value", "difference"


def weeks_shown(weeks: int) -> NDArray[np.int64]:
    """Rows of the weeks that are kept: all, or evenly thinned with the last one kept."""
    step = -(-weeks // SHOWN_WEEKS)
    return np.arange(weeks - 1, -1, -step)[::-1].astype(np.int64)


def follow(scenario: Structure, outputs: Sequence[Output]) -> Floats:
    """Followed measures of the department in focus: float64 (replicate, measure, week shown).

    Influence, resources and revenue are means over four weeks, because meetings have a rhythm; revenue is relative
    to the plan.
    """
    own = list(scenario.departments).index(focus(scenario))
    weekly = {name: np.stack([each.weekly[:, own, WEEKLY.index(name)] for each in outputs]) for name in FOLLOWED[:3]}
    revenue, plan = (
        trailing(np.stack([each.company[:, COMPANY.index(name)] for each in outputs])) for name in ("revenue", "plan")
    )
    found = [
        weekly["image"],
        trailing(weekly["influence"]),
        trailing(weekly["resources"]),
        np.divide(revenue, plan, out=np.full(plan.shape, np.nan), where=plan > 0),
    ]
    return np.stack(found, axis=1)[:, :, weeks_shown(scenario.weeks)]


class Counts(NamedTuple):
    """Pairs with both values, and those in which the scenario is higher or lower: int64 (scenario, measure, week)."""

    pairs: NDArray[np.int64]
    higher: NDArray[np.int64]
    lower: NDArray[np.int64]


class Keeper:
    """Takes replicates of all scenarios in order."""

    def __init__(self, n_scenarios: int, weeks: int) -> None:
        self.n_scenarios = n_scenarios
        self.weeks = weeks_shown(weeks) + 1
        shape = (n_scenarios - 1, len(FOLLOWED), self.weeks.size)
        self.most = max(2, ROOM // (4 * n_scenarios * len(FOLLOWED) * self.weeks.size))
        self.kept = 0
        self._pieces: list[NDArray[np.float32]] = []
        self._counts = Counts(*np.zeros((3, *shape), dtype=np.int64))

    def add(self, values: Floats) -> None:
        """Take the next replicates: (scenario, replicate, measure, week)."""
        differences = values[1:] - values[:1]
        more = (each.sum(axis=1) for each in (~np.isnan(differences), differences > 0, differences < 0))
        self._counts = Counts(*(each + added for each, added in zip(self._counts, more, strict=True)))
        piece = values[:, : self.most - self.kept].astype(np.float32)
        if piece.shape[1]:
            self._pieces.append(piece)
            self.kept += piece.shape[1]

    def table(self, names: Sequence[str]) -> pd.DataFrame:
        """Fans in long form: a row for each scenario, measure, kind (`value` or `difference`) and week.

        Of differences there are also the `pairs` and in how many of them the scenario is `higher` or `lower`.
        """
        values = np.concatenate(self._pieces, axis=1)
        rows = [self._rows(name, VALUE, _quantiles(values[at])) for at, name in enumerate(names)]
        for at, name in enumerate(names[1:]):
            fans = _quantiles(values[at + 1] - values[0])
            rows.append(self._rows(name, DIFFERENCE, {**fans, **self._counted(at)}))
        return pd.concat(rows, ignore_index=True)

    def _counted(self, scenario: int) -> dict[str, Floats]:
        return {key: each[scenario].astype(np.float64) for key, each in self._counts._asdict().items()}

    def _rows(self, name: str, kind: str, columns: dict[str, Floats]) -> pd.DataFrame:
        measure, week = np.indices((len(FOLLOWED), self.weeks.size)).reshape(2, -1)
        keys = {"scenario": name, "kind": kind, "measure": np.array(FOLLOWED)[measure], "week": self.weeks[week]}
        empty = np.full(measure.shape, np.nan)
        every = (*QUANTILES, *Counts._fields)
        return pd.DataFrame({**keys, **{key: columns[key].ravel() if key in columns else empty for key in every}})


def _quantiles(values: NDArray[np.float32]) -> dict[str, Floats]:
    """Quantiles of (replicate, measure, week) over replicates without NaN, and NaN where there is nothing else."""
    found = np.full((len(LEVELS), *values.shape[1:]), np.nan)
    missing = np.isnan(values)
    whole = ~missing.any(axis=0)
    found[:, whole] = np.quantile(values[:, whole], LEVELS, axis=0)
    some = ~whole & ~missing.all(axis=0)
    if some.any():
        found[:, some] = np.nanquantile(values[:, some], LEVELS, axis=0)
    return dict(zip(QUANTILES, found, strict=True))
