"""Explanation: what a customer is told whose date was cancelled for a meeting (K9)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter

NONE = 0
MATTERED_MORE = 1
EXTERNAL_CONSTRAINT = 2


class Explanation(NamedTuple):
    """Cancelled dates, and the words that go with them."""

    clash: Annotated[
        float, Parameter(0.3, 0, 1, "probability", "Probability that attending a meeting cancels a customer's date.")
    ]
    cancel: Annotated[
        float, Parameter(0.25, 0, 1, "share of goodwill", "Goodwill lost by a cancelled date without any explanation.")
    ]
    honest: Annotated[
        float,
        Parameter(
            0.2,
            0,
            1,
            "probability",
            "Share of cancelled dates explained honestly: 'this meeting mattered more, for you too'.",
            "K16",
        ),
    ]
    external: Annotated[
        float,
        Parameter(0.2, 0, 1, "probability", "Share of the other cancelled dates blamed on a constraint from outside."),
    ]
    repair_honest: Annotated[
        float,
        Parameter(
            0.4,
            0,
            1,
            "share of the loss",
            "What 'it mattered more' repairs at once.",
            "order of justifications and excuses: Shaw, Wild & Colquitt 2003",
        ),
    ]
    repair_external: Annotated[
        float,
        Parameter(
            0.7,
            0,
            1,
            "share of the loss",
            "What 'it was out of my hands' repairs at once.",
            "order of justifications and excuses: Shaw, Wild & Colquitt 2003",
        ),
    ]
    redeem: Annotated[
        float,
        Parameter(
            0,
            0,
            1,
            "share of the loss",
            "What an excuse gets back where the meeting gave customers their fair share; the honest word gets all.",
        ),
    ]
    proved: Annotated[
        float,
        Parameter(
            0.2,
            0,
            1,
            "share of what is missing",
            "How far an honest word that the meeting proves true raises goodwill above where it was.",
            "K16",
        ),
    ]
    discovery: Annotated[
        float,
        Parameter(
            0.025,
            0,
            1,
            "probability per excuse",
            "Probability that an excuse is found out, for each excuse that this customer has heard.",
        ),
    ]
    deceit: Annotated[
        float,
        Parameter(
            0.5,
            0,
            1,
            "share of goodwill",
            "Goodwill lost when an excuse is found out, beside the date.",
            "direction: Schweitzer, Hershey & Bradlow 2006",
        ),
    ]
    scar: Annotated[
        float,
        Parameter(
            0.05,
            0,
            1,
            "share of the ceiling",
            "How far an excuse found out lowers for good what goodwill can come back to.",
            "direction: Schweitzer, Hershey & Bradlow 2006",
        ),
    ]


def kind(p: Explanation, uniform: float) -> int:
    """Which of the three explanations the customer hears."""
    if uniform < p.honest:
        return MATTERED_MORE
    if uniform < p.honest + (1.0 - p.honest) * p.external:
        return EXTERNAL_CONSTRAINT
    return NONE


def loss(p: Explanation, goodwill: float, told: int) -> float:
    """Goodwill lost by the cancelled date after the explanation `told`."""
    repaired = 0.0
    if told == MATTERED_MORE:
        repaired = p.repair_honest
    elif told == EXTERNAL_CONSTRAINT:
        repaired = p.repair_external
    return p.cancel * goodwill * (1.0 - repaired)


def is_made_good(told: int, customer_share: float, fair_share: float) -> bool:
    """Whether the meeting later proves the words true: it was explained, and customers got their fair share."""
    return told != NONE and customer_share >= fair_share


def owed(p: Explanation, told: int, lost: float) -> float:
    """Goodwill that comes back where the meeting proves the words true."""
    if told == EXTERNAL_CONSTRAINT:
        return p.redeem * lost
    return lost


def proof(p: Explanation, told: int) -> float:
    """How far words that are proved true raise goodwill above where it was: an excuse is no promise."""
    if told == MATTERED_MORE:
        return p.proved
    return 0.0


def make_good(goodwill: float, back: float, proved: float, ceiling: float) -> float:
    """Goodwill after words that were proved true."""
    restored = goodwill + back
    return restored + proved * max(0.0, ceiling - restored)


def chance_found_out(p: Explanation, n_excuses: float) -> float:
    """Probability that the customer sees through the last of so many excuses."""
    return min(1.0, p.discovery * n_excuses)


def deceived(p: Explanation, goodwill: float) -> float:
    """Goodwill after an excuse was found out."""
    return goodwill * (1.0 - p.deceit)


def scarred(p: Explanation, ceiling: float) -> float:
    """What goodwill can come back to after an excuse was found out."""
    return ceiling * (1.0 - p.scar)
