"""One long run in which a parameter moves slowly across the tipping point, and the same without it.

The ramp is an intervention laid over the scenario; at strength 0 it is the run without a ramp, so that both
share all their luck. Signs are looked for before the fall: in the weeks from the start of the ramp until the first
of twenty replicates has lost a fifth of its image.
"""

import math
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.map.signs import SIGNS, Signs, detrended, signs, trends
from sim.results.onset import onset
from sim.results.verdict import COLLAPSED_BELOW
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.resolve import merge, path_of
from sim.scenario.schema import Structure
from sim.scenario.tree import Place, Written
from sim.scenario.variants import Value, Variants
from sim.statistics import Interval, ends_of_medians, of_median, of_share

Floats = NDArray[np.float64]

NAME = "slow_ramp"
STRENGTH = f"interventions.{NAME}.strength"
RUNS = ("ramp", "control")
# The first of twenty: later weeks hold falls, which would pass for a rising variance.
FIRST_TO_FALL = 0.05
SHORTEST = 52
BAND = (0.05, 0.95)
# Window and bandwidth are a matter of choice: what is told must not hang on them (Dakos et al. 2012).
WINDOWS = (1.0, 0.5, 1.5)
BANDWIDTHS = (1.0, 0.5, 2.0)
WIDEST = 0.9
SEEN, DEPENDS, NOT_SEEN = "seen", "depends", "not_seen"


class Course(NamedTuple):
    """What moves, from where to where, and when."""

    key: str
    first: float
    last: float
    before: int
    weeks: int
    held: float | None = None  # value of y, where there is one

    def values(self) -> Floats:
        """Value of the parameter in every week of the run."""
        done = np.clip(np.arange(1 - self.before, self.weeks + 1) / self.weeks, 0.0, 1.0)
        found: Floats = self.first + done * (self.last - self.first)
        return found


class Warnings(NamedTuple):
    """What became of a ramp.

    `until` is the last week looked at, counted from 1, and `looked_at` how many they are; `fallen` the share of
    replicates that had lost a fifth of their image by the end of the ramp; `reason` says why there are no signs, if
    so: `stays` or `at_once`.
    """

    weeks: pd.DataFrame
    trends: pd.DataFrame
    until: int
    looked_at: int
    fallen: float
    window: int
    bandwidth: float
    reason: str

    @property
    def verdicts(self) -> dict[str, str]:
        """By sign: `seen` whatever the window and the bandwidth, `depends` on them, or `not_seen`."""
        by_sign = self.trends.groupby("sign", sort=False)["seen"]
        return {str(sign): SEEN if all(each) else DEPENDS if any(each) else NOT_SEEN for sign, each in by_sign}


def can_move(key: str, scenario: Structure) -> bool:
    """Whether an intervention can move a key: a mechanism's parameter, of all or of one department or meeting."""
    found = _parameter(key)
    if found is None:
        return False
    name, target = found
    meetings_differ = any(name in each.set for each in scenario.meetings.values())
    return bool(target) or PARAMETERS[name].scope != "meeting" or not meetings_differ


def laid_over(variants: Variants, course: Course, values: Mapping[str, Value], place: Place) -> Variants:
    """Scenario with the ramp as one more intervention, and with some values changed."""
    found = _parameter(course.key)
    assert found is not None, "a key that cannot move was refused before"
    name, target = found
    ramp = {
        "title": {"en": NAME, "de": NAME},
        "start": course.before + 1,
        "ramp": course.weeks - 1,
        "target": target or _followers(name, variants.base),
        "add": {name: course.last - course.first},
    }
    fixed = {**values, course.key: course.first, "weeks": course.before + course.weeks}
    changed = variants.over(fixed, dict.fromkeys(fixed, place)).source
    written = merge(changed.tree, _written({"interventions": {NAME: ramp}}, place))
    return Variants(changed._replace(tree=written))


def _parameter(key: str) -> tuple[str, dict[str, str]] | None:
    """Name of a mechanism's parameter and whom the key is about; None where it is something else."""
    if key in PARAMETERS:
        return key, {}
    path = path_of(key)
    kinds = {"departments": "department", "meetings": "meeting"}
    if len(path) == 4 and path[0] in kinds and path[2] == "set" and path[3] in PARAMETERS:
        return path[3], {kinds[path[0]]: path[1]}
    return None


def _followers(name: str, scenario: Structure) -> dict[str, list[str]]:
    """Departments without a value of their own: these follow the company's."""
    following = [each for each, department in scenario.departments.items() if name not in department.set]
    if PARAMETERS[name].scope != "person" or len(following) == len(scenario.departments):
        return {}
    return {"department": following}


