"""Impression: esteem follows the performance seen, coloured by what one thinks of the department (K11)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter

MULTIPLICATIVE, ADDITIVE = 0.0, 1.0


class Impression(NamedTuple):
    """Being taken seriously for what one shows."""

    rate: Annotated[
        float, Parameter(0.25, 0, 1, "share per meeting", "How far a fair share of the airtime moves esteem.")
    ]
    colour: Annotated[
        float, Parameter(0.5, 0, 1, "share", "How far prejudice about a department colours what is seen of its people.")
    ]
    base: Annotated[float, Parameter(0.57, 0, 1, "performance", "What anybody shows.")]
    charisma: Annotated[float, Parameter(0.3, 0, 1, "performance per unit", "What personal charisma adds.", "K16")]
    demand: Annotated[float, Parameter(0.2, 0, 1, "performance per unit", "What demanding results adds.", "K16")]


def trait(level: float, uniform: float) -> float:
    """Charisma of somebody among people who have it at `level` in the mean: evenly spread, as far as 0..1 allows."""
    tilt = 2.0 * level - 1.0
    return uniform * (1.0 - abs(tilt)) + max(0.0, tilt)


def first_impression(regard: float, weight: float, charisma: float) -> float:
    """Esteem for somebody not yet seen at work: the department's image, shifted by charisma."""
    return min(1.0, max(0.0, regard + weight * (charisma - 0.5)))


def performance(p: Impression, charisma: float, demand: float, assertiveness: float) -> float:
    """What a person shows in a meeting, 0..1."""
    return min(1.0, p.base + p.charisma * charisma + p.demand * demand * assertiveness)


def coloured(p: Impression, shown: float, regard: float) -> float:
    """What a member of another department sees of it."""
    return (1.0 - p.colour) * shown + p.colour * regard


def impress(form: float, p: Impression, esteem: float, seen: float, talk: float) -> float:
    """Esteem after a meeting; `talk`: airtime relative to a fair share, at most 1."""
    return additive(p, esteem, seen, talk) if form == ADDITIVE else multiplicative(p, esteem, seen, talk)


def multiplicative(p: Impression, esteem: float, seen: float, talk: float) -> float:
    """What is seen is measured by what was thought before, and the distance between the two shrinks by a share."""
    return esteem + p.rate * talk * (seen - esteem)


def additive(p: Impression, esteem: float, seen: float, talk: float) -> float:
    """What is seen is measured by the middle: better lifts and worse lowers, whatever was thought before."""
    return min(1.0, max(0.0, esteem + p.rate * talk * (seen - 0.5)))
