"""Heard: whether going to meetings got one's topic anywhere."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Heard(NamedTuple):
    """Having been heard."""

    rate: Annotated[
        float, Parameter(0.15, 0, 1, "share per meeting", "How far one meeting moves the sense of being heard.")
    ]


def result(agenda_share: float, fair_share: float) -> float:
    """0.5 where one's topic got its fair share of the agenda, towards 1 above it, towards 0 below."""
    total = agenda_share + fair_share
    if total <= 0.0:
        return 0.5
    return agenda_share / total


def take_stock(p: Heard, heard: float, got: float, presence: float) -> float:
    """Sense of being heard after a meeting that got one's topic `got`."""
    return heard + p.rate * presence * (got - heard)
