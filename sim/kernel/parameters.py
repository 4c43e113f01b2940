"""The timeline's tables as records, so that compiled code reads `rules.gossip.rate` as the Mesa model does."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario.commands import Command
from sim.scenario.mechanisms import SCOPES, rules_of
from sim.scenario.timeline import Timeline

Records = NDArray[np.void]
COMMAND = np.dtype([(name, np.int64) for name in Command._fields])


class Tables(NamedTuple):
    """Parameters of every phase; fields are named as in `sim.rules`."""

    phase: NDArray[np.int64]  # (week,)
    block: NDArray[np.int64]  # (series,) first row of people's rules in its meetings
    person: Records  # (phase, block + group)
    meeting: Records  # (phase, series)
    company: Records  # (phase, 1)
    commands: Records  # (command,)


def tables(timeline: Timeline) -> Tables:
    """Views of the same memory, with names."""
    person, meeting, company = (_named(getattr(timeline, scope), scope) for scope in SCOPES)
    commands: Records = timeline.commands.view(COMMAND)[..., 0]
    return Tables(timeline.phase, timeline.block, person, meeting, company, commands)


def _named(table: NDArray[np.float64], scope: str) -> Records:
    named: Records = np.ascontiguousarray(table).view(_record(scope))[..., 0]
    return named


@cache
def _record(scope: str) -> np.dtype[np.void]:
    fields: Any = [
        (mechanism, [(name, np.float64) for name in rules.__annotations__])
        for mechanism, rules in rules_of(scope).items()
    ]
    record: np.dtype[np.void] = np.dtype(fields)
    return record
