"""Hybrid meetings: joining by video from the customer's car park counts, but less."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Hybrid(NamedTuple):
    """Joining from outside."""

    share: Annotated[
        float, Parameter(0, 0, 1, "probability", "Probability that somebody who went to a customer joins by video.")
    ]
    presence: Annotated[
        float, Parameter(0.7, 0, 1, "presences", "What joining by video counts, where being in the room counts 1.")
    ]


def presence(p: Hybrid, uniform: float) -> float:
    """Presence of somebody who went to a customer: 0, or what a video link is worth."""
    if uniform < p.share:
        return p.presence
    return 0.0
