"""Revenue: potential times goodwill times what the service level allows."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Revenue(NamedTuple):
    """What customers pay, and what was planned."""

    plan: Annotated[
        float,
        Parameter(0.41, 0.01, 1, "share of the potential", "Planned revenue as a share of the customers' potential."),
    ]


def earned(goodwill: float, service: float) -> float:
    """Revenue as a share of the potential; `goodwill`: mean over customers, weighted by potential."""
    return goodwill * service
