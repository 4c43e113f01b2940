"""Blame: when revenue misses the plan, sales is blamed by default; success has many fathers (K1)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter

WEEKS_PER_REVIEW = 13


class Blame(NamedTuple):
    """The quarterly review."""

    blame: Annotated[
        float,
        Parameter(0.2, 0, 1, "share per quarter", "How far missing the whole plan lowers the esteem for sales.", "K16"),
    ]
    credit: Annotated[
        float,
        Parameter(
            0.12,
            0,
            1,
            "share per quarter",
            "How far doubling the plan raises the esteem for whoever is visible.",
            "K16",
        ),
    ]
    shared: Annotated[
        float,
        Parameter(1, 0, 1, "share", "Share of the credit for its people that goes to the regard for a department."),
    ]
    ease: Annotated[
        float,
        Parameter(3, 0, 10, "ratio", "How much more than in esteem the blamed lose in ease at the review.", "K16"),
    ]
    echo: Annotated[
        float,
        Parameter(
            2,
            0,
            10,
            "ratio",
            "How much of the blame the blamed feel in every meeting until the next review, on top of the lost esteem.",
            "K16",
        ),
    ]


def gap(revenue: float, plan: float) -> float:
    """Share of the plan that was missed, 0..1."""
    return max(0.0, 1.0 - revenue / plan)


def surplus(revenue: float, plan: float) -> float:
    """Share of the plan that was exceeded, 0..1."""
    return min(1.0, max(0.0, revenue / plan - 1.0))


def accusation(p: Blame, missed: float, influence_share: float) -> float:
    """Share of esteem lost in the review: the less voice the department had in the room, the more."""
    return p.blame * missed * (1.0 - influence_share)


def blamed(level: float, accused: float) -> float:
    """Esteem or regard after being blamed."""
    return level * (1.0 - accused)


def unsettled(p: Blame, ease: float, accused: float) -> float:
    """Ease of somebody whose department was blamed."""
    return blamed(ease, min(1.0, p.ease * accused))


def felt(p: Blame, esteem: float, accused: float) -> float:
    """How the blamed feel regarded in a meeting; `accused`: what they were accused with in the last review."""
    return blamed(esteem, min(1.0, p.echo * accused))


def credited(p: Blame, esteem: float, visibility: float, exceeded: float) -> float:
    """Esteem after a success, for whoever is visible."""
    return esteem + p.credit * exceeded * visibility * (1.0 - esteem)


def shared(p: Blame, regard: float, visibility: float, exceeded: float) -> float:
    """Regard for a department after a success; `visibility`: mean over its people."""
    return regard + p.shared * (credited(p, regard, visibility, exceeded) - regard)
