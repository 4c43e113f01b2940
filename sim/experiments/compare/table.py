"""From outcomes by replicate to the tables of a comparison."""

from collections.abc import Iterator
from functools import reduce
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.experiments.compare.setup import Setup
from sim.experiments.compare.verdict import UNDECIDED, judge, more_replicates
from sim.experiments.outcomes import Outcome, scale
from sim.statistics import Floats, Paired, Scale, holm, paired, parting, two_groups

COLUMNS = [
    "outcome", "scenario", "n", "n_baseline", "n_scenario", "baseline", "mean", "difference", "low", "high", "up",
    "down", "threshold", "carried", "rest", "saved", "p", "holm", "margin", "verdict", "more",
]  # fmt: skip
NUMBERS = ("n", "baseline", "mean", "difference", "low", "high", "saved", "p")
PARTED = ("up", "down", "threshold", "carried", "rest")


class Cell(NamedTuple):
    """One outcome of one scenario, compared with the baseline."""

    outcome: Outcome
    scenario: str
    found: Paired
    differences: Floats  # (replicate,), NaN where a pair has none
    scale: Scale
    margin: float
    known: tuple[int, int]  # runs of the baseline and of the scenario that have a value


def cells(setup: Setup, values: Floats) -> Iterator[Cell]:
    """All comparisons with the baseline, from (scenario, replicate, outcome)."""
    weeks = setup.baseline.weeks
    for number, outcome in enumerate(setup.outcomes):
        own = values[:, :, number]
        whole = _scale(setup, outcome)
        for at, entry in enumerate(setup.entries[1:], start=1):
            found = _pair(setup, own, (0, at), whole)
            known = [int((~np.isnan(own[each])).sum()) for each in (0, at)]
            margin = setup.margin.of(outcome.unit, weeks, found.baseline)
            yield Cell(outcome, entry.name, found, own[at] - own[0], whole, margin, (known[0], known[1]))


def table(setup: Setup, values: Floats) -> pd.DataFrame:
    """A row for each outcome and scenario, in their order."""
    rows = []
    for cell in cells(setup, values):
        found, word = cell.found, judge(cell.found, cell.outcome.direction, cell.margin)
        more = more_replicates(cell.differences, cell.scale, cell.margin) if word == UNDECIDED else None
        apart = parting(cell.differences, cell.scale)
        rows.append(
            {"outcome": cell.outcome.text, "scenario": cell.scenario,
             "n_baseline": cell.known[0], "n_scenario": cell.known[1],
             **{name: getattr(found, "other" if name == "mean" else name) for name in NUMBERS},
             **{name: getattr(apart, name) for name in PARTED},
             "margin": cell.margin, "verdict": word, "more": np.nan if more is None else float(more)}
        )  # fmt: skip
    corrected = holm(np.array([each["p"] for each in rows], dtype=np.float64))
    for row, value in zip(rows, corrected.tolist(), strict=True):
        row["holm"] = value
    return pd.DataFrame(rows, columns=COLUMNS)


def groups(setup: Setup, values: Floats) -> pd.DataFrame:
    """A row for each outcome and scenario whose runs end in two groups: how many, and the middle of each."""
    rows = []
    for number, outcome in enumerate(setup.outcomes):
        whole = _scale(setup, outcome)
        for name, own in zip(setup.names, values[:, :, number], strict=True):
            found = None if outcome.is_event else two_groups(own, whole)
            if found is not None:
                ends = {"low_runs": found.low.runs, "low": found.low.middle,
                        "high_runs": found.high.runs, "high": found.high.middle}  # fmt: skip
                rows.append({"outcome": outcome.text, "scenario": name, **ends, "line": found.line})
    return pd.DataFrame(rows, columns=["outcome", "scenario", "low_runs", "low", "high_runs", "high", "line"])


def differences(setup: Setup, values: Floats) -> pd.DataFrame:
    """A row for each outcome, scenario and replicate."""
    shape = (len(setup.outcomes), len(setup.entries) - 1, values.shape[1])
    outcome, scenario, replicate = np.indices(shape).reshape(3, -1)
    mine = values[scenario + 1, replicate, outcome]
    theirs = values[0, replicate, outcome]
    return pd.DataFrame(
        {
            "outcome": pd.Categorical.from_codes(outcome, pd.Index([each.text for each in setup.outcomes])),
            "scenario": pd.Categorical.from_codes(scenario, pd.Index(setup.names[1:])),
            "replicate": replicate,
            "value": mine,
            "baseline": theirs,
            "difference": mine - theirs,
        }
    )


def every_pair(setup: Setup, values: Floats) -> pd.DataFrame:
    """A row for each outcome and pair of scenarios: second minus first; Holm's correction is within an outcome."""
    rows = []
    for number, outcome in enumerate(setup.outcomes):
        found, whole = [], _scale(setup, outcome)
        for one, two in combinations(range(len(setup.entries)), 2):
            pair = _pair(setup, values[:, :, number], (one, two), whole)
            names = {"first": setup.entries[one].name, "second": setup.entries[two].name}
            shown = {key: getattr(pair, key) for key in ("n", "difference", "low", "high", "p")}
            found.append({"outcome": outcome.text, **names, **shown})
        corrected = holm(np.array([each["p"] for each in found], dtype=np.float64))
        rows += [{**each, "holm": p} for each, p in zip(found, corrected.tolist(), strict=True)]
    return pd.DataFrame(rows)


def values_of(setup: Setup, found: pd.DataFrame, replicates: int) -> Floats:
    """Outcomes back from the table of differences: (scenario, replicate, outcome)."""
    shape = (len(setup.outcomes), len(setup.entries) - 1, replicates)
    mine, theirs = (found[name].to_numpy(dtype=np.float64).reshape(shape) for name in ("value", "baseline"))
    return np.concatenate([theirs[:, :1], mine], axis=1).transpose(1, 2, 0)


def _scale(setup: Setup, outcome: Outcome) -> Scale:
    """Scale that holds an outcome in every scenario."""
    return reduce(Scale.and_of, (scale(outcome, each.scenario) for each in setup.entries))


def _pair(setup: Setup, values: Floats, two: tuple[int, int], whole: Scale) -> Paired:
    """Compare two of the scenarios, from (scenario, replicate)."""
    one, other = two
    found = paired(values[one], values[other], whole)
    if setup.entries[one].fingerprint == setup.entries[other].fingerprint and found.n > 0:
        # The same scenario: there is nothing to estimate.
        return found._replace(low=0.0, high=0.0, p=1.0)
    return found
