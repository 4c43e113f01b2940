"""What participants and the facilitator wait for: a workshop on this machine, server and visitors together.

`python -m benchmarks browser` takes some seven minutes; `python -m benchmarks browser.office` only that part of it.
"""

from collections.abc import Iterator
from itertools import chain

from benchmarks.browser import charts, crowds, hogs, loads, office, starting

PARTS = {"starting": starting, "loads": loads, "crowds": crowds, "hogs": hogs, "charts": charts, "office": office}


def rows() -> Iterator[tuple[str, str]]:
    """Everything, one part after another, each with a server of its own."""
    return chain.from_iterable(part.rows() for part in PARTS.values())
