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


def licence(p: Preaching) -> float:
    """What preaching adds to the utility of being with a customer, in logits."""
    return p.strength * p.licence


def believe(p: Preaching, interest: float, customer_ideal: float) -> float:
    """Interest in a topic after a week of such words."""
    return interest + min(1.0, p.strength * p.belief) * (customer_ideal - interest)
