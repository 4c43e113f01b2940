"""How long a facilitator waits for the server."""

import os
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.browser.server import ROOT, Server
from benchmarks.measuring import seconds, spread

STARTS = 5


def rows() -> Iterator[tuple[str, str]]:
    """Start it several times; the kernel is compiled already, as after the first start ever."""
    compiled()
    starts = []
    for _ in range(STARTS):
        with Server() as server:
            starts.append(server)
    yield "start to the printed address (aim: about 1 s)", spread([each.printed for each in starts])
    yield "start to the first page", spread([each.answered for each in starts])
    bare = [sys.executable, "-c", "import numpy, pydantic"]
    yield (
        "for comparison: Python with numpy and pydantic, nothing else",
        spread([seconds(lambda: subprocess.run(bare, check=True, cwd=ROOT)) for _ in range(STARTS)]),
    )


def compiled() -> None:
    """Compile the kernel, if nobody has, so that it is not what is measured."""
    command = [sys.executable, "-c", "from sim import kernel; from benchmarks.companies import default as d;"
               "from sim.scenario import layout, timeline; s = d();"
               "kernel.simulate(layout.build(s), timeline.build(s), 1, 0, 1, trace=False)"]  # fmt: skip
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ})
