"""Customers: which one is visited, what a visit does, and what happens without one (K2)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter

CUSTOMERS_AT_HAND = 4
BY_EASE, REGARDLESS = 0.0, 1.0


class Customers(NamedTuple):
    """Choosing and visiting customers."""

    gain: Annotated[float, Parameter(3, 0, 20, "logits per unit", "Pull of what a customer could still bring.")]
    comfort: Annotated[
        float,
        Parameter(3, 0, 20, "logits per unit", "Pull of a comfortable customer on somebody ill at ease inside.", "K16"),
    ]
    visit: Annotated[
        float,
        Parameter(0.16, 0, 1, "share per visit", "How far a visit raises goodwill when the company delivers fully."),
    ]
    promise: Annotated[float, Parameter(0.5, 0, 1, "share", "What a visit is worth when the company delivers nothing.")]
    decay: Annotated[float, Parameter(0.035, 0, 1, "share per week", "How fast goodwill decays.")]
    desk: Annotated[
        float,
        Parameter(5, 0, 10, "half-days per week", "Half-days of desk work, free neither for meetings nor for visits."),
    ]


def longing(form: float, ease: float) -> float:
    """How much somebody wants a comfortable customer, 0..1."""
    return regardless() if form == REGARDLESS else by_ease(ease)


def by_ease(ease: float) -> float:
    """The less one is at ease inside, the more."""
    return 1.0 - ease


def regardless() -> float:
    """As much as with middling ease, however one feels inside."""
    return 0.5


def appeal(p: Customers, potential: float, goodwill: float, comfort: float, longing: float) -> float:
    """Pull of one customer in logits; `potential` relative to the largest customers, 0..1."""
    return p.gain * potential * (1.0 - goodwill) + p.comfort * comfort * longing


def visit(p: Customers, goodwill: float, service: float, ceiling: float) -> float:
    """Goodwill after a visit: words count, deliveries count more; who was lied to trusts up to a ceiling only."""
    return goodwill + p.visit * (p.promise + (1.0 - p.promise) * service) * max(0.0, ceiling - goodwill)


def wait(p: Customers, goodwill: float) -> float:
    """Goodwill after a week."""
    return goodwill * (1.0 - p.decay)
