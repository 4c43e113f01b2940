"""A comparison that has been made: tables as pandas frames."""

from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.compare.setup import Entry, Setup
from sim.experiments.compare.table import every_pair, groups, values_of
from sim.experiments.compare.tolerance import Tolerance
from sim.experiments.outcomes import parse
from sim.language import Translator, translator
from sim.language.counted import counted
from sim.results import focus
from sim.scenario.schema import Scenario, Structure
from sim.statistics import Floats

Manifest = dict[str, Any]


class Comparison:
    """Scenarios compared with the first of them, replicate by replicate.

    `table` has a row for each outcome and scenario: means, difference with its 95 % interval, in how many pairs the
    histories part, what the pairing saved, and a verdict. `differences` has a row for each outcome, scenario and
    replicate. `weekly` has quantiles of image, influence, resources and revenue over the weeks, of each scenario and
    of the paired differences.
    """

    def __init__(
        self, manifest: Manifest, table: pd.DataFrame, differences: pd.DataFrame, weekly: pd.DataFrame,
        path: Path | None = None,
    ) -> None:  # fmt: skip
        self.manifest = manifest
        self.table = table
        self.differences = differences
        self.weekly = weekly
        self.path = path

    @cached_property
    def setup(self) -> Setup:
        """What was compared, by which outcomes."""
        found = self.manifest
        entries = [
            Entry(each["name"], Scenario.model_validate(each["scenario"]), each["fingerprint"])
            for each in found["scenarios"]
        ]
        outcomes = tuple(parse(each) for each in found["outcomes"])
        margin = Tolerance(found["margin"]["scale"], {k: v for k, v in found["margin"].items() if k != "scale"})
        return Setup(tuple(entries), outcomes, self.replicates, margin, None)

    @property
    def replicates(self) -> int:
        """Pairs of runs."""
        return int(self.manifest["replicates"])

    @property
    def scenarios(self) -> dict[str, Structure]:
        """Resolved scenarios by name; the first is the baseline."""
        return {each.name: each.scenario for each in self.setup.entries}

    @property
    def focus(self) -> str:
        """Department whose story is told."""
        return focus(self.setup.baseline)

    @cached_property
    def values(self) -> Floats:
        """Outcomes: float64 (scenario, replicate, outcome)."""
        return values_of(self.setup, self.differences, self.replicates)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Every pair of scenarios, not only those with the baseline."""
        return every_pair(self.setup, self.values)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Outcomes and scenarios whose runs end in two groups; their mean describes no run."""
        return groups(self.setup, self.values)

    def titles(self, t: Translator) -> dict[str, str]:
        """Titles by name; the names themselves where two scenarios have the same title."""
        found = {name: t.own(each.title) for name, each in self.scenarios.items()}
        return found if len(set(found.values())) == len(found) else {name: name for name in found}

    def verdicts(self, language: str = "en") -> list[str]:
        """A sentence for each outcome and scenario."""
        from sim.experiments.compare.sentences import sentence

        t = translator(language)
        return [sentence(self, row, t) for row in self.table.to_dict("records")]

    def __repr__(self) -> str:
        """Names, and how many pairs."""
        first, *others = self.scenarios
        return f"<Comparison of {', '.join(others)} with {first}: {counted(self.replicates, 'pair')}>"

    def _repr_html_(self) -> str:
        """Table for notebooks."""
        from sim.experiments.compare.sentences import shown

        return str(shown(self, translator("en")).to_html(index=False, border=0))
