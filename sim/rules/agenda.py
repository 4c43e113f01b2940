"""Agenda: what a meeting talks about is what those who are heard care about (K6)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Agenda(NamedTuple):
    """Rules for the agenda."""

    quota: Annotated[float, Parameter(0, 0, 1, "share of the agenda", "Floor for the customers' topics on the agenda.")]


def with_quota(p: Agenda, share: float, customer_share: float, is_customer_topic: bool) -> float:
    """A topic's share of the agenda after the quota; `customer_share`: of all customer topics before it."""
    # A quota cannot bring up what nobody in the room has in mind; without customers there is nothing to bring up.
    if customer_share >= p.quota or customer_share <= 0.0:
        return share
    if not is_customer_topic:
        return share * (1.0 - p.quota) / (1.0 - customer_share)
    return share * p.quota / customer_share
