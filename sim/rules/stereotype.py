"""Stereotype: what happens to a person's esteem spills over to the regard for the department."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Stereotype(NamedTuple):
    """From one to all."""

    spill: Annotated[
        float, Parameter(0.55, 0, 1, "share", "Share of a change of esteem that spills over to the whole department.")
    ]


def generalise(p: Stereotype, regard: float, change: float) -> float:
    """Regard for a department after the esteem for its members changed by `change` in the mean."""
    return min(1.0, max(0.0, regard + p.spill * change))
