"""Gossip: people talk about those who are not there; whoever is present spoils that game (K5)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter

NEGATIVE = -1
NEUTRAL = 0
POSITIVE = 1
PROPORTIONAL, STEPS = 0.0, 1.0
TALKS_PER_MEETING = 2


class Gossip(NamedTuple):
    """Talk about absent people."""

    rate: Annotated[
        float, Parameter(0.7, 0, 1, "probability", "Probability of each of two occasions for talk about an absentee.")
    ]
    inhibit: Annotated[
        float,
        Parameter(0.6, 0, 1, "probability", "Probability that one ally of the absentee in the room stops it.", "K16"),
    ]
    neutral: Annotated[
        float,
        Parameter(
            0.72, 0, 1, "share", "Share of talk that judges nobody.", "about three quarters: Robbins & Karan 2020"
        ),
    ]
    negativity: Annotated[
        float,
        Parameter(
            2.8,
            0.1,
            20,
            "odds ratio",
            "Odds of judging badly rather than well, at middling esteem.",
            "negative:positive about 1.3-2.0 in Robbins & Karan 2020",
        ),
    ]
    negative: Annotated[
        float,
        Parameter(
            0.28, 0, 1, "share of esteem", "How far negative talk moves a listener, from a speaker fully esteemed."
        ),
    ]
    positive: Annotated[
        float,
        Parameter(
            0.10, 0, 1, "share of the way up", "How far positive talk moves a listener, from a speaker fully esteemed."
        ),
    ]


def is_stopped(p: Gossip, n_allies: int, uniform: float) -> bool:
    """Whether one of the absentee's allies in the room stops the talk: probability 1 - (1 - inhibit)**n."""
    goes_on = 1.0
    for _ in range(n_allies):
        goes_on *= 1.0 - p.inhibit
    return uniform >= goes_on


def valence(p: Gossip, esteem: float, uniform: float) -> int:
    """Negative, neutral or positive, by the speaker's own esteem for the absentee."""
    if uniform < p.neutral:
        return NEUTRAL
    against = p.negativity * (1.0 - esteem)
    if (uniform - p.neutral) * (against + esteem) < (1.0 - p.neutral) * against:
        return NEGATIVE
    return POSITIVE


def listen(form: float, p: Gossip, esteem: float, esteem_for_speaker: float, tone: int) -> float:
    """A listener's esteem for the absentee after the talk."""
    if form == STEPS:
        return steps(p, esteem, esteem_for_speaker, tone)
    return proportional(p, esteem, esteem_for_speaker, tone)


def proportional(p: Gossip, esteem: float, esteem_for_speaker: float, tone: int) -> float:
    """The talk takes a share of the esteem that there is, or of what is missing."""
    if tone == NEGATIVE:
        return esteem - p.negative * esteem_for_speaker * esteem
    if tone == POSITIVE:
        return esteem + p.positive * esteem_for_speaker * (1.0 - esteem)
    return esteem


def steps(p: Gossip, esteem: float, esteem_for_speaker: float, tone: int) -> float:
    """The talk takes or adds as much whatever there is, as it would in proportion where esteem is middling."""
    if tone == NEGATIVE:
        return max(0.0, esteem - p.negative * esteem_for_speaker * 0.5)
    if tone == POSITIVE:
        return min(1.0, esteem + p.positive * esteem_for_speaker * 0.5)
    return esteem
