"""Writing down events of the traced replicate."""

from typing import Any

from sim.kernel.compiled import inlined


@inlined
def note(diary: Any, where: Any, kind: int, people: Any, value: float) -> None:
    """Write down an event: `where` is (week from 0, meeting), `people` is (person, other); -1 for none."""
    at = diary.noted[0]
    if at < diary.events.shape[0]:
        week, meeting = where
        person, other = people
        row = diary.events[at]
        row[0] = week + 1.0
        row[1] = kind
        row[2] = meeting
        row[3] = person
        row[4] = other
        row[5] = value
        diary.noted[0] = at + 1
