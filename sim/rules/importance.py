"""Importance: a meeting that decides draws in whoever notices that it does (K9)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Importance(NamedTuple):
    """Weighing what a meeting decides."""

    pull: Annotated[
        float,
        Parameter(
            1.5,
            0,
            20,
            "logits per unit",
            "How much a meeting that decides draws in whoever notices that it does.",
            "K16",
        ),
    ]


def of_decisions(weight: float) -> float:
    """How much is at stake where decisions of that weight are taken: 0 for none, 0.5 for a weight of 1, below 1."""
    return weight / (1.0 + weight)


def noticed(announced: float, heard: float) -> float:
    """Share of what is at stake that a person notices: what was announced, and of the rest who is heard there."""
    return announced + (1.0 - announced) * heard


def draw(p: Importance, weight: float, announced: float, heard: float) -> float:
    """What the meeting's decisions add to its utility, in logits."""
    return p.pull * of_decisions(weight) * noticed(announced, heard)
