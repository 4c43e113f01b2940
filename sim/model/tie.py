"""Ties: what one person makes of another."""

from dataclasses import dataclass


@dataclass(slots=True)
class Tie:
    """One person's view of another who is invited to the same meetings; both levels in 0..1."""

    visibility: float
    esteem: float
