"""A calibration that has been made: posterior, predictions and what they say."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.experiments.calibrate import posterior as weighted
from sim.experiments.calibrate.posterior import Pair
from sim.experiments.calibrate.simulator import values_of
from sim.experiments.study.design import ParameterSpec
from sim.language import Translator, translator
from sim.language.counted import counted
from sim.scenario.resolve import path_of
from sim.scenario.schema import Scenario, Structure
from sim.scenario.variants import Value

Manifest = dict[str, Any]

WEIGHT, DISTANCE = "weight", "distance"
SHARE = " (share of prior)"


TABLES = ("posterior", "checks", "weekly", "populations")


class Calibration:
    """The posterior of a scenario's parameters after what was observed.

    `posterior` has a row for each particle: a value of each parameter, its place in the prior (0..1), its weight.
    `checks` has a row for each summary statistic: what was observed, and the posterior's prediction of it.
    `weekly` has the prediction by week, in quantiles. `populations` tells how the search went.
    """

    def __init__(self, manifest: Manifest, tables: Mapping[str, pd.DataFrame], path: Path | None = None) -> None:
        self.manifest = manifest
        self.posterior, self.checks, self.weekly, self.populations = (tables[name] for name in TABLES)
        self.path = path

    @property
    def parameters(self) -> list[str]:
        """Keys that were searched for."""
        return list(self.manifest["priors"])

    @cached_property
    def priors(self) -> dict[str, ParameterSpec]:
        """What was held possible before."""
        return {key: _spec(each) for key, each in self.manifest["priors"].items()}

    @property
    def weight(self) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
        """Weights of the particles; they sum to 1."""
        return self.posterior[WEIGHT].to_numpy(dtype=np.float64)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Places of the particles in the priors: a column for each parameter, 0..1."""
        return pd.DataFrame({key: self.posterior[key + SHARE] for key in self.parameters})

    @property
    def effective_size(self) -> float:
        """How many equally weighted particles would say as much."""
        return weighted.effective_size(self.weight)

    @property
    def pairs(self) -> list[Pair]:
        """Parameters that cannot be told apart."""
        return weighted.pairs(self.shares, self.weight)

    @property
    def possible(self) -> bool:
        """Whether parameters in the ranges searched may have made the data; if not, nothing is known of any."""
        return bool(self.manifest["fit"]["possible"])

    @cached_property
    def misses(self) -> pd.DataFrame:
        """Statistics outside their 90 % predictive intervals, those farthest out first."""
        far = self.checks["away"].abs().sort_values(ascending=False, kind="stable").index
        return self.checks.loc[far].query("not inside")

    @cached_property
    def silent(self) -> list[str]:
        """Parameters that the data say nothing about, not even together with another one."""
        if not self.possible:
            return []
        together = {key for pair in self.pairs for key in pair[:2]}
        said = self.summary().set_index("parameter")["verdict"]
        return [key for key in self.parameters if said[key] == "nothing" and key not in together]

    @property
    def best(self) -> dict[str, Value]:
        """Values of the particle nearest to all others in what the data say something about."""
        told = [key for key in self.parameters if key not in self.silent] or self.parameters
        at = weighted.medoid(self.shares[told].to_numpy(), self.weight)
        return {key: plain(self.posterior[key].iloc[at]) for key in self.parameters}

    @property
    def chosen(self) -> dict[str, Value]:
        """Values of the calibrated scenario: of that particle, but for what the data say nothing about."""
        return {key: value for key, value in self.best.items() if key not in self.silent}

    @cached_property
    def kept(self) -> dict[str, Value | None]:
        """Values that the data say nothing about and that stay as they were; None where nothing was written."""
        return {key: value_at(self.base, key) for key in self.silent}

    @cached_property
    def base(self) -> Structure:
        """The scenario that was calibrated."""
        return Scenario.model_validate(self.manifest["scenario"])

    @cached_property
    def scenario(self) -> Structure:
        """The scenario with what was found; what the data say nothing about is as it was."""
        return Scenario.model_validate(self.manifest["calibrated"])

    def summary(self) -> pd.DataFrame:
        """What is known of each parameter: 90 % intervals before and after, and how much was learnt.

        Where no parameters make the data there is no verdict.
        """
        rows = []
        for key in self.parameters:
            shares = self.shares[key].to_numpy(dtype=np.float64)
            shrunk = weighted.shrinkage(shares, self.weight)
            low, median, high = (self.value(key, each) for each in weighted.quantile(shares, self.weight))
            before = [self.value(key, each) for each in (weighted.INTERVAL[0], weighted.INTERVAL[2])]
            rows.append([key, *before, median, low, high, shrunk, weighted.verdict(shrunk) if self.possible else None])
        columns = ["parameter", "prior_low", "prior_high", "median", "low", "high", "shrinkage", "verdict"]
        return pd.DataFrame(rows, columns=columns)

    def value(self, key: str, share: float) -> Value:
        """Value of a parameter at a share of its prior."""
        table = values_of(key, self.priors[key])
        return table[min(int(share * len(table)), len(table) - 1)]

    @property
    def covered(self) -> dict[str, tuple[int, int]]:
        """By kind of statistic: how many lie within their 90 % predictive interval, and how many there are."""
        kind = self.checks["statistic"].str.partition(".")[0]
        return {str(name): (int(own["inside"].sum()), len(own)) for name, own in self.checks.groupby(kind, sort=False)}

    def sentences(self, language: str = "en") -> list[str]:
        """What the data say, in words."""
        from sim.experiments.calibrate.sentences import sentences

        return sentences(self, translator(language))

    def title(self, t: Translator) -> str:
        """Title of the scenario that was calibrated."""
        return t.own(self.base.title)

    def __repr__(self) -> str:
        """What was calibrated, and how much of a sample there is."""
        size = f"{counted(len(self.parameters), 'parameter')}, effective sample size {self.effective_size:.0f}"
        return f"<Calibration of {self.manifest['name']}: {size}>"

    def _repr_html_(self) -> str:
        """Table for notebooks."""
        return str(self.summary().to_html(index=False, border=0, float_format=lambda value: f"{value:.3g}"))


def value_at(scenario: Structure, key: str) -> Value | None:
    """Value that stands at a key of a scenario, if there is one."""
    here: Any = scenario.model_dump(mode="json")
    for part in path_of(key):
        here = here.get(part) if isinstance(here, dict) else None
    return here if isinstance(here, bool | int | float | str) else None


def plain(value: Any) -> Value:
    """Value of a table as plain Python has it."""
    found: Value = value.item() if isinstance(value, np.generic) else value
    return found


def _spec(written: list[Any]) -> ParameterSpec:
    """Prior as it stands in the manifest; JSON knows neither tuples nor infinity."""
    kind, *numbers, values, integer = written
    low, high, mode, mean, sd = (np.nan if each is None else float(each) for each in numbers)
    return ParameterSpec(kind, low, high, mode, mean, sd, tuple(values), integer)
