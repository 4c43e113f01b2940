"""Privilege: some people are absent because they are powerful, not the other way round."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Privilege(NamedTuple):
    """The reverse causality that data on absence alone cannot rule out."""

    share: Annotated[
        float,
        Parameter(
            0, 0, 1, "probability", "Probability that a person of the highest standing skips a meeting just because they can.",
            "attendance records of parliaments",
        ),
    ]


def skips(p: Privilege, standing: float, uniform: float) -> bool:
    """`standing`: rank weight relative to the highest times how well one is regarded, 0..1."""
    return uniform < p.share * standing
