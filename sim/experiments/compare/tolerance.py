"""How small a difference is too small to matter, and how narrow an interval is narrow enough.

Either is said as a share of an outcome's whole scale (`0.02`), or in the outcome's own unit (`points=0.5`).
The scale of levels and shares is 1, of influence its 100 points, of weeks the length of the run, and of counts
the baseline's mean.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sim.errors import ScenarioError
from sim.experiments.outcomes import MEASURES
from sim.scenario.numbers import hint
from sim.scenario.tree import nearest, quoted

UNITS = tuple(dict.fromkeys([*(each.unit for each in MEASURES.values()), "weeks"]))
SCALES = {"level": 1.0, "share": 1.0, "points": 100.0}


class Tolerance(NamedTuple):
    """A share of every scale, and what replaces it for some units."""

    share: float
    own: Mapping[str, float] = {}

    def of(self, unit: str, weeks: int, baseline: float) -> float:
        """Tolerance in an outcome's own unit; `baseline` is its mean there."""
        if unit in self.own:
            return self.own[unit]
        if unit == "weeks":
            return self.share * weeks
        return self.share * SCALES.get(unit, 0.0 if math.isnan(baseline) else abs(baseline))

    def as_json(self) -> dict[str, float | None]:
        """Plain data for the manifest and the hash."""
        return {"scale": None if math.isinf(self.share) else self.share, **dict(sorted(self.own.items()))}


MARGIN = Tolerance(0.02, {"points": 0.5, "weeks": 1.0})
ANYTHING = Tolerance(math.inf)


def read(texts: Sequence[str], key: str, default: Tolerance) -> Tolerance:
    """Tolerance from `0.02`, `points=0.5` and the like; a share replaces the default as a whole.

    Raises
    ------
    ScenarioError
        Where a text is neither.
    """
    base = default
    own: dict[str, float] = {}
    for text in texts:
        unit, is_named, number = text.rpartition("=")
        value = _number(number, text, key)
        if is_named:
            own[_unit(unit.strip(), key)] = value
        elif value < 1.0:
            base = Tolerance(value)
        else:
            raise ScenarioError(f"{key}: must be a share of the scale below 1, or UNIT=NUMBER, got {quoted(text)}")
    return Tolerance(base.share, {**base.own, **own})


def _number(text: str, whole: str, key: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0.0 < value < math.inf:
        raise ScenarioError(f"{key}: must be a number above 0, or UNIT=NUMBER, got {quoted(whole)}{hint(text)}")
    return value


def _unit(text: str, key: str) -> str:
    if text not in UNITS:
        raise ScenarioError(f"{key}: must name a unit, {', '.join(UNITS)}, got {quoted(text)}{nearest(text, UNITS)}")
    return text
