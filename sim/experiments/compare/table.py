"""From outcomes by replicate to the tables of a comparison."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.experiments.compare.setup import Setup
from sim.experiments.compare.verdict import judge
from sim.experiments.outcomes import Outcome
from sim.experiments.paired import Paired, holm, paired
from sim.results.measures import Floats

COLUMNS = [
    "outcome", "scenario", "n", "n_baseline", "n_scenario", "baseline", "mean", "difference", "low", "high", "saved",
    "p", "holm", "margin", "verdict", "more",
]  # fmt: skip
NUMBERS = ("n", "baseline", "mean", "difference", "low", "high", "spread", "saved", "p")


class Cell(NamedTuple):
    """One outcome of one scenario, compared with the baseline."""

    outcome: Outcome
    scenario: str
    found: Paired
    margin: float
    known: tuple[int, int]  # runs of the baseline and of the scenario that have a value


def cells(setup: Setup, values: Floats) -> Iterator[Cell]:
    """All comparisons with the baseline, from (scenario, replicate, outcome)."""
    weeks = setup.baseline.weeks
    for number, outcome in enumerate(setup.outcomes):
        for at, entry in enumerate(setup.entries[1:], start=1):
            found = _pair(setup, values[:, :, number], 0, at, outcome)
            known = [int((~np.isnan(values[each, :, number])).sum()) for each in (0, at)]
            margin = setup.margin.of(outcome.unit, weeks, found.baseline)
            yield Cell(outcome, entry.name, found, margin, (known[0], known[1]))


def table(setup: Setup, values: Floats) -> pd.DataFrame:
    """A row for each outcome and scenario, in their order."""
    rows = []
    for outcome, scenario, found, margin, known in cells(setup, values):
        verdict = judge(found, outcome.direction, margin, values.shape[1])
        numbers = dict(zip(NUMBERS, found, strict=True))
        rows.append(
            {"outcome": outcome.text, "scenario": scenario, "n_baseline": known[0], "n_scenario": known[1],
             **numbers, "margin": margin, "verdict": verdict.word,
             "more": np.nan if verdict.more is None else float(verdict.more)}
        )  # fmt: skip
    corrected = holm(np.array([each["p"] for each in rows], dtype=np.float64))
    for row, value in zip(rows, corrected.tolist(), strict=True):
        row["holm"] = value
    return pd.DataFrame(rows, columns=COLUMNS)


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
        found = []
        for one, two in combinations(range(len(setup.entries)), 2):
            pair = _pair(setup, values[:, :, number], one, two, outcome)
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


def _pair(setup: Setup, values: Floats, one: int, two: int, outcome: Outcome) -> Paired:
    """Compare two of the scenarios, from (scenario, replicate)."""
    found = paired(values[one], values[two], is_event=outcome.is_event)
    if setup.entries[one].fingerprint == setup.entries[two].fingerprint and found.n > 0:
        # The same scenario: there is nothing to estimate, whatever interval an event would get.
        return found._replace(low=0.0, high=0.0, spread=0.0, p=1.0)
    return found
