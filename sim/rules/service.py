"""Service: what customers get, a slow average of what resource decisions left for them (K8)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Service(NamedTuple):
    """From resource decisions to deliveries."""

    commitment: Annotated[
        float,
        Parameter(
            0.15, 0, 1, "share per week", "How fast decisions move resources; the rest is bound by earlier ones."
        ),
    ]
    rate: Annotated[
        float, Parameter(0.04, 0, 1, "share per week", "How fast a change of resources reaches the customer.")
    ]
    need: Annotated[
        float,
        Parameter(0.3, 0.01, 1, "share of resources", "Share of the resources with which customers are served fully."),
    ]
    personal: Annotated[
        float,
        Parameter(
            0.5,
            0,
            1,
            "share",
            "Share of what a customer gets that hangs on the standing of its own salesperson inside.",
            "Bolander et al. 2015",
        ),
    ]


def commit(p: Service, resources: float, decided: float, pace: float) -> float:
    """A topic's share of the resources in use, after decisions gave it the share `decided`.

    `pace` is how much was decided, where 1 is what the week's meetings are there to decide.
    """
    return resources + min(1.0, p.commitment * pace) * (decided - resources)


def deliver(p: Service, service: float, customer_share: float) -> float:
    """Service level after a week in which customers' topics had `customer_share` of the resources."""
    return service + p.rate * (min(1.0, customer_share / p.need) - service)


def favour(p: Service, standing: float, usual: float) -> float:
    """How well a person's customers are served, relative to all; `usual`: mean standing of those who own customers."""
    if usual <= 0.0:
        return 1.0
    return 1.0 - p.personal + p.personal * (standing / usual)


def through_owner(service: float, favour: float) -> float:
    """What a customer gets through the person who owns it: never more than all that was promised."""
    return min(1.0, service * favour)
