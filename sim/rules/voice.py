"""Voice: who is heard in a meeting. One is heard by those who notice one and take one seriously."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter

PRODUCT, SMALLER = 0.0, 1.0


class Voice(NamedTuple):
    """What makes a person loud besides being listened to."""

    staff: Annotated[float, Parameter(1, 0.1, 10, "weight", "Rank weight of staff.")]
    lead: Annotated[float, Parameter(1.7, 0.1, 10, "weight", "Rank weight of team leads.")]
    head: Annotated[float, Parameter(3, 0.1, 10, "weight", "Rank weight of department heads.")]
    assertiveness: Annotated[
        float,
        Parameter(
            2,
            0,
            10,
            "weight per unit",
            "How much assertiveness makes a person louder.",
            "fitted: the three loudest of six to eight hold 60-75 % of the airtime",
        ),
    ]
    deference: Annotated[
        float,
        Parameter(0.6, 0, 1, "share", "How far the others fall silent for somebody they notice and take seriously."),
    ]


def weight(p: Voice, rank: int, assertiveness: float) -> float:
    """How loud a person is before anybody listens."""
    return rank_weight(p, rank) * (1.0 + p.assertiveness * assertiveness)


def rank_weight(p: Voice, rank: int) -> float:
    """Weight of a rank: 0 staff, 1 lead, 2 head."""
    if rank == 0:
        return p.staff
    if rank == 1:
        return p.lead
    return p.head


def attentive_esteem(form: float, visibility: float, esteem: float) -> float:
    """What one listener grants one speaker."""
    return smaller(visibility, esteem) if form == SMALLER else product(visibility, esteem)


def product(visibility: float, esteem: float) -> float:
    """Both are needed, and more of one makes up for some of the other."""
    return visibility * esteem


def smaller(visibility: float, esteem: float) -> float:
    """Both are needed, and only what is lacking more counts."""
    return min(visibility, esteem)


def loudness(p: Voice, weight: float, presence: float, granted: float, n_others: int) -> float:
    """Voice before it is shared out; `granted`: sum of attentive esteem over `n_others` present."""
    if n_others == 0:
        return weight * presence
    return weight * presence * granted / n_others * (1.0 - p.deference + p.deference * (granted / n_others))


def share(loud: float, total: float, presence: float, total_presence: float) -> float:
    """Share of the talk; where nobody is noticed by anybody, by presence."""
    if total <= 0.0:
        return presence / total_presence
    return loud / total


def relative(share: float, n_present: int) -> float:
    """Talk relative to a fair share, at most 1."""
    return min(1.0, share * n_present)
