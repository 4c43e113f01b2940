"""The kernel against the Mesa model and against the floor, per replicate of the default company."""

from collections.abc import Iterator

import numba

from benchmarks import floor
from benchmarks.companies import default
from benchmarks.measuring import in_turns, ratio, spread
from sim import kernel, model
from sim.kernel.lanes import LANES
from sim.scenario import layout, timeline

BATCH = 5 * LANES


def rows() -> Iterator[tuple[str, str]]:
    """Measure; Mesa is slow, so there are few rounds of it."""
    scenario = default()
    company, table = layout.build(scenario), timeline.build(scenario)
    [example] = kernel.simulate(company, table, 1, 0, 1, trace=False)
    traffic = floor.traffic(company, scenario.weeks, floor.visits(example))

    def run_kernel() -> None:
        kernel.simulate(company, table, 1, 0, BATCH, trace=False)

    def run_floor() -> None:
        for _ in range(BATCH // LANES):
            traffic()

    def run_alone() -> None:
        kernel.simulate(company, table, 1, 0, 1, trace=False)

    run_floor()
    fast, bare, alone = in_turns([run_kernel, run_floor, run_alone], 15)
    works = [
        lambda: model.simulate(scenario, 1, 0, trace=False),
        lambda: model.Company(scenario, 1).run_model(),
        run_kernel,
    ]
    slow, collecting, beside = in_turns(works, 3)
    beside = [each / BATCH for each in beside]
    yield "kernel, one replicate", spread([each / BATCH for each in fast])
    yield "kernel, a replicate that is run alone", spread(alone)
    yield "floor, one replicate", spread([each / BATCH for each in bare])
    yield "kernel / floor (aim: at most 3)", f"{ratio(fast, bare):.2f}"
    yield "Mesa model, one replicate", spread(slow)
    yield "Mesa model / kernel (aim: at least 500)", f"{ratio(slow, beside):.0f}"
    yield "Mesa model with its DataCollector, one replicate", spread(collecting)
    yield "Mesa model with its DataCollector / kernel", f"{ratio(collecting, beside):.0f}"
    yield "ties", f"{company.ties.target.size:,}"
    yield "numba", numba.__version__
