"""Customer contact: production and finance staff who meet customers themselves come to care about them (K6)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Contact(NamedTuple):
    """Meeting customers in person."""

    share: Annotated[
        float,
        Parameter(
            0,
            0,
            1,
            "share per week",
            "How far a week's own contact with customers moves a person's interest to their topics.",
            "K16",
            is_weekly=True,
        ),
    ]


def meet_customers(p: Contact, interest: float, customer_ideal: float) -> float:
    """Interest in a topic after a week with customers; `customer_ideal`: the topic's share in customers' minds."""
    return interest + p.share * (customer_ideal - interest)
