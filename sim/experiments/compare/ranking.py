"""Which scenario comes first, and whether the order of neighbours is more than luck."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.experiments.compare.verdict import is_small
from sim.experiments.outcomes import Outcome
from sim.statistics import Interval

if TYPE_CHECKING:
    from sim.experiments.compare.comparison import Comparison

LEVEL = 0.05


class Place(NamedTuple):
    """A scenario in the order, and whether it is clearly ahead of the next one."""

    name: str
    mean: float
    is_ahead: bool


def ranking(found: "Comparison", outcome: Outcome) -> list[Place]:
    """Scenarios from the best to the worst, or from the highest where neither is better; those without values left out.

    No order where something comes in some runs only: a scenario in which it never comes may be the best of all.
    Ahead is clear where the difference may matter, as its interval is not within the margin, and where Holm's
    correction over all pairs of scenarios leaves a chance below 5 %.
    """
    at = found.setup.outcomes.index(outcome)
    values = found.values[:, :, at]
    if outcome.may_never_come and np.isnan(values).any():
        return []
    known = [name for name, own in zip(found.setup.names, values, strict=True) if not np.isnan(own).all()]
    means = {name: float(np.nanmean(values[found.setup.names.index(name)])) for name in known}
    order = sorted(known, key=lambda name: means[name] * (outcome.direction or 1), reverse=True)
    margin = found.setup.margin.of(outcome.unit, found.setup.baseline.weeks, means.get(found.setup.names[0], np.nan))
    rows: list[Any] = found.pairs[found.pairs["outcome"] == outcome.text].to_dict("records")
    clear = {frozenset((row["first"], row["second"])): _is_clear(row, margin) for row in rows}
    ahead = [*(clear[frozenset(pair)] for pair in pairwise(order)), False]
    return [Place(name, means[name], each) for name, each in zip(order, ahead, strict=True)]


def _is_clear(row: dict[str, Any], margin: float) -> bool:
    found = Interval(row["difference"], row["low"], row["high"])
    return row["holm"] < LEVEL and not is_small(found, margin)
