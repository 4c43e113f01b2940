"""The compiled engine: the rules on arrays, for thousands of replicates."""

import numpy as np

from sim.chance import Stream
from sim.kernel.compiled import is_compiled
from sim.scenario.layout import Layout
from sim.scenario.output import COMPANY, EVENTS, MEETINGS, PEOPLE, WEEKLY, Output, event_capacity
from sim.scenario.timeline import Timeline

__all__ = ["is_compiled", "simulate"]


def simulate(layout: Layout, timeline: Timeline, seed: int, first: int, count: int, *, trace: bool) -> list[Output]:
    """Replicates `first` .. `first + count - 1`; with `trace`, replicate 0 keeps its events. Releases the GIL."""
    from sim.kernel.parameters import tables
    from sim.kernel.replicate import run  # compiles, or loads what was compiled
    from sim.kernel.world import new_world

    batch = _empty(layout, timeline, count, event_capacity(layout, timeline) if trace and first == 0 else 0)
    noted = np.zeros(1, dtype=np.int64)
    run(layout, tables(timeline), new_world(layout), Stream(seed, first), batch, noted)
    kept = batch.events[: noted[0]]
    return [
        Output(batch.weekly[n], batch.company[n], batch.people[n], batch.meetings[n], kept if n == 0 else kept[:0])
        for n in range(count)
    ]


def _empty(layout: Layout, timeline: Timeline, count: int, n_events: int) -> Output:
    weeks = timeline.phase.size
    n_departments = layout.departments.topic.size
    return Output(
        np.empty((count, weeks, n_departments, len(WEEKLY))),
        np.empty((count, weeks, len(COMPANY))),
        np.empty((count, layout.people.department.size, len(PEOPLE))),
        np.empty((count, layout.meetings.every.size, len(MEETINGS))),
        np.empty((n_events, len(EVENTS))),
    )
