"""Histories from the posterior beside the one that was observed, seen through the same sampling."""

import warnings
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.calibrate.comparison import AttendanceCell, attended, statistics, weekly_cells
from sim.experiments.calibrate.crew import Crew
from sim.experiments.calibrate.fit import Fit, judge
from sim.experiments.calibrate.numbered import PREDICTION, Number
from sim.experiments.calibrate.observed import Observed
from sim.experiments.calibrate.simulator import Simulator
from sim.scenario.layout import build as build_layout
from sim.scenario.output import WEEKLY
from sim.scenario.variants import Value

Floats = NDArray[np.float64]

DRAWS = 200
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
BANDS = ("low90", "low50", "median", "high50", "high90")
MEASURES = ("attendance", "image", "influence")


class Task(NamedTuple):
    """One history to draw."""

    simulator: Simulator
    cells: list[AttendanceCell]
    values: dict[str, Value]
    number: Number


class Drawn(NamedTuple):
    """One history: its statistics, its weeks, and its attendance in the weeks that have data."""

    statistics: Floats
    weekly: Floats  # (week, department, measure)
    attendance: Floats  # (cell,)


class Predicted(NamedTuple):
    """Tables of the posterior's predictions."""

    checks: pd.DataFrame  # a row for each statistic
    weekly: pd.DataFrame  # a row for each measure, department and week
    fit: Fit


def draw(task: Task) -> Drawn:
    """Draw one history and look at it as the observed one was looked at."""
    simulator, chance = task.simulator, task.number.chance()
    plan = simulator.comparison
    found = simulator.setting(task.values).history(task.number.history_seed, traced=plan.traced)
    weekly = found.output.weekly
    return Drawn(
        statistics(plan, found.layout, found.output, chance),
        weekly[:, :, [WEEKLY.index(each) for each in MEASURES]],
        np.array([attended(cell, weekly, chance) for cell in task.cells]),
    )


def predict(
    simulator: Simulator, observed: Observed, draws: list[dict[str, Value]], seed: int, crew: Crew
) -> Predicted:
    """Draw a history for each set of values, and say where the observed one lies among them."""
    cells = weekly_cells(observed, build_layout(simulator.variants.base))
    tasks = [Task(simulator, cells, values, Number(seed, PREDICTION, number)) for number, values in enumerate(draws)]
    found = list(crew.each(draw, tasks))
    drawn = np.array([each.statistics for each in found])
    fit = judge(drawn, simulator.comparison.observed)
    checks = _checks(simulator, drawn).assign(away=fit.away)
    weekly = np.array([each.weekly for each in found])
    for column, cell in enumerate(cells):  # as few invitations as were counted, and so as much noise
        weekly[:, cell.weeks[0], cell.department, MEASURES.index("attendance")] = [
            each.attendance[column] for each in found
        ]
    return Predicted(checks, _weekly(simulator, observed, weekly), fit)


def _checks(simulator: Simulator, drawn: Floats) -> pd.DataFrame:
    plan = simulator.comparison
    low, median, high = np.quantile(drawn, (0.05, 0.5, 0.95), axis=0)
    tied = np.isclose(drawn, plan.observed)
    below = ((drawn < plan.observed) & ~tied).mean(axis=0) + tied.mean(axis=0) / 2
    return pd.DataFrame(
        {
            "statistic": plan.names, "observed": plan.observed, "low": low, "median": median, "high": high,
            "share_below": below, "inside": (plan.observed >= low - 1e-12) & (plan.observed <= high + 1e-12),
        }
    )  # fmt: skip


def _weekly(simulator: Simulator, observed: Observed, weekly: Floats) -> pd.DataFrame:
    names = list(simulator.variants.base.departments)
    weeks = np.arange(1, simulator.weeks + 1)
    seen = {name: each.value for name, each in observed.surveys.items()}
    errors = {name: each.error for name, each in observed.surveys.items()}
    if observed.rates is not None:
        seen["attendance"] = observed.rates.rate
    frames = []
    for measure, values in sorted(seen.items()):
        for d, name in enumerate(names):
            own = values[: simulator.weeks, d]
            if not np.isnan(own).all():
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", RuntimeWarning)  # weeks without a meeting have no attendance
                    bands = np.nanquantile(weekly[:, :, d, MEASURES.index(measure)], LEVELS, axis=0)
                error = errors[measure][: simulator.weeks, d] if measure in errors else np.zeros(own.size)
                frame = pd.DataFrame(dict(zip(BANDS, bands, strict=True)))
                frames.append(frame.assign(measure=measure, department=name, week=weeks, observed=own, error=error))
    found = pd.concat(frames, ignore_index=True)
    return found[["measure", "department", "week", "observed", "error", *BANDS]]
