"""Preaching: customer orientation praised from the top lends the alibi its words (K3, K7)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Preaching(NamedTuple):
    """Speeches about customer orientation."""

    strength: Annotated[
        float, Parameter(0, 0, 3, "strength", "How often and how loudly the top praises customer orientation.", "K16")
    ]
    licence: Annotated[float, Parameter(0.5, 0, 5, "logits per unit", "How far such words excuse staying away.", "K16")]
    belief: Annotated[
        float,
        Parameter(
            0.001,
            0,
            1,
            "share per week",
            "How far such words move what people care about, against a job pull of 0.04.",
            "K16: next to nothing",
            is_weekly=True,
        ),
    ]
    wear: Annotated[
        float,
        Parameter(
            0,
            0,
            1,
            "share per week",
            "How fast such words wear off while they are heard, and become new again once they are not.",
            "words wear off and recover: Naik, Mantrala & Sawyer 1998; size explored",
            is_weekly=True,
        ),
    ]


def licence(p: Preaching, novelty: float) -> float:
    """What preaching adds to the utility of being with a customer, in logits; `novelty` of the words, 0..1."""
    return p.strength * p.licence * novelty


def believe(p: Preaching, interest: float, customer_ideal: float, novelty: float) -> float:
    """Interest in a topic after a week of such words; `novelty` of the words, 0..1."""
    return interest + min(1.0, p.strength * p.belief) * novelty * (customer_ideal - interest)


def wear_off(p: Preaching, novelty: float) -> float:
    """Novelty of the words after a week: less where somebody preached, else more, as one forgets the old ones."""
    if p.strength > 0.0:
        return novelty * (1.0 - p.wear * min(1.0, p.strength))
    return novelty + p.wear * (1.0 - novelty)
