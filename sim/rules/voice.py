"""Voice: who is heard in a meeting. One is heard by those who notice one and take one seriously."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Voice(NamedTuple):
    """Rank weights, and how unequal airtime is."""

    staff: Annotated[float, Parameter(1, 0.1, 10, "weight", "Rank weight of staff.")]
    lead: Annotated[float, Parameter(1.7, 0.1, 10, "weight", "Rank weight of team leads.")]
    head: Annotated[float, Parameter(3, 0.1, 10, "weight", "Rank weight of department heads.")]


def attentive_esteem(visibility: float, esteem: float) -> float:
    """What one listener grants one speaker."""
    return visibility * esteem


def loudness(rank_weight: float, presence: float, granted: float, n_others: int) -> float:
    """Voice before it is shared out; `granted`: sum of attentive esteem over `n_others` present."""
    if n_others == 0:
        return rank_weight * presence
    return rank_weight * presence * granted / n_others
