"""The shipped scenarios under one change of what is assumed, each run once."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from docs.theory.changes import Change, Reference, from_reference
from sim.experiments.engines import Job, compile_kernel, cores, needs_compiling, outputs
from sim.scenario import Scenario, layout, load, timeline
from sim.scenario.output import COMPANY, WEEKLY
from sim.statistics import Floats
from tests.patterns.ensemble import SCENARIOS

Asked = tuple[str, ...]  # a scenario's name, and what is set in it

ENSEMBLES = 64  # more than the conclusions ask for


class Run(NamedTuple):
    """What is kept of an ensemble: so little that that of all scenarios fits into little memory."""

    sales: Floats  # (replicate, week, column of `WEEKLY`)
    company: Floats  # (replicate, week, column of `COMPANY`)

    def of(self, measure: str) -> Floats:
        """A measure of sales, or of the company: (replicate, week)."""
        if measure in COMPANY:
            return self.company[:, :, COMPANY.index(measure)]
        return self.sales[:, :, WEEKLY.index(measure)]

    def equals(self, other: "Run") -> bool:
        """Whether nothing differs, to the last bit."""
        return all(np.array_equal(*each, equal_nan=True) for each in zip(self, other, strict=True))


class Firm:
    """The scenarios at the reference, or under one change of it."""

    def __init__(self, reference: Reference, replicates: int) -> None:
        self._reference = reference
        self._replicates = replicates
        self._change: Change | None = None
        self._usual: Firm | None = None
        self.runs: dict[Asked, Run] = {}

    def under(self, change: Change) -> "Firm":
        """Return the same firm under a change, with the same luck."""
        other = Firm(self._reference, self._replicates)
        other._change, other._usual = change, self
        return other

    def run(self, *asked: str) -> Run:
        """Ensemble of a shipped scenario, by name and `--set` overrides."""
        usual = self._usual
        if asked not in self.runs and usual is not None and asked in usual.runs and not self.is_moved(asked):
            self.runs[asked] = usual.runs[asked]
        if asked not in self.runs:
            self.runs[asked] = simulated(self.scenario(asked), self._replicates)
        return self.runs[asked]

    def is_moved(self, asked: Asked) -> bool:
        """Whether the change changes anything that a scenario says."""
        return self._usual is not None and self.scenario(asked) != self._usual.scenario(asked)

    def scenario(self, asked: Asked) -> Scenario:
        """Scenario as it is run. What a conclusion sets is its question, and stays under a change of that key."""
        found = from_reference(loaded(asked), self._reference)
        if self._change is None or self._change.key in {each.partition("=")[0] for each in asked[1:]}:
            return found
        return self._change.made(found)

    def differs(self) -> bool:
        """Whether a change has moved any run at all."""
        usual = self._usual
        return usual is not None and not all(run.equals(usual.runs[asked]) for asked, run in self.runs.items())


@lru_cache(maxsize=ENSEMBLES)
def loaded(asked: Asked) -> Scenario:
    """Scenario of the file, with what is set in it."""
    name, *overrides = asked
    return load(SCENARIOS / f"{name}.yaml", overrides)


def simulated(scenario: Scenario, replicates: int) -> Run:
    """Replicates by the kernel on all cores, of which only what conclusions ask for is kept."""
    built = (layout.build(scenario), timeline.build(scenario))
    job = Job(scenario, *built, scenario.seed, replicates, "kernel", cores())
    if needs_compiling(job):
        compile_kernel(job)
    own = list(scenario.departments).index("sales")
    kept = [
        (stacked(each.weekly[:, own] for each in batch), stacked(each.company for each in batch))
        for batch in outputs(job)
    ]
    return Run(*(np.concatenate(each) for each in zip(*kept, strict=True)))


def stacked(tables: Iterable[Floats]) -> Floats:
    """Tables of replicates as one, which holds on to nothing else of them."""
    return np.stack(list(tables))
