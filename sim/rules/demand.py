"""Demand: people who ask for results move the agenda, are taken seriously, hurry decisions, and may annoy (K9)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Demand(NamedTuple):
    """Asking for results."""

    strength: Annotated[
        float,
        Parameter(0.3, 0, 3, "strength", "How strongly people demand results that justify their being there.", "K16"),
    ]
    urgency: Annotated[
        float,
        Parameter(1, 0, 10, "share per unit", "How much more is decided at once where results are demanded.", "K16"),
    ]
    annoy: Annotated[
        float,
        Parameter(
            0.2, 0, 1, "share per meeting", "Esteem that people lose with other departments by demands of no result."
        ),
    ]


def insistence(p: Demand, assertiveness: float) -> float:
    """Weight of one's topics on the agenda, beside one's voice."""
    return 1.0 + p.strength * assertiveness


def haste(p: Demand, assertiveness: float, airtime: float) -> float:
    """How much more the meeting decides at once because of somebody with that share of the talk."""
    return p.urgency * p.strength * assertiveness * airtime


def annoyance(p: Demand, assertiveness: float, got: float, talk: float) -> float:
    """Share of esteem lost by somebody whose topic got `got`, 0.5 being fair; `talk` as in impression."""
    return min(1.0, p.annoy * p.strength * assertiveness * talk * max(0.0, 1.0 - 2.0 * got))


def annoyed(esteem: float, annoyance: float) -> float:
    """Esteem of somebody of another department for one who demanded."""
    return esteem * (1.0 - annoyance)
