"""Writing down events of the traced replicate, which is the first of those side by side."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.kernel.lanes import in_lane, spread


@inlined
def note(diary: Any, happens: Any, where: Any, what: Any, people: Any) -> None:
    """Write down an event where it `happens`: (week from 0, meeting), (kind, value), (person, other); -1 for none."""
    at = diary.noted[0]
    if at < diary.events.shape[0] and in_lane(spread(happens), 0):
        row = diary.events[at]
        row[0] = where[0] + 1.0
        row[1] = what[0]
        row[2] = where[1]
        row[3] = in_lane(spread(people[0]), 0)
        row[4] = in_lane(spread(people[1]), 0)
        row[5] = in_lane(spread(what[1]), 0)
        diary.noted[0] = at + 1
