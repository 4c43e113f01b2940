"""Privilege: some people are absent because they are powerful, not the other way round."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Privilege(NamedTuple):
    """The reverse causality that data on absence alone cannot rule out."""

    share: Annotated[
        float,
        Parameter(
            0,
            0,
            1,
            "probability",
            "Probability that a person of the highest standing skips a meeting just because they can.",
            "attendance records of parliaments",
        ),
    ]


def standing(rank_weight: float, highest_weight: float, ease: float) -> float:
    """Standing as the person feels it: rank relative to the highest times ease, 0..1."""
    return min(1.0, rank_weight / highest_weight) * ease


def skips(p: Privilege, standing: float, uniform: float) -> bool:
    """Whether somebody of that standing, 0..1, stays away because they can."""
    return uniform < p.share * standing
