"""Running all scenarios under the same luck, some replicates at a time."""

from collections.abc import Callable
from contextlib import closing
from typing import NamedTuple

import numpy as np

from sim.experiments.compare.followed import FOLLOWED, Keeper, follow
from sim.experiments.compare.setup import Entry, Setup
from sim.experiments.engines import Job, batch_size, outputs
from sim.experiments.outcomes import values as measured
from sim.scenario.layout import build as build_layout
from sim.scenario.timeline import build as build_timeline
from sim.statistics import Floats

BYTES_AT_A_TIME = 64 * 2**20
BATCHES_AT_A_TIME = 16  # for each thread, so that none waits long for the scenario to change

Tell = Callable[[int], None]


class Piece(NamedTuple):
    """Consecutive replicates of one scenario: (replicate, outcome) and (replicate, measure, week)."""

    outcomes: Floats
    weekly: Floats


class Bench:
    """Scenarios ready to be run."""

    def __init__(self, setup: Setup, threads: int) -> None:
        self.setup = setup
        self.jobs = [_job(each, threads) for each in setup.entries]
        self.keeper = Keeper(len(setup.entries), setup.baseline.weeks)
        weekly = len(setup.entries) * len(FOLLOWED) * self.keeper.weeks.size * 8
        batches = threads * BATCHES_AT_A_TIME * max(batch_size(each) for each in self.jobs)
        self._size = max(1, min(batches, BYTES_AT_A_TIME // weekly))

    def run(self, first: int, last: int, tell: Tell) -> Floats:
        """Outcomes of replicates `first` .. `last` - 1: (scenario, replicate, outcome)."""
        found = []
        for start in range(first, last, self._size):
            end = min(start + self._size, last)
            pieces = [self._piece(at, start, end, tell) for at in range(len(self.jobs))]
            self.keeper.add(np.stack([each.weekly for each in pieces]))
            found.append(np.stack([each.outcomes for each in pieces]))
        return np.concatenate(found, axis=1)

    def _piece(self, at: int, start: int, end: int, tell: Tell) -> Piece:
        job = self.jobs[at]._replace(first=start, replicates=end)
        rows, weeks = [], []
        with closing(outputs(job)) as batches:
            for batch in batches:
                rows.append(measured(self.setup.outcomes, job.scenario, batch))
                weeks.append(follow(job.scenario, batch))
                tell(len(batch))
        return Piece(np.concatenate(rows), np.concatenate(weeks))


def _job(entry: Entry, threads: int) -> Job:
    scenario = entry.scenario
    layout, timeline = build_layout(scenario), build_timeline(scenario)
    return Job(scenario, layout, timeline, scenario.seed, scenario.replicates, "kernel", threads)
