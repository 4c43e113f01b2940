"""The two engines behind one call."""

from collections.abc import Callable

from sim import kernel, model
from sim.scenario import layout, timeline
from sim.scenario.output import Output
from sim.scenario.schema import Structure

Engine = Callable[[Structure, int, int], Output]


def by_kernel(scenario: Structure, seed: int = 1, replicate: int = 0) -> Output:
    """One replicate by the kernel."""
    arrays = layout.build(scenario), timeline.build(scenario)
    return kernel.simulate(*arrays, seed, replicate, 1, trace=replicate == 0)[0]


def many_by_kernel(scenario: Structure, seed: int, first: int, count: int) -> list[Output]:
    """Replicates by the kernel, in one batch."""
    return kernel.simulate(layout.build(scenario), timeline.build(scenario), seed, first, count, trace=first == 0)


def by_mesa(scenario: Structure, seed: int = 1, replicate: int = 0) -> Output:
    """One replicate by the Mesa model."""
    return model.simulate(scenario, seed, replicate, trace=replicate == 0)


ENGINES: dict[str, Engine] = {"kernel": by_kernel, "mesa": by_mesa}
