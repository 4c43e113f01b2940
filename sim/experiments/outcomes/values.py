"""Outcomes of replicates, from the arrays that the engines leave behind."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from sim.experiments.outcomes.measures import FLOW, MEASURES, column, of_a_department
from sim.experiments.outcomes.outcome import Crossing, Fate, Mean, Outcome, Quarter, Series
from sim.results.measures import focus, means, quarters, weights_of
from sim.results.onset import WEEKS_AVERAGED
from sim.results.verdict import UNDECIDED, classify
from sim.scenario.output import COMPANY, Output
from sim.scenario.schema import Structure
from sim.statistics import Floats

IMAGE = Series("image")


class _Weekly(NamedTuple):
    """A measure by week, float64 (replicate, week), and what it is relative to."""

    values: Floats
    per: Floats | None


class _Runs:
    """Replicates of one scenario, from which every measure is taken once."""

    def __init__(self, scenario: Structure, outputs: Sequence[Output]) -> None:
        self.weeks = len(outputs[0].company)
        self._outputs = outputs
        self._departments = list(scenario.departments)
        self._focus = focus(scenario)
        self._taken: dict[Series, _Weekly] = {}

    def take(self, series: Series) -> _Weekly:
        """Weeks of a measure."""
        if series not in self._taken:
            at, per = column(series.measure), MEASURES[series.measure].per
            if of_a_department(series.measure):
                own = self._departments.index(series.department or self._focus)
                values = np.stack([each.weekly[:, own, at] for each in self._outputs])
            else:
                values = self._company(at)
            self._taken[series] = _Weekly(values, None if per is None else self._company(COMPANY.index(per)))
        return self._taken[series]

    def _company(self, at: int) -> Floats:
        return np.stack([each.company[:, at] for each in self._outputs])


def values(outcomes: Sequence[Outcome], scenario: Structure, outputs: Sequence[Output]) -> NDArray[np.float64]:
    """Outcomes of replicates: float64 (replicate, outcome).

    NaN where a quantity does not exist: a week that never comes, revenue without customers, an image of a company of
    one department, weeks after the end of the run.
    """
    found = np.empty((len(outputs), len(outcomes)))
    if outputs:
        runs = _Runs(scenario, outputs)
        for number, outcome in enumerate(outcomes):
            found[:, number] = _value(outcome, runs)
    return found


def _value(outcome: Outcome, runs: _Runs) -> Floats:
    match outcome:
        case Mean(series, first, last):
            return means(*runs.take(series), [slice(first - 1, last)])[:, 0]
        case Quarter(series, which):
            return means(*runs.take(series), [quarters(runs.weeks)[0 if which == "first" else -1]])[:, 0]
        case Crossing(series, below, level):
            return _crossing(_judged(series.measure, runs.take(series)), below, level)
        case Fate(name):
            fates = classify(means(*runs.take(IMAGE), quarters(runs.weeks)))
            return np.where(fates == UNDECIDED, np.nan, fates == name)
    raise TypeError(f"outcome must be one that this file knows, got {outcome!r}")


def _judged(measure: str, weekly: _Weekly) -> Floats:
    """What a level is compared with: a state of the week itself, or the last four weeks' mean of what happens in weeks.

    Many meetings come every second or fourth week: weeks without them have no attendance, and their rhythm is no fall.
    """
    if MEASURES[measure].kind != FLOW:
        return weekly.values
    total, weight = _four_weeks(np.nan_to_num(weekly.values)), _four_weeks(weights_of(*weekly))
    judged: Floats = np.divide(total, weight, out=np.full(total.shape, np.nan), where=weight > 0)
    return judged


def _four_weeks(series: Floats) -> Floats:
    """Sum over every week and the three before it; NaN until there are four."""
    sums = np.full(series.shape, np.nan)
    if series.shape[1] >= WEEKS_AVERAGED:
        sums[:, WEEKS_AVERAGED - 1 :] = sliding_window_view(series, WEEKS_AVERAGED, axis=1).sum(axis=2)
    return sums


def _crossing(series: Floats, below: bool, level: float) -> Floats:
    beyond = series < level if below else series > level
    return np.where(beyond.any(axis=1), beyond.argmax(axis=1) + 1.0, np.nan)
