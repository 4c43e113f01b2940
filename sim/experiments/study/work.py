"""The unit of work: some runs of some design points, computed in one go and stored as one chunk.

Everything here can be sent to another process or machine.
"""

from collections.abc import Iterator, Sequence
from threading import Event
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.errors import ClusterError
from sim.experiments import outcomes as language
from sim.experiments.capacity import refuse_a_company_that_cannot_fit
from sim.experiments.engines import Job, batch_size
from sim.experiments.outcomes import Outcome
from sim.experiments.study.identity import digest, makers
from sim.scenario.layout import Layout
from sim.scenario.layout import build as build_layout
from sim.scenario.schema import Structure
from sim.scenario.timeline import build as build_timeline
from sim.scenario.variants import Value, Variants

Floats = NDArray[np.float64]

LONGEST_ERROR = 500
LAYOUT_PARTS = ("departments", "meetings", "portfolio", "initial")


class Task(NamedTuple):
    """Consecutive replicates of a design point."""

    key: int
    values: dict[str, Value]
    first: int
    replicates: int


class Work(NamedTuple):
    """Tasks of one chunk, and all that is needed to do them."""

    variants: Variants
    outcomes: tuple[Outcome, ...]
    seed: int
    makers: str
    tasks: tuple[Task, ...]

    @property
    def name(self) -> str:
        """The same for the same runs of the same design points, in whatever process."""
        return digest([[each.key, each.first, each.replicates] for each in self.tasks])[:16]

    @property
    def runs(self) -> int:
        """How many runs this is."""
        return sum(each.replicates for each in self.tasks)


class CalledOffError(Exception):
    """The work was called off."""


def compute(work: Work, stop: Event | None = None) -> pa.Table:
    """Do the work: columns `key`, `replicate`, `error` (empty where all went well), and `0`, `1`, ... by outcome.

    A design point that fails leaves its error behind, and the others go on.

    Raises
    ------
    ClusterError
        Where this process would make other numbers than the one that sent the work.
    CalledOffError
        Where `stop` was set meanwhile.
    """
    if work.makers != makers():
        raise ClusterError(
            f"cluster: must run the same code and the same numba and numpy as this machine ({work.makers}), "
            f"got a worker with others ({makers()})"
        )
    layouts = Layouts()
    return pa.concat_tables([_point(work, task, layouts, stop) for task in work.tasks])


class Layouts:
    """Keeps the last layout: most studies move parameters, not people."""

    def __init__(self) -> None:
        self._parts: tuple[object, ...] | None = None
        self._layout: Layout | None = None

    def of(self, scenario: Structure) -> Layout:
        """Layout of a scenario."""
        parts = tuple(getattr(scenario, name) for name in LAYOUT_PARTS)
        if self._layout is None or parts != self._parts:
            refuse_a_company_that_cannot_fit(scenario)
            self._layout, self._parts = build_layout(scenario), parts
        return self._layout


def _point(work: Work, task: Task, layouts: Layouts, stop: Event | None) -> pa.Table:
    values = np.full((task.replicates, len(work.outcomes)), np.nan)
    error = ""
    try:
        values = np.concatenate(list(_batches(work, task, layouts, stop)))
    except CalledOffError:
        raise
    except Exception as failure:  # whatever it is, the other points go on and this one's row tells it
        error = _told(failure)
    return chunk_table(task, values, error)


def _batches(work: Work, task: Task, layouts: Layouts, stop: Event | None) -> Iterator[Floats]:
    """Outcomes of replicate after replicate, a fraction of a second at a time."""
    from sim import kernel

    scenario = work.variants.scenario(task.values)
    for outcome in work.outcomes:
        language.check(outcome, scenario)
    layout, timeline = layouts.of(scenario), build_timeline(scenario)
    size = batch_size(Job(scenario, layout, timeline, work.seed, task.replicates, "kernel", 1))
    for first in range(0, task.replicates, size):
        if stop is not None and stop.is_set():
            raise CalledOffError
        outputs = kernel.simulate(
            layout, timeline, work.seed, task.first + first, min(size, task.replicates - first), trace=False
        )
        yield language.values(work.outcomes, scenario, outputs)


def chunk_table(task: Task, values: Floats, error: str = "") -> pa.Table:
    """Rows of a task from its outcomes: (replicate, outcome)."""
    columns = {
        "key": pa.array(np.full(task.replicates, task.key, dtype=np.uint64)),
        "replicate": pa.array(np.arange(task.first, task.first + task.replicates, dtype=np.uint32)),
        "error": pa.array([error] * task.replicates, pa.string()),
    }
    return pa.table({**columns, **{str(n): np.ascontiguousarray(values[:, n]) for n in range(values.shape[1])}})


def failed(work: Work, failure: BaseException) -> pa.Table:
    """Rows of work that was lost as a whole."""
    n_outcomes = len(work.outcomes)
    rows = [chunk_table(task, np.full((task.replicates, n_outcomes), np.nan), _told(failure)) for task in work.tasks]
    return pa.concat_tables(rows)


def _told(failure: BaseException) -> str:
    from sim.errors import FlurfunkError

    text = str(failure) if isinstance(failure, FlurfunkError) else f"{type(failure).__name__}: {failure}"
    return text.replace("\n", " ")[:LONGEST_ERROR]


def split(tasks: Sequence[Task], size: int) -> Iterator[tuple[Task, ...]]:
    """Tasks in chunks of `size` runs each; a task may be spread over several."""
    chunk: list[Task] = []
    room = size
    for task in tasks:
        done = 0
        while done < task.replicates:
            count = min(room, task.replicates - done)
            chunk.append(task._replace(first=task.first + done, replicates=count))
            done, room = done + count, room - count
            if not room:
                yield tuple(chunk)
                chunk, room = [], size
    if chunk:
        yield tuple(chunk)
