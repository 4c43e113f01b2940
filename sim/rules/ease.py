"""Ease: those who attend learn how they are regarded; those who stay away learn nothing."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Ease(NamedTuple):
    """Feeling comfortable inside."""

    rate: Annotated[
        float, Parameter(0.15, 0, 1, "share per meeting", "How far one meeting moves how at ease a person feels.")
    ]


def settle(p: Ease, ease: float, esteem: float, presence: float) -> float:
    """Ease after a meeting; `esteem`: mean esteem of the others present for this person."""
    return ease + p.rate * presence * (esteem - ease)
