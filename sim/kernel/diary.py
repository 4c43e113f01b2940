"""Writing down events of the traced replicate, which is the first of those side by side."""

from typing import Any

from sim.kernel.compiled import called, inlined
from sim.kernel.lanes import in_lane, spread


@inlined
def note(diary: Any, happens: Any, where: Any, what: Any, people: Any) -> None:
    """Write down an event where it `happens`: (week from 0, meeting), (kind, value), (person, other); -1 for none."""
    if diary.events.shape[0] > 0 and in_lane(happens, 0):
        kind, value = what
        person, other = people
        write(diary, where, (in_lane(spread(kind), 0), in_lane(spread(value) + 0.0, 0)),
              (in_lane(spread(person), 0), in_lane(spread(other), 0)))  # fmt: skip


@called
def write(diary: Any, where: Any, what: Any, people: Any) -> None:
    """Write down an event, if it fits."""
    at = diary.noted[0]
    if at < diary.events.shape[0]:
        row = diary.events[at]
        row[0] = where[0] + 1.0
        row[1] = what[0]
        row[2] = where[1]
        row[3] = people[0]
        row[4] = people[1]
        row[5] = what[1]
        diary.noted[0] = at + 1
