"""Allocation: a meeting that decides shares out resources, and shows who has influence (K8).

Salancik & Pfeffer 1974: the scarcer a resource, the more power and the less workload decides.
"""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Allocation(NamedTuple):
    """How a meeting decides."""

    weight: Annotated[
        float, Parameter(0, 0, 10, "weight", "Weight of what the meeting decides; 0 is internal routine.")
    ]
    scarcity: Annotated[
        float,
        Parameter(
            0.9,
            0,
            1,
            "share",
            "Share of the resources that is fought over; the rest follows workload.",
            "Salancik & Pfeffer 1974",
        ),
    ]
    announced: Annotated[
        float, Parameter(0.3, 0, 1, "share", "Share of what will be decided that the agenda sent before it tells.")
    ]


def decided(p: Allocation, substance: float, haste: float) -> float:
    """Weight of what the meeting gets to decide: less where form takes its time, more where results are demanded."""
    return p.weight * substance * (1.0 + haste)


def share(p: Allocation, agenda_share: float, workload_share: float) -> float:
    """Share of the meeting's resources that goes to a topic."""
    return p.scarcity * agenda_share + (1.0 - p.scarcity) * workload_share