def _written(value: Any, place: Place) -> Written:
    if isinstance(value, dict):
        return Written({key: _written(each, place) for key, each in value.items()}, place)
    if isinstance(value, list):
        return Written([_written(each, place) for each in value], place)
    return Written(value, place, str(value))


def warnings(image: Floats, course: Course, window: int | None, bandwidth: int | None) -> Warnings:
    """Warnings before the fall: image of (ramp and control, replicate, week)."""
    known = ~np.isnan(image).any(axis=(0, 2))
    ramp, control = image[0][known], image[1][known]
    falls = np.sort(onset(ramp[:, course.before :]))
    fallen = float((~np.isnan(falls)).mean()) if falls.size else math.nan
    first = falls[math.ceil(FIRST_TO_FALL * falls.size) - 1] if falls.size else math.nan
    until = course.before + int(course.weeks if math.isnan(first) else first - 1)
    looked_at = until - course.before
    told = Warnings(
        _by_week(ramp, control, course), _no_trends(), until, looked_at, fallen,
        min(window or looked_at // 2, looked_at - 1), float(bandwidth or looked_at / 10), "",
    )  # fmt: skip
    if not fallen >= 0.5:
        return told._replace(reason="stays")
    if looked_at < SHORTEST or told.window < SHORTEST // 4:
        return told._replace(reason="at_once")
    before = [each[:, course.before : until] for each in (ramp, control)]
    settings = [_setting(told, wider, smoother) for wider, smoother in product(WINDOWS, BANDWIDTHS)]
    found = [[signs(detrended(each, bandwidth), window) for each in before] for window, bandwidth in settings]
    rows = [row for setting, pair in zip(settings, found, strict=True) for row in _trends(setting, pair)]
    return told._replace(weeks=_with_signs(told.weeks, found[0], course), trends=pd.DataFrame(rows))


def _setting(told: Warnings, wider: float, smoother: float) -> tuple[int, float]:
    """Window and bandwidth: those asked for, narrower or wider ones."""
    return int(np.clip(told.window * wider, SHORTEST // 4, WIDEST * told.looked_at)), told.bandwidth * smoother


def _by_week(ramp: Floats, control: Floats, course: Course) -> pd.DataFrame:
    weeks = course.before + course.weeks
    rows = []
    for name, image, x in zip(RUNS, (ramp, control), (course.values(), np.full(weeks, course.first)), strict=True):
        low, high = np.quantile(image, BAND, axis=0) if len(image) else np.full((2, weeks), np.nan)
        middle, collapsed = (
            (np.median(image, axis=0), (image < COLLAPSED_BELOW).mean(axis=0))
            if len(image)
            else np.full((2, weeks), np.nan)
        )
        columns = {"run": name, "week": np.arange(1, weeks + 1), "x": x, "image": middle}
        rows.append(pd.DataFrame({**columns, "image_p05": low, "image_p95": high, "collapsed": collapsed}))
    return pd.concat(rows, ignore_index=True)


def _with_signs(weeks: pd.DataFrame, found: list[Signs], course: Course) -> pd.DataFrame:
    """Weeks with the median of every sign over replicates, and its exact interval, in the last week of each window."""
    told = weeks.copy()
    for sign in SIGNS:
        for part in ("", "_low", "_high"):
            told[f"{sign}{part}"] = np.nan
    for name, own in zip(RUNS, found, strict=True):
        rows = np.flatnonzero(told["run"] == name)[own.last_week + course.before]
        for sign in SIGNS:
            values = ends_of_medians(getattr(own, sign)).T
            columns = [f"{sign}{part}" for part in ("", "_low", "_high")]
            told.loc[rows, columns] = values
    return told


def _trends(setting: tuple[int, float], found: list[Signs]) -> Iterator[dict[str, object]]:
    """Kendall's tau of the typical run with and without a ramp, and the paired difference, by sign."""
    for sign in SIGNS:
        ramp, control = (trends(getattr(each, sign)) for each in found)
        higher, pairs = int((ramp > control).sum()), len(ramp)
        apart = of_median(ramp - control)
        yield {
            "sign": sign,
            "window": setting[0],
            "bandwidth": setting[1],
            **_named("ramp", of_median(ramp)),
            **_named("control", of_median(control)),
            **_named("difference", apart),
            **_named("higher", of_share(higher, pairs)),
            "seen": apart.low > 0,
        }


def _named(name: str, found: Interval) -> dict[str, float]:
    return {name: found.mean, f"{name}_low": found.low, f"{name}_high": found.high}


def _no_trends() -> pd.DataFrame:
    return pd.DataFrame(columns=["sign", "seen"])
