"""A small company, so that an ensemble takes milliseconds."""

from pathlib import Path

from sim.scenario.schema import Structure
from sim.scenario.variants import Value, Variants

SCENARIOS = Path(__file__).parents[3] / "scenarios"
ALIBI = Variants.of(SCENARIOS / "alibi.yaml", ["weeks=12"])


def alibi(**values: Value) -> Structure:
    """The company of the alibi for twelve weeks; `attendance__norm=1` changes a parameter."""
    return ALIBI.scenario({key.replace("__", "."): value for key, value in values.items()})
