"""Delegation: an absent head may send a delegate, who speaks with the delegate's own rank."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Delegation(NamedTuple):
    """Sending somebody else."""

    share: Annotated[
        float, Parameter(0, 0, 1, "probability", "Probability that an absent head of department sends a delegate.")
    ]


def sends(p: Delegation, uniform: float) -> bool:
    """Whether the delegate comes."""
    return uniform < p.share
