"""Demand: people who ask for results in the meeting move its agenda and are taken more seriously (K9)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Demand(NamedTuple):
    """Asking for results."""

    strength: Annotated[
        float,
        Parameter(0.3, 0, 3, "strength", "How strongly people demand results that justify their being there.", "K16"),
    ]


def insistence(p: Demand, assertiveness: float) -> float:
    """Weight of one's topics on the agenda, beside one's voice."""
    return 1.0 + p.strength * assertiveness
