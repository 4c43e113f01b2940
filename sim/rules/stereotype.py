"""Stereotype: what happens to a person's esteem spills over to the regard for the department."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Stereotype(NamedTuple):
    """From one to all."""

    spill: Annotated[
        float, Parameter(0.55, 0, 1, "share", "Share of a change of esteem that spills over to the whole department.")
    ]
    reversion: Annotated[
        float,
        Parameter(
            0,
            0,
            1,
            "share",
            "How far a change counts from the esteem for the person; the rest from the regard for the department.",
        ),
    ]


def counted_from(p: Stereotype, esteem: float, regard: float) -> float:
    """Level from which what happens to a person counts for the department.

    Counted from the esteem for the person (`reversion` 1), whoever merely falls back to what the department is thought
    of drags it down. Counted from the regard for the department (`reversion` 0), only what is better or worse than that
    moves it.
    """
    return p.reversion * esteem + (1.0 - p.reversion) * regard


def generalise(p: Stereotype, regard: float, change: float) -> float:
    """Regard for a department after the esteem for its members changed by `change` in the mean."""
    return min(1.0, max(0.0, regard + p.spill * change))
