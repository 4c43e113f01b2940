"""Visibility: those who are present are seen (K4)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Visibility(NamedTuple):
    """Being noticed."""

    exposure: Annotated[
        float, Parameter(0.65, 0, 1, "share per meeting", "How far one meeting together brings a person into view.")
    ]


def see(p: Visibility, visibility: float, presence: float) -> float:
    """Visibility after a meeting together; n of them give 1 - (1 - v)(1 - exposure)**n."""
    return visibility + p.exposure * presence * (1.0 - visibility)
