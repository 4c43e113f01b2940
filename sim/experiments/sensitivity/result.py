"""What an analysis of sensitivity has found."""

from functools import cached_property
from pathlib import Path
from typing import TypedDict

import pandas as pd

from sim.experiments.sensitivity import finding
from sim.experiments.sensitivity.finding import Finding
from sim.experiments.sensitivity.plan import FEWEST_BLOCKS
from sim.experiments.study.loading import Study
from sim.language.counted import counted


class Counts(TypedDict):
    """How much was run for it; `blocks` are complete base samples, trajectories or rows, by design."""

    points: int
    replicates: int
    runs: int
    computed: int
    failed_points: int
    blocks: dict[str, int]


class Sensitivity:
    """Which parameters matter for the outcomes of a study.

    `findings` has one entry for every outcome, `errors` one line for every design point that failed, and `path` is the
    folder of the study, None where results stay in memory.
    """

    def __init__(
        self, study: Study, findings: dict[str, Finding], counts: Counts, errors: list[str], path: Path | None
    ) -> None:
        self.study = study
        self.findings = findings
        self.counts = counts
        self.errors = errors
        self.path = path

    @property
    def parameters(self) -> list[str]:
        """Keys of the parameters, in the order of the study."""
        return list(self.study.parameters)

    @property
    def left_out(self) -> list[str]:
        """Designs of which too many points failed to analyse the rest."""
        return [name for name, count in self.counts["blocks"].items() if count < FEWEST_BLOCKS[name]]

    @cached_property
    def indices(self) -> pd.DataFrame:
        """One row per outcome and index: method, index, parameter, the other parameter, estimate, low, high, samples.

        `low` and `high` are the 95 % interval; of the dummy of PAWN, the range of 95 % of dummies.
        """
        rows = [row for each in self.findings.values() for row in finding.index_rows(each, self.parameters)]
        return pd.DataFrame(rows, columns=list(finding.COLUMNS))

    @cached_property
    def convergence(self) -> pd.DataFrame:
        """Indices of first and total order from the first base samples alone, and from ever more of them."""
        rows = [row for each in self.findings.values() for row in finding.convergence_rows(each, self.parameters)]
        return pd.DataFrame(rows, columns=list(finding.CONVERGENCE))

    def verdicts(self) -> pd.DataFrame:
        """Outcome, parameter, verdict, by which method, estimate and interval, and how many more it would take.

        The verdict is `matters`, `zero` or `open`; for an outcome without indices, `constant`, `luck` or `gaps`.
        """
        rows = [row for each in self.findings.values() for row in finding.verdict_rows(each, self.parameters)]
        return pd.DataFrame(rows, columns=list(finding.VERDICTS))

    def __repr__(self) -> str:
        sizes = [(len(self.parameters), "parameter"), (len(self.findings), "outcome"), (self.counts["points"], "point")]
        return f"<Sensitivity of {self.study.name}: {', '.join(counted(*each) for each in sizes)}>"

    def _repr_html_(self) -> str:
        return self.verdicts().to_html(index=False)
