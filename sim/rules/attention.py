"""Attention: people come to care about what they hear talked about, and drift back to their job (K6)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Attention(NamedTuple):
    """How interests move."""

    interest: Annotated[
        float, Parameter(0.08, 0, 1, "share per meeting", "How far those present move towards the agenda they heard.")
    ]
    job: Annotated[
        float,
        Parameter(0.04, 0, 1, "share per week", "How far people drift back to their job each week.", is_weekly=True),
    ]


def hear(p: Attention, interest: float, agenda: float, presence: float) -> float:
    """Interest in a topic after a meeting."""
    return interest + p.interest * presence * (agenda - interest)


def return_to_job(p: Attention, interest: float, job_interest: float) -> float:
    """Interest in a topic after a week of one's own work."""
    return interest + p.job * (job_interest - interest)
