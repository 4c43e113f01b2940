"""Service: what customers get, a slow average of what resource decisions left for them (K8)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Service(NamedTuple):
    """From resource decisions to deliveries."""

    rate: Annotated[
        float, Parameter(0.08, 0, 1, "share per week", "How fast resource decisions reach the customer.")
    ]
    need: Annotated[
        float, Parameter(0.30, 0.01, 1, "share of resources", "Share of the resources with which customers are served fully.")
    ]


def deliver(p: Service, service: float, customer_share: float) -> float:
    """Service level after a week in which customers' topics got `customer_share` of the resources."""
    return service + p.rate * (min(1.0, customer_share / p.need) - service)
